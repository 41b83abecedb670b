"""The registers of traces without names: fingerprints by a synthetic id, profiles by loci. What was asked is never stored, only its hash."""

import re
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from college.core.errors import CollegeError
from sandbox.domain.registers.declaration import Agreement, AskField, Keys, Register, add_register
from sandbox.domain.registers.dna import (
    DIFFERENT,
    EQUAL,
    LOCI,
    compare_loci,
    filter_sketches,
    is_match,
    list_keys,
    sketch_profile,
)
from sandbox.domain.registers.reading import read_choice, read_code
from sandbox.domain.registers.reasons import agree
from sandbox.enums import DnaCategory, PrintQuality, Tool
from sandbox.models import DnaKey, DnaRecord, FingerprintRecord

# Finger position codes of ANSI/NIST-ITL 1, table 12.
FINGERS: tuple[tuple[str, Any], ...] = (
    ("1", _l("Right thumb")), ("2", _l("Right index finger")), ("3", _l("Right middle finger")), ("4", _l("Right ring finger")),
    ("5", _l("Right little finger")), ("6", _l("Left thumb")), ("7", _l("Left index finger")), ("8", _l("Left middle finger")),
    ("9", _l("Left ring finger")), ("10", _l("Left little finger")),
)  # fmt: skip
PATTERNS = (("arch", _l("Arch")), ("loop", _l("Loop")), ("whorl", _l("Whorl")))
_MINUTIAE = AskField("minutiae_id", _l("Synthetic minutiae id"), hint=_l("Stands for the print: M and eight characters, as on the lift card."), max_length=20)  # fmt: skip


def read_print(text: Keys) -> dict[str, Any]:
    position = str(text.get("position") or "")
    if position:
        read_choice(text, "position", dict(FINGERS))
    return {"minutiae_id": read_code(text, "minutiae_id", least=5, most=16), "position": position}


def _compare_print(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    return [
        agree("minutiae_id", keys["minutiae_id"], record.minutiae_id, same="same"),
        agree("position", keys["position"], str(record.position)),
    ]


def _store_print(text: Keys) -> dict[str, Any]:
    return {
        "minutiae_id": read_code(text, "minutiae_id", least=5, most=16), "subject_code": read_code(text, "subject_code", least=3, most=16),
        "position": int(read_choice(text, "position", dict(FINGERS))), "pattern": read_choice(text, "pattern", dict(PATTERNS)),
        "quality": read_choice(text, "quality", PrintQuality.values),
    }  # fmt: skip


FINGERPRINTS = add_register(Register(
    key="fingerprints", database="fingerprints", tool=Tool.FINGERPRINTS, model=FingerprintRecord, prefix="FP",
    lead=_l("Prints by subject code, without names. No print is drawn here: a synthetic id stands for its minutiae. The audit keeps a hash of what you ask, and not the trait."),
    no_record=_l("The finger may never have been taken, or the trace be too poor. It clears nobody."),
    asks=(_MINUTIAE, AskField("position", _l("Finger, if known"), "choice", FINGERS, is_required=False)),
    entries=(
        _MINUTIAE, AskField("subject_code", _l("Subject code"), max_length=20), AskField("position", _l("Finger"), "choice", FINGERS),
        AskField("pattern", _l("Pattern class"), "choice", PATTERNS), AskField("quality", _l("Quality"), "choice", tuple(PrintQuality.choices)),
    ),
    read=read_print, select=lambda keys: Q(minutiae_id=keys["minutiae_id"]), compare=_compare_print, store=_store_print,
    same=lambda values: Q(minutiae_id=values["minutiae_id"]), years=5, is_years_known=True, is_biometric=True,
))  # fmt: skip

_ALLELE = re.compile(r"^[0-9]{1,2}(\.[1-3])?$")


def read_profile(text: Keys) -> dict[str, Any]:
    """The typed loci, each with its two alleles in order. A single allele was inherited twice."""
    profile: dict[str, list[str]] = {}
    for locus in LOCI:
        alleles = [part for part in re.split(r"[\s,;/]+", str(text.get(locus.lower()) or "").strip()) if part]
        if not alleles:
            continue
        if len(alleles) > 2 or not all(_ALLELE.match(allele) for allele in alleles):
            raise CollegeError(locus.lower(), _("Enter two alleles, such as 6, 9.3. One alone was inherited twice."))
        profile[locus] = sorted(alleles * (3 - len(alleles)), key=float)
    if len(profile) < EQUAL.value:
        raise CollegeError(
            "_form", _("Enter at least %(n)s loci: fewer prove nothing either way.") % {"n": EQUAL.value}
        )
    return {"loci": profile}


def _compare_profile(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    why = {"equal": "allele_match", "different": "allele_differs", "untyped": "not_typed"}
    return [Agreement(locus, "", "", state == "equal", why[state]) for locus, state in compare_loci(keys["loci"], record.loci).items()]  # fmt: skip


def _accept_profile(fields: list[Agreement]) -> bool:
    states = {"allele_match": "equal", "allele_differs": "different", "not_typed": "untyped"}
    return is_match({field.key: states[field.why] for field in fields})


def _select_profile(keys: dict[str, Any]) -> Q:
    """The profiles that share a pair of loci and whose sketch allows a match."""
    buckets = list(list_keys(keys["loci"]))
    rows = DnaKey.objects.filter(bucket__in=buckets).values_list("record_id", "sketch")
    return Q(pk__in=filter_sketches(sketch_profile(keys["loci"]), rows))


def _store_profile(text: Keys) -> dict[str, Any]:
    code, category = read_code(text, "code", least=3, most=16), read_choice(text, "category", DnaCategory.values)
    return {"code": code, "category": category, "loci": read_profile(text)["loci"]}


def store_keys(record: DnaRecord) -> None:
    """Make a profile findable. Safe to repeat after a change."""
    record.keys.all().delete()
    sketch = sketch_profile(record.loci)
    DnaKey.objects.bulk_create(DnaKey(record=record, bucket=bucket, sketch=sketch) for bucket in list_keys(record.loci))


_LOCI = tuple(AskField(locus.lower(), locus, "locus", max_length=12, is_required=False) for locus in LOCI)
DNA = add_register(Register(
    key="dna", database="dna", tool=Tool.DNA, model=DnaRecord, prefix="DN",
    lead=_l("Profiles of offenders, scenes, missing persons and bodies, by code and without names. The audit keeps a hash of what you ask."),
    no_record=_l("The person may never have been typed, or at other loci. It clears nobody."),
    asks=_LOCI,
    entries=(AskField("code", _l("Profile code"), max_length=20), AskField("category", _l("Category"), "choice", tuple(DnaCategory.choices)), *_LOCI),
    read=read_profile, select=_select_profile, compare=_compare_profile, accepts=_accept_profile, store=_store_profile,
    same=lambda values: Q(code=values["code"]), years=5, is_years_known=True, is_biometric=True, after_store=store_keys,
    rules=(EQUAL, DIFFERENT),
))  # fmt: skip
