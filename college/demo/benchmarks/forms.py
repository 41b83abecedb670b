"""Reading a page's forms, so that load goes through the same fields as a person's browser."""

import re
from dataclasses import dataclass, field
from html import unescape

_TAG = re.compile(r"<(/?)(form|input|select|option|textarea|button)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


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


class FormReader:
    """Collects the forms of a page. Looks at the tags of forms alone: the load must cost less than what it measures."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._select = ""

    def feed(self, page: str) -> None:
        for closing, tag, attributes in _TAG.findall(page):
            if closing:
                self._end(tag)
            else:
                self._start(tag, {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)})

    def _start(self, tag: str, given: dict[str, str]) -> None:
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
        elif kind in {"radio", "checkbox"}:
            (form.radios if kind == "radio" else form.checkboxes).setdefault(name, []).append(value)
            if "checked" in given:
                form.values.setdefault(name, []).append(value)
        else:
            form.values[name] = [value]
            if kind != "hidden":
                form.texts.append(name)

    def _end(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""


def read_forms(page: bytes) -> list[Form]:
    """All forms of an HTML page of this college: its attributes are quoted, and no text holds a bare "<"."""
    reader = FormReader()
    reader.feed(page.decode())
    return reader.forms


def find_form(page: bytes, action_part: str) -> Form:
    """The first POST form whose address contains the text. Raises LookupError when there is none."""
    forms = read_forms(page)
    for form in forms:
        if form.method == "post" and action_part in form.action:
            return form
    raise LookupError(f"No form leads to {action_part!r}: {[form.action for form in forms]}")
