"""Forms of the works-of-art register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sandbox.domain.art.search import ArtKeys
from sandbox.domain.art.uploads import MAX_BYTES
from sandbox.domain.art.vocabulary import REGIONS
from sandbox.domain.geography import BUREAUS
from sandbox.enums import ArtCircumstance, ArtKind, ArtState
from sandbox.forms import CODE_INPUT, DeskForm

COUNTRIES = [(bureau.code, f"{bureau.code} – {bureau.country}") for bureau in BUREAUS.values()]
_PLAIN = {"autocomplete": "off"}


class ReasonForm(DeskForm):
    """What every query gives beside its keys."""

    reason = forms.CharField(
        label=_("Reason for the query"), min_length=5, max_length=200,
        help_text=_("Stands in the audit trail. No names."), widget=forms.TextInput(attrs=_PLAIN),
    )  # fmt: skip
    case_reference = forms.CharField(
        label=_("Case reference"),
        max_length=40,
        help_text=_("As the brief gives it."),
        widget=forms.TextInput(attrs=CODE_INPUT),
    )


class WorkQueryForm(ReasonForm):
    words = forms.CharField(
        label=_("Words"), max_length=100, required=False, widget=forms.TextInput(attrs=_PLAIN),
        help_text=_("From the title, the subject, the marks or the description. Accents and capitals do not matter."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Type of object"), choices=[("", _("Any type")), *ArtKind.choices], required=False)
    material = forms.CharField(
        label=_("Material or technique"), max_length=60, required=False, widget=forms.TextInput(attrs=_PLAIN)
    )
    period = forms.CharField(
        label=_("Period or culture"), max_length=60, required=False, widget=forms.TextInput(attrs=_PLAIN)
    )
    country = forms.ChoiceField(label=_("Stolen in"), choices=[("", _("Any country")), *COUNTRIES], required=False)
    stolen_from = forms.IntegerField(label=_("Stolen from the year"), min_value=1900, max_value=2100, required=False)
    stolen_to = forms.IntegerField(label=_("to the year"), min_value=1900, max_value=2100, required=False)
    state = forms.ChoiceField(label=_("State"), choices=[("", _("Any state")), *ArtState.choices], required=False)

    field_order = [
        "words",
        "kind",
        "material",
        "period",
        "country",
        "stolen_from",
        "stolen_to",
        "state",
        "reason",
        "case_reference",
    ]

    def read_keys(self) -> ArtKeys:
        """What was asked. Call it on a valid form."""
        data = self.cleaned_data
        return ArtKeys(**{name: data[name] for name in ArtKeys.__dataclass_fields__})


class PictureQueryForm(ReasonForm):
    picture = forms.FileField(
        label=_("Photograph"), max_length=200,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("JPEG, PNG or WebP, 8 MB at most; on a telephone you can take it now. It is compared and not kept."),
        error_messages={"empty": _("The file is empty. Choose a picture.")},
    )  # fmt: skip

    field_order = ["picture", "reason", "case_reference"]

    def clean_picture(self) -> Any:
        picture = self.cleaned_data["picture"]
        if picture.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 8 MB. Choose a smaller picture."))
        return picture


def _text(label: Any, length: int, *, required: bool = True, rows: int = 0, hint: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs=_PLAIN)
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, help_text=hint)


class WorkEntryForm(DeskForm):
    """The Object ID form. The photograph is the report's."""

    kind = forms.ChoiceField(label=_("Type of object"), choices=[("", _("Choose a type")), *ArtKind.choices])
    subtype = _text(_("Type, more exactly"), 40, hint=_("Second level, such as “Bowl” or “Relief”."))
    title = _text(_("Title"), 120)
    materials = _text(_("Materials"), 120)
    techniques = _text(_("Techniques"), 120)
    height = _text(_("Height"), 20, required=False, hint=_("With its unit: “32 cm”. One dimension at least."))
    width = _text(_("Width"), 20, required=False)
    depth = _text(_("Depth or thickness"), 20, required=False)
    diameter = _text(_("Diameter"), 20, required=False)
    weight = _text(
        pgettext_lazy("how heavy a thing is", "Weight"), 20, required=False, hint=_("With its unit: “850 g”.")
    )
    inscriptions = _text(_("Inscriptions and markings"), 240, required=False)
    distinguishing_features = _text(
        _("Distinguishing features"),
        300,
        rows=3,
        hint=_("One at least: damage, repairs, flaws that no other piece has."),
    )
    subject = _text(pgettext_lazy("what a work shows", "Subject"), 160, required=False, hint=_("What it shows."))
    period = _text(_("Date or period"), 80)
    maker = _text(_("Maker"), 120, required=False)
    description = _text(
        _("Description"), 1500, rows=5, hint=_("In words, so that it could be told from its like without a picture.")
    )
    circumstance = forms.ChoiceField(
        label=_("How it was lost"), choices=[("", _("Choose one")), *ArtCircumstance.choices]
    )
    stolen_on = forms.DateField(label=_("Day of the theft"), widget=forms.DateInput(attrs={"type": "date"}))
    theft_region = forms.ChoiceField(
        label=_("Region"), choices=[("", _("Choose a region")), *((r, r) for r in REGIONS)]
    )
    theft_place = _text(_("Kind of place"), 120, hint=_("Never the exact site of an excavation or a private address."))
    inventory_number = _text(_("Inventory number"), 40, required=False)
    related_material = _text(_("Related material"), 200, required=False)
    origin_place = _text(_("Place of origin or discovery"), 120, required=False)
    cross_references = _text(_("Cross references"), 120, required=False)
    documented_on = forms.DateField(
        label=_("Documented on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
