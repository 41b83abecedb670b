"""Entering a work of art from a theft report: a complete Object ID form, after a search for duplicates, without any owner."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.art.invention import RETENTION_DAYS, draw_artwork, fold_search_text
from sandbox.domain.art.pictures import hash_record
from sandbox.domain.art.register import REGISTER, ArtQuery, describe_work, list_art_queries
from sandbox.domain.definitions import Definition
from sandbox.domain.geography import BUREAUS
from sandbox.domain.invention import derive_random, invent_given_name, invent_surname
from sandbox.domain.text import find_names, refuse_real_data
from sandbox.domain.things_in_play import read_values
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import ArtworkRecord, Run, RunEvent

REPORTS = 3
_MEASURE = re.compile(r"^\s*(\d{1,5}(?:[.,]\d{1,2})?)\s*(mm|cm|m|g|kg)\s*$")
_FACTORS = {"mm": 1, "cm": 10, "m": 1000, "g": 1, "kg": 1000}
DIMENSIONS = ("height", "width", "depth", "diameter")
# Words that come before a person's name. The maker of a work is not its owner: that field is not searched for them.
_OWNER = re.compile(r"\b(mr|mrs|ms|miss|dr|owner(ed)? by|owned by|belongs? to|property of)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TheftReport:
    """What a bureau received: the object as its description and its picture, and the person who reported it."""

    number: int
    values: dict[str, Any]
    surname: str
    given_names: str

    kind: str
    subtype: str
    subject: str
    materials: str
    picture_seed: int
    picture_brief: str = ""


def list_reports(definition: Definition, world: RunWorld) -> list[TheftReport]:
    """The theft reports of a run: its exercise's own, or else some that are invented. Pure."""
    source = definition.source
    if not source.reports:
        return [
            invent_report(seed=world.seed, number=number, bureau=source.role.bureau, today=source.today)
            for number in range(1, REPORTS + 1)
        ]
    return [
        _read_report(number, world.entities[told.of].values, world.entities[told.by].values)
        for number, told in enumerate(source.reports, start=1)
    ]


def _read_report(number: int, work: dict[str, str], person: dict[str, str]) -> TheftReport:
    values = read_values("artwork", work) | {"theft_country": work["issuer"]}
    values["national_reference"] = f"TR-{work['issuer']}-{values['picture_seed'] % 16**6:06X}"
    return TheftReport(
        number, values, person["surname"], person["given_names"],
        values["kind"], values["subtype"], values["subject"], values["materials"], values["picture_seed"],
    )  # fmt: skip


def invent_report(*, seed: str, number: int, bureau: str, today: date) -> TheftReport:
    """The theft report of this number in a run. Pure: the same run always has the same reports."""
    rng = derive_random(seed, f"art-report:{number}")
    values = draw_artwork(rng, place=number, today=today)
    values["stolen_on"] = today - timedelta(days=rng.randint(1, 12))
    values["theft_country"] = bureau
    home = BUREAUS[bureau]
    return TheftReport(
        number, values, invent_surname(rng, home), invent_given_name(rng, home),
        values["kind"], values["subtype"], values["subject"], values["materials"], values["picture_seed"],
    )  # fmt: skip


def read_measure(text: str, *, is_weight: bool = False) -> int:
    """Millimetres or grams from a number with its unit. Raises CollegeError (unit_missing)."""
    match = _MEASURE.match(text.lower())
    units = ("g", "kg") if is_weight else ("mm", "cm", "m")
    if match is None or match[2] not in units:
        raise CollegeError(
            "unit_missing",
            _("“%(text)s” is not a measurement with its unit. Write a number and one of %(units)s, such as “%(example)s”.")
            % {"text": text[:20], "units": ", ".join(units), "example": "850 g" if is_weight else "32 cm"},
        )  # fmt: skip
    return min(10_000_000, round(float(match[1].replace(",", ".")) * _FACTORS[match[2]]))


