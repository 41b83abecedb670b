from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from college.accounts.enums import Sector
from college.accounts.models import User
from college.accounts.names import normalise_name, validate_name


def _name_field() -> forms.CharField:
    return forms.CharField(
        label=_("Full name"),
        max_length=300,
        validators=[validate_name],
        help_text=_("As it should stand on your certificate, in your own script."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PersonDetailsForm(forms.Form):
    """What sign-up asks beside the address: who the person is and where they work."""

    full_name = _name_field()
    sector = forms.ChoiceField(
        label=_("Where do you work?"),
        choices=Sector.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Police, customs and regulatory authorities are law enforcement. Brand holders, carriers and platforms are private sector."
        ),
    )

    def clean_full_name(self) -> str:
        return normalise_name(self.cleaned_data["full_name"])

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth when the account exists: stores just these fields."""
        user.full_name = self.cleaned_data["full_name"]
        user.sector = self.cleaned_data["sector"]
        user.language = get_language() or "en"
        user.save(update_fields=["full_name", "sector", "language"])


@cache
def _list_time_zones() -> tuple[tuple[str, str], ...]:
    """Names for the list: read once, because the reading walks through hundreds of files."""
    return tuple((zone, zone.replace("_", " ")) for zone in sorted(available_timezones()))


class PersonalSettingsForm(forms.ModelForm[User]):
    """A person's own name, language and time zone."""

    full_name = _name_field()
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=())

    class Meta:
        model = User
        fields = ["full_name", "language", "time_zone"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = _list_time_zones()  # type: ignore[attr-defined]

    def clean_full_name(self) -> str:
        return normalise_name(self.cleaned_data["full_name"])
