"""The reference table of firearms: invented makes and models, chosen before a serial number is asked."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from college.core.errors import CollegeError

FIREARM_TYPES: dict[str, tuple[str, str, str]] = {
    "corvane-m4": ("Corvane", "M4 pistol", "calibre A"),
    "corvane-m7": ("Corvane", "M7 pistol", "calibre B"),
    "teldray-s2": ("Teldray", "S2 revolver", "calibre C"),
    "teldray-l9": ("Teldray", "L9 rifle", "calibre D"),
    "orvest-h1": ("Orvest", "H1 shotgun", "gauge 1"),
    "orvest-k3": ("Orvest", "K3 carbine", "calibre D"),
}
FIREARM_CHOICES = tuple((key, " · ".join(names)) for key, names in FIREARM_TYPES.items())


def read_firearm(text: Mapping[str, Any]) -> dict[str, str]:
    """Make, model and calibre of the chosen type. Raises CollegeError (type)."""
    found = FIREARM_TYPES.get(str(text.get("type") or ""))
    if found is None:
        raise CollegeError("type", _("Choose the type from the reference table first."))
    make, model, calibre = found
    return {"make": make, "model": model, "calibre": calibre}


def find_type(record: Mapping[str, Any]) -> str:
    """The table's key of a record's make and model; empty where the table has none."""
    names = (record["make"], record["model"], record["calibre"])
    return next((key for key, value in FIREARM_TYPES.items() if value == names), "")
