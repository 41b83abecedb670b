"""Words for the fields of a work of art, and its record in the order of an Object ID sheet."""

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from sandbox.domain.geography import name_country
from sandbox.enums import ArtKind, ArtState

FIELD_LABELS = {
    "title": gettext_lazy("Title"), "materials": gettext_lazy("Materials"), "techniques": gettext_lazy("Techniques"),
    "maker": gettext_lazy("Maker"), "period": gettext_lazy("Date or period"), "inscriptions": gettext_lazy("Inscriptions and markings"),
    "distinguishing_features": gettext_lazy("Distinguishing features"), "origin_place": gettext_lazy("Place of origin or discovery"),
    "theft_place": gettext_lazy("Kind of place"), "inventory_number": gettext_lazy("Inventory number"),
    "description": gettext_lazy("Description"),
}  # fmt: skip


def describe_keys(keys: dict[str, Any]) -> str:
    """What was asked, in words."""
    if "picture" in keys:
        return _("A photograph")
    shown = dict(keys)
    if "kind" in shown:
        shown["kind"] = ArtKind(shown["kind"]).label
    if "state" in shown:
        shown["state"] = ArtState(shown["state"]).label
    if "country" in shown:
        shown["country"] = name_country(shown["country"])
    first, last = shown.pop("stolen_from", None), shown.pop("stolen_to", None)
    parts = [str(value) for value in shown.values()]
    if first or last:
        parts.append(f"{first or '…'}–{last or '…'}")
    return " · ".join(parts)


def spell_sizes(record: dict[str, Any]) -> str:
    """Dimensions with their names and units, as a museum writes them."""
    names = {"height_mm": _("height"), "width_mm": _("width"), "depth_mm": _("depth"), "diameter_mm": _("diameter")}
    sizes = [f"{label} {_spell_length(record[name])}" for name, label in names.items() if record[name]]
    if record["weight_g"]:
        weight = record["weight_g"]
        sizes.append(_("weight") + (f" {weight / 1000:.1f} kg" if weight >= 2000 else f" {weight} g"))
    return ", ".join(sizes)


def _spell_length(millimetres: int) -> str:
    return f"{millimetres} mm" if millimetres < 100 else f"{millimetres / 10:g} cm"


def spell_day(value: str) -> str:
    return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else ""


def list_sheet_rows(record: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The record as two lists of terms and values: Object ID, and what the register adds."""
    identity = [
        (_("Type"), f"{ArtKind(record['kind']).label}: {record['subtype']}"), (_("Measurements"), spell_sizes(record)),
        (_("Materials"), record["materials"]), (_("Techniques"), record["techniques"]),
        (_("Inscriptions and markings"), record["inscriptions"]), (_("Date or period"), record["period"]),
        (_("Maker"), record["maker"]), (pgettext("what a work shows", "Subject"), record["subject"]), (_("Inventory number"), record["inventory_number"]),
        (_("Place of origin or discovery"), record["origin_place"]), (_("Related material"), record["related_material"]),
        (_("Cross references"), record["cross_references"]), (_("Documented on"), spell_day(record["documented_on"] or "")),
    ]  # fmt: skip
    theft = [
        (_("Stolen on"), spell_day(record["stolen_on"])), (_("Country"), name_country(record["theft_country"])),
        (_("Region"), record["theft_region"]), (_("Kind of place"), record["theft_place"]),
        (_("Recovered on"), spell_day(record["recovered_on"] or "")), (_("Owner of the record"), record["owner_bureau"]),
        (_("Recorded on"), spell_day(record["recorded_on"])), (_("To be reviewed on"), spell_day(record["review_on"])),
        (_("National reference"), record["national_reference"]),
    ]  # fmt: skip
    return {
        "identity": [{"term": term, "value": value} for term, value in identity if value],
        "theft": [{"term": term, "value": value} for term, value in theft if value],
    }
