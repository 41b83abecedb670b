"""Reading a page's forms, so that load goes through the same fields as a person's browser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass(slots=True)
class Form:
    """A form as it stands in a page: its address, and its fields with the values a browser would send."""

    action: str
    method: str
    values: dict[str, list[str]] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    checkboxes: dict[str, list[str]] = field(default_factory=dict)
    selects: dict[str, list[str]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    def answer_somehow(self) -> None:
        """Give every empty field a value that fits: the first choice, the last option, the number 1."""
        for name, options in {**self.radios, **self.checkboxes}.items():
            self.values.setdefault(name, options[:1])
        for name, options in self.selects.items():
            self.values[name] = options[-1:]
        for name in self.texts:
            if not any(self.values.get(name, [])):
                self.values[name] = ["1"]

    def find_button(self, name: str, *values: str) -> str:
        """The first of these values that a button of this name has. Raises LookupError when none has."""
        offered = [value for key, value in self.buttons if key == name]
        for value in values:
            if value in offered:
                return value
        raise LookupError(f"No button {name!r} has one of {values}: {offered}")


class FormReader(HTMLParser):
    """Collects the forms of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(action=given.get("action", ""), method=given.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None and given.get("name"):
            self._read_field(self._form, tag, given)
        elif self._form is not None and tag == "option" and self._select:
            self._form.selects[self._select].append(given.get("value", ""))

    def _read_field(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind, value = given["name"], given.get("type", "text"), given.get("value", "")
        if tag == "select":
            self._select = name
            form.selects[name] = []
        elif tag == "textarea":
            form.texts.append(name)
        elif tag == "button" or kind == "submit":
            form.buttons.append((name, value))
        elif tag == "input" and kind in {"radio", "checkbox"}:
            (form.radios if kind == "radio" else form.checkboxes).setdefault(name, []).append(value)
            if "checked" in given:
                form.values.setdefault(name, []).append(value)
        elif tag == "input":
            form.values[name] = [value]
            if kind != "hidden":
                form.texts.append(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def read_forms(page: bytes) -> list[Form]:
    """All forms of an HTML page."""
    reader = FormReader()
    reader.feed(page.decode())
    return reader.forms


def find_form(page: bytes, action_part: str) -> Form:
    """The first POST form whose address contains the text. Raises LookupError when there is none."""
    for form in read_forms(page):
        if form.method == "post" and action_part in form.action:
            return form
    raise LookupError(f"No form leads to {action_part!r}: {[form.action for form in read_forms(page)]}")
