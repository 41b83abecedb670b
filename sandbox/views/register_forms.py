"""Forms of the registers, made from what each register declares."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.registers import AskField, Register
from sandbox.domain.registers.dna import LOCI
from sandbox.domain.registers.firearm_table import find_type
from sandbox.forms import CODE_INPUT, DeskForm

_PLAIN = {"autocomplete": "off"}
_PURPOSE = ("key", "reason", "case_reference")


def make_field(spec: AskField) -> forms.Field:
    common: dict[str, Any] = {"label": spec.label, "help_text": spec.hint, "required": spec.is_required}
    if spec.kind == "choice":
        return forms.ChoiceField(choices=[("", _("Choose")), *spec.choices], **common)
    if spec.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **common)
    attrs = _PLAIN if spec.kind == "words" else CODE_INPUT
    return forms.CharField(max_length=spec.max_length, widget=forms.TextInput(attrs=attrs), **common)


class _RegisterForm(DeskForm):
    def read_text(self) -> dict[str, Any]:
        """What was typed, without the form's key and purpose."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.names}

    def add_fields(self, specs: tuple[AskField, ...]) -> None:
        self.names = {spec.key for spec in specs}
        for spec in specs:
            self.fields[spec.key] = make_field(spec)


class RegisterQueryForm(_RegisterForm):
    """What a register can be asked, and why it is asked."""

    def __init__(self, *args: Any, register: Register, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_fields(register.asks)
        self.fields["reason"] = forms.CharField(
            label=_("Reason for the query"), min_length=5, max_length=200, help_text=_("Stands in the audit trail. No names."),
            widget=forms.TextInput(attrs=_PLAIN),
        )  # fmt: skip
        self.fields["case_reference"] = forms.CharField(
            label=_("Case reference"), max_length=40, help_text=_("As the brief gives it."), widget=forms.TextInput(attrs=CODE_INPUT),
        )  # fmt: skip


class RecordForm(_RegisterForm):
    """A record's own fields; with `is_change`, and why they change."""

    def __init__(self, *args: Any, register: Register, is_change: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_fields(register.entries)
        if is_change:
            self.fields["reason"] = _make_reason(_("Reason for the change"))


class WithdrawForm(DeskForm):
    reason = forms.CharField(
        label=_("Reason for withdrawing"), min_length=5, max_length=200, widget=forms.TextInput(attrs=_PLAIN)
    )


class TraceForm(DeskForm):
    """Which firearm, and what the other bureau should know."""

    reference = forms.ChoiceField(label=_("Firearm"))
    comment = forms.CharField(
        label=_("Comment"), min_length=10, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Where and how it was recovered. No names."),
    )  # fmt: skip
    case_reference = forms.CharField(label=_("Case reference"), max_length=40, widget=forms.TextInput(attrs=CODE_INPUT))

    def __init__(self, *args: Any, records: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(r["reference"], f"{r['reference']} · {r['make']} {r['model']} · {r['serial']}") for r in records]
        self.fields["reference"].choices = [("", _("Choose")), *choices]  # type: ignore[attr-defined]


def _make_reason(label: Any) -> forms.CharField:
    return forms.CharField(label=label, min_length=5, max_length=200, widget=forms.TextInput(attrs=_PLAIN))


def read_initial(register: Register, record: Mapping[str, Any]) -> dict[str, Any]:
    """The entry form of a record as it is now."""
    values = dict(record)
    if register.key == "firearms":
        values["type"] = find_type(record)
    if register.key == "administrative-documents":
        values["number"] = f"{record['series']}{record['first_number']}"
        values["last_number"] = f"{record['series']}{record['last_number']}"
        values["is_blank"] = "yes" if record["is_blank"] else "no"
    if register.key == "dna":
        values |= {locus.lower(): ", ".join(record["loci"].get(locus, ())) for locus in LOCI}
    return values
