"""The form by which the register of persons is asked."""

import re
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.geography import BUREAUS
from sandbox.domain.names.evidence import BirthDate
from sandbox.domain.names.keys import MAX_CHARACTERS
from sandbox.enums import Sex
from sandbox.forms import CODE_INPUT, DeskForm

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[./ ])?(\d{1,2})[./ ])(\d{4})", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1880, 2100


class BirthDateField(forms.CharField):
    """A date of birth as far as it is known: 1984, 1984-03 or 1984-03-12; the day may come first, as in 12.3.1984."""

    default_error_messages = {
        "unreadable": _("Write the date as far as it is known: 1984, or 1984-03, or 1984-03-12."),
        "impossible": _("There is no such day. Write year, month and day, such as 1984-03-12."),
    }

    def clean(self, value: object) -> BirthDate | None:
        text = super().clean(value).strip()
        if not text:
            return None
        if found := _ISO.fullmatch(text):
            year, month, day = found[1], found[2], found[3]
        elif found := _DAY_FIRST.fullmatch(text):
            year, month, day = found[3], found[2], found[1]
        else:
            raise forms.ValidationError(self.error_messages["unreadable"], code="unreadable")
        birth = BirthDate(int(year), int(month) if month else None, int(day) if day else None)
        try:
            date(birth.year, 1 if birth.month is None else birth.month, 1 if birth.day is None else birth.day)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible") from error
        if not FIRST_YEAR <= birth.year <= LAST_YEAR:
            raise forms.ValidationError(self.error_messages["impossible"], code="impossible")
        return birth


class PersonQueryForm(DeskForm):
    name = forms.CharField(
        label=_("Name"), max_length=MAX_CHARACTERS,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto"}),
        help_text=_("As you have it: in any script, in any order, with or without middle names. * and ? stand for nothing here."),
    )  # fmt: skip
    birth = BirthDateField(
        label=_("Date of birth"), required=False, max_length=20, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        help_text=_("As far as it is known: 1984, or 1984-03, or 1984-03-12. It tells namesakes apart."),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=_("Nationality"), required=False,
        choices=[("", _("Not known")), *[(b.code, f"{b.code} – {b.country}") for b in BUREAUS.values()]],
    )  # fmt: skip
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", _("Not known")), (Sex.FEMALE, Sex.FEMALE.label), (Sex.MALE, Sex.MALE.label)]
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason for the query"), min_length=5, max_length=200,
        help_text=_("Stands in the audit trail, with your name beside it."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    case_reference = forms.CharField(
        label=_("Case reference"), max_length=40, help_text=_("As the brief gives it."), widget=forms.TextInput(attrs=CODE_INPUT)
    )  # fmt: skip
