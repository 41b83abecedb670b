"""Forms of the partner check, of its keys, and of the product check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.geography import BUREAUS
from sandbox.domain.identifiers.pasting import MAX_INPUT as MAX_CODE
from sandbox.enums import DocumentType
from sandbox.forms import CODE_INPUT, DeskForm


class PartnerCheckForm(DeskForm):
    number = forms.CharField(
        label=_("Document number"), max_length=40, widget=forms.TextInput(attrs=CODE_INPUT),
        help_text=_("Copy it character for character: the letter O and the digit 0 are different. No names."),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Issuing country"),
        choices=[("", _("Choose a country")), *[(b.code, f"{b.code} – {b.country}") for b in BUREAUS.values()]],
    )
    document_type = forms.ChoiceField(
        label=_("Type of document"), choices=[("", _("Choose a type")), *DocumentType.choices]
    )


class ProductCheckForm(DeskForm):
    text = forms.CharField(
        label=_("Code of the pack"), max_length=MAX_CODE, strip=False,
        widget=forms.Textarea(attrs={**CODE_INPUT, "autocapitalize": "off", "rows": 2}),
        help_text=_("As a scanner gives it, or as it is printed: (01)…(17)…(10)…(21)…. The letters <GS> stand for the separator."),
    )  # fmt: skip


class PartnerKeyForm(DeskForm):
    name = forms.CharField(
        label=_("What the key is for"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Such as the system that will use it. No names of people."),
        error_messages={"required": _("Say which system will use the key.")},
    )  # fmt: skip
    days = forms.TypedChoiceField(
        label=_("Valid for"), coerce=int, initial=90,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
    )  # fmt: skip

    def clean_name(self) -> str:
        name: Any = self.cleaned_data["name"]
        return " ".join(str(name).split())
