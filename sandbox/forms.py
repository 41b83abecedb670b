"""Forms of the desk. Each carries a key of its own, so that sending it twice does one thing."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.definitions import Choice
from sandbox.domain.identifiers.pasting import MAX_INPUT as MAX_IDENTIFIER
from sandbox.domain.mrz import MAX_INPUT
from sandbox.domain.notice_types import FieldSpec, NoticeType

CODE_INPUT = {
    "autocomplete": "off",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "class": "code-input",
    "dir": "ltr",
}


class DeskForm(forms.Form):
    """A form with a key: made when the page is made, sent back with it."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={
        "required": _("This form is incomplete. Load the page again and send it once more."),
        "invalid": _("This form is incomplete. Load the page again and send it once more."),
    })  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4


class KeyForm(DeskForm):
    """A button: nothing but its key."""


class ZoneForm(DeskForm):
    text = forms.CharField(
        label=_("Machine-readable zone"), max_length=MAX_INPUT, strip=False,
        widget=forms.Textarea(attrs={**CODE_INPUT, "rows": 3}),
        help_text=_("The two or three lines at the foot of the data page, one under the other."),
    )  # fmt: skip


class IdentifierForm(DeskForm):
    text = forms.CharField(
        label=_("Identifier"), max_length=MAX_IDENTIFIER, strip=False,
        widget=forms.Textarea(attrs={**CODE_INPUT, "autocapitalize": "off", "rows": 2}),
        help_text=_("One number or scanned code; spaces and hyphens do not matter. Do not enter real case data: what is not part of the exercise is not kept."),
    )  # fmt: skip


class DecisionForm(DeskForm):
    choice = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect, error_messages={"required": _("Choose one of the decisions.")}
    )
    rationale = forms.CharField(
        label=_("Reason"), min_length=3, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you know, and from whom: someone will read this in a year."),
        error_messages={"required": _("Write why you decide so: a decision without its reason cannot be checked.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: tuple[Choice, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["choice"].choices = [(choice.key, choice.label) for choice in choices]  # type: ignore[attr-defined]


def _make_field(spec: FieldSpec) -> forms.Field:
    common: dict[str, Any] = {"label": spec.label, "help_text": spec.hint, "required": not spec.is_optional}
    match spec.kind:
        case "choice":
            return forms.ChoiceField(choices=spec.choices, **common)
        case "date":
            return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
        case "short":
            return forms.CharField(
                max_length=spec.max_length, widget=forms.TextInput(attrs={"autocomplete": "off"}), **common
            )
    rows = 5 if spec.kind == "text" else 4
    return forms.CharField(max_length=spec.max_length, widget=forms.Textarea(attrs={"rows": rows}), **common)


class NoticeForm(DeskForm):
    """The fields of one type of notice. A draft may be incomplete: its rules are checked apart."""

    use_required_attribute = False

    def __init__(self, *args: Any, notice_type: NoticeType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for spec in notice_type.fields:
            self.fields[spec.key] = _make_field(spec)

    def full_clean(self) -> None:
        """Nothing is required to save a draft, though the page does not call these fields optional: the rules will ask for them."""
        needed = [field for name, field in self.fields.items() if name != "key" and field.required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    def read_fields(self) -> dict[str, str]:
        """What was entered, as text; a date as YYYY-MM-DD."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "key"}
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else str(value or "")
            for name, value in values.items()
        }

    def show_problems(self, problems: list[dict[str, str]]) -> None:
        """Put each unmet rule at its field."""
        for problem in problems:
            self.add_error(problem["field"], f"{problem['message']} ({problem['rule']})")


class AnswerForm(DeskForm):
    answer = forms.CharField(
        label=_("Your answer to the reviewer"), min_length=10, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say what you changed. Save your changes to the notice first: it goes back as it is saved."),
    )  # fmt: skip