def enter_work(
    *, run: Run, report: TheftReport, values: dict[str, Any], key: UUID | None = None, now: datetime | None = None
) -> tuple[RunEvent, str]:
    """Enter a work into the run's own overlay; the event and the record's reference.

    `values` holds the texts of the Object ID form; its measurements carry units. Side effects: one record and one event a form.
    Raises CollegeError (duplicate_search_first, unit_missing, dimension_missing, owner_name, stolen_later, real_data) and Conflict.
    """
    with write_run(run=run, tool=Tool.ARTWORKS, now=now) as writer:
        if repeated := writer.find(key):
            return repeated, repeated.payload["record"]["reference"]
        _require_search(list_art_queries(writer.events), values["kind"])
        sizes = _read_sizes(values)
        _refuse_owner(values, report)
        today = writer.definition.source.today
        if values["stolen_on"] > today:
            raise CollegeError("stolen_later", _("The day of the theft lies in the future of this exercise."))
        texts = [str(value) for value in values.values() if isinstance(value, str)]
        refuse_real_data(*texts, known=writer.world.identifiers)
        record = _build_record(writer.run, writer.definition.source.role.bureau, report, values, sizes, today)
        record.reference = f"AR-{record.owner_bureau}-N{writer.run.event_count + 1:06d}"
        record.save()
        payload = {"register": REGISTER, "report": report.number, "record": describe_work(record)}
        return writer.append(EventKind.RECORD_ENTERED, payload, key=key), record.reference


def _require_search(queries: list[ArtQuery], kind: str) -> None:
    if not any(query.is_picture or query.keys.get("kind", kind) == kind for query in queries):
        raise CollegeError(
            "duplicate_search_first",
            _(
                "Search the register for this object first, by its type or its picture: another bureau may have recorded it."
            ),
        )


def _read_sizes(values: dict[str, Any]) -> dict[str, int]:
    sizes = {f"{name}_mm": read_measure(values[name]) if values.get(name) else 0 for name in DIMENSIONS}
    if not any(sizes.values()):
        raise CollegeError(
            "dimension_missing",
            _("Give at least one dimension, with its unit: how high, wide, deep or thick the object is."),
        )
    return sizes | {"weight_g": read_measure(values["weight"], is_weight=True) if values.get("weight") else 0}


def _refuse_owner(values: dict[str, Any], report: TheftReport) -> None:
    texts = [str(value) for name, value in values.items() if isinstance(value, str) and name != "maker"]
    person = {"surname": report.surname, "given_names": report.given_names}
    maker = str(values.get("maker", ""))
    named = [name for text in [*texts, maker] for name in find_names(text, [person])]
    told = next((match[0] for text in texts if (match := _OWNER.search(text))), "")
    if named or told:
        raise CollegeError(
            "owner_name",
            _("“%(text)s” tells of a person. This register describes things: leave out owners, victims and whoever reported the theft.")
            % {"text": (named or [told])[0]},
        )  # fmt: skip


_TEXTS = ("kind", "subtype", "title", "subject", "maker", "period", "materials", "techniques", "inscriptions", "distinguishing_features",
          "description", "inventory_number", "related_material", "origin_place", "cross_references", "theft_region", "theft_place", "circumstance")  # fmt: skip


def _build_record(
    run: Run, bureau: str, report: TheftReport, values: dict[str, Any], sizes: dict[str, int], today: date
) -> ArtworkRecord:
    record = ArtworkRecord(
        run=run, owner_bureau=bureau, recorded_on=today, review_on=today + timedelta(days=RETENTION_DAYS),
        national_reference=report.values["national_reference"], theft_country=bureau, stolen_on=values["stolen_on"],
        documented_on=values.get("documented_on"), year_from=report.values["year_from"], year_to=report.values["year_to"],
        picture_seed=report.picture_seed, **{name: values.get(name, "") for name in _TEXTS}, **sizes,
    )  # fmt: skip
    # The picture is the report's: drawn from what the object is, not from what was typed.
    record.picture_brief = f"{report.kind}|{report.subtype}|{report.subject}|{report.materials}"
    record.picture_hashes = hash_record(record)
    record.search_text = fold_search_text({name: getattr(record, name) for name in _TEXTS})
    return record
