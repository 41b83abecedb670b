"""The filters of the gallery and of its map. They change nothing, so they stand in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.gallery.filtering import Choice, Order, Role
from sandbox.domain.gallery.published import Standing, Subject
from sandbox.domain.geography import BUREAUS
from sandbox.domain.notice_catalogue import NOTICE_TYPES

TYPES = [(key, kind.label) for key, kind in NOTICE_TYPES.items()]
COUNTRIES = [(bureau.code, f"{bureau.code} – {bureau.country}") for bureau in BUREAUS.values()]


class MapForm(forms.Form):
    type_key = forms.ChoiceField(label=_("Type of notice"), choices=[("", _("Any type")), *TYPES], required=False)
    subject = forms.ChoiceField(label=_("About"), choices=[("", _("Anything")), *Subject.choices], required=False)
    country = forms.ChoiceField(label=_("Country"), choices=[("", _("Any country")), *COUNTRIES], required=False)

    def read_choice(self) -> Choice:
        """What is asked; of a form with errors, nothing."""
        given: dict[str, Any] = dict(self.cleaned_data) if self.is_valid() else {}
        return Choice(**{name: value for name, value in given.items() if value})


class GalleryForm(MapForm):
    words = forms.CharField(
        label=_("Words"), max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("From a name, a title, a reference or the text. Accents and capitals do not matter."),
    )  # fmt: skip
    standing = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All that are in the network")), *Standing.choices], required=False
    )
    role = forms.ChoiceField(
        label=_("What the country has to do with it"), choices=[("", _("Either")), *Role.choices], required=False
    )
    order = forms.ChoiceField(label=_("Order"), choices=Order.choices, required=False, initial=Order.NEWEST)

    field_order = ["words", "type_key", "subject", "standing", "country", "role", "order"]
