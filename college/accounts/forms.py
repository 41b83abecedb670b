from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

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


class _PersonFields(forms.ModelForm[User]):
    """What staff enter for a person: one name, never a password."""

    first_name = None
    last_name = None
    password_enabled = False
    full_name = _name_field()

    def clean_full_name(self) -> str:
        return normalise_name(self.cleaned_data["full_name"])

    def clean_email(self) -> str:
        """The address in lower case, as sign-up stores it."""
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        """Store the person. Whoever is given a role works for the college: from then on every page asks for the second factor.

        The mark stays when the role is taken away; taking it back is a decision of its own.
        """
        if self.cleaned_data.get("is_superuser") or self.cleaned_data.get("groups"):
            self.instance.is_staff = True
        person: User = super().save(commit=commit)
        return person


class PersonCreationForm(_PersonFields, UserCreationForm):
    """A new person. They choose their password by “Forgot your password?”, and confirm the address when they first sign in."""

    class Meta:
        model = User
        fields = ["email", "full_name", "sector", "is_superuser", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        person: User = super().save(commit=commit)
        return person


class PersonEditForm(_PersonFields, UserEditForm):
    class Meta:
        model = User
        fields = ["email", "full_name", "sector", "is_active", "is_superuser", "groups"]
        widgets = {"groups": forms.CheckboxSelectMultiple}
