"""Records and candidates as rows of a page: labels, and values in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from sandbox.domain.registers import Register
from sandbox.domain.registers.dna import LOCI
from sandbox.domain.registers.reasons import REASONS
from sandbox.domain.registers.retention import compute_years, is_near_review

LABELS: dict[str, Any] = {
    "number": _("Number"), "country": _("Country"), "document_type": _("Type"), "fraud_type": _("Reported as"),
    "issued_on": _("Issued on"), "expires_on": _("Expires on"), "lost_on": _("Lost or stolen on"),
    "notice_reference": _("Notice"), "colour": _("Colour"), "vin": _("Identification number"), "engine": _("Engine number"),
    "plate": _("Plate"), "plate_country": _("Country of the plate"), "make": _("Make"), "model": _("Model"), "year": _("Year"),
    "stolen_on": _("Stolen on"), "stolen_at": _("Place of the theft"), "case_reference": _("Case reference"),
    "issuer": _("Issued by"), "series": _("Series"), "first_number": _("First number"), "last_number": _("Last number"),
    "is_blank": _("Blank"), "serial": _("Serial number"), "calibre": _("Calibre"), "country_made": _("Country of manufacture"),
    "country_imported": _("Country of import"), "firearm_class": _("Reported as"), "subject_code": _("Subject code"),
    "position": _("Finger"), "pattern": _("Pattern class"), "quality": _("Quality"), "minutiae_id": _("Synthetic minutiae id"),
    "code": _("Profile code"), "category": _("Category"), "owner_bureau": _("Owner of the record"),
    "national_reference": _("National reference"), "recorded_on": _("Recorded on"), "review_on": _("To be reviewed on"),
}  # fmt: skip
_CODES = {"number", "vin", "engine", "plate", "serial", "minutiae_id", "series", "code", "subject_code", "owner_bureau", "notice_reference"}  # fmt: skip


def list_record_rows(register: Register, record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Label, value and whether it is a code, for every field that says something."""
    rows = []
    for name in LABELS:  # what the thing is comes first, whose the record is comes last
        value = record.get(name)
        if name not in register.tells and value not in ("", None):
            rows.append({"label": LABELS[name], "value": _word(register, name, value), "is_code": name in _CODES})
    return rows


def _word(register: Register, name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choices = next((dict(spec.choices) for spec in register.entries if spec.key == name), {})
    if str(value) in choices:
        return choices[str(value)]
    if name.endswith("_on"):
        return date_format(date.fromisoformat(str(value)))
    return value


def list_loci(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    loci = record.get("loci") or {}
    return [(locus, " · ".join(loci[locus])) for locus in LOCI if locus in loci]


def list_candidates(payload: Mapping[str, Any], register: Register) -> list[dict[str, Any]]:
    """Candidates with their comparison tables; fields that neither side has are left out."""
    rows = []
    for candidate in payload["candidates"]:
        fields = [
            {
                **field,
                "label": LABELS.get(field["key"], field["key"]),
                "asked": _shown(register, field["key"], field["asked"]),
                "found": _shown(register, field["key"], field["found"]),
                "why": REASONS.get(field["why"], field["why"]),
            }
            for field in candidate["fields"]
            if register.is_biometric or field["asked"] or field["found"]
        ]
        asked = sum(field["agrees"] or field["why"] not in _SILENT for field in fields)
        rows.append({**candidate, "fields": fields, "asked": asked})
    return rows


_SILENT = {REASONS["not_asked"], REASONS["not_recorded"], REASONS["not_typed"]}


def _shown(register: Register, name: str, value: str) -> Any:
    return _word(register, name, value) if value else ""


def list_rules(register: Register) -> list[dict[str, Any]]:
    """The figures by which a register compares and keeps, each with where it comes from, for the page."""
    own = _("The sandbox's own reading, no published figure.")
    years = compute_years(register, {})
    kept = ngettext("%(n)s year", "%(n)s years", years) % {"n": years}
    rules = [
        {"label": rule.label, "value": rule.value, "source": rule.source, "note": "" if rule.is_confirmed else own}
        for rule in register.rules
    ]
    return [
        *rules,
        {"label": _("Reviewed after"), "value": kept, "source": "", "note": "" if register.is_years_known else own},
    ]


def list_reviews(own: list[dict[str, Any]], today: date) -> list[str]:
    """The own records whose review falls within six months of the world's day."""
    return [r["reference"] for r in own if is_near_review(date.fromisoformat(r["review_on"]), today)]
