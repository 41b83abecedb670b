"""Passport control, played right or with one common mistake."""

from college.core.errors import CollegeError
from sandbox.domain.actions import make_decision, screen_zone, send_message
from sandbox.domain.registers import open_record, query_documents
from sandbox.domain.runs import rebuild_world
from sandbox.domain.worlds import Entity, PlantedRecord, RunWorld
from sandbox.models import Run
from sandbox.solvers.pace import Pace

MISTAKES = {
    "reads-o-as-0": "queries-exact",
    "searches-by-name": "queries-exact",
    "detains-before-confirmation": "confirmed-first",
    "sends-a-name": "no-names",
    "asks-routinely": "owners-asked",
    "accuses-on-a-digit": "bad-digit-decided",
    "waves-the-digit-through": "bad-digit-decided",
    "ignores-the-owner": "recovered-decided",
    "releases-the-stolen-blank": "stolen-blank-decided",
    "stops-a-near-miss": "clean-decided",
    "skips-a-query": "documents-queried",
    "gives-no-reason": "reasons-given",
}
REASON = "Document check at entry, ferry terminal"


def play(*, run: Run, pace: Pace, mistake: str = "") -> None:
    """Screen, query, confirm, decide."""
    _definition, world = rebuild_world(run)
    for traveller in world.travellers:
        screen_zone(run=run, text=f"{traveller.values['zone_1']}\n{traveller.values['zone_2']}", now=pace.step())
        if not (mistake == "skips-a-query" and traveller.key == "type_twin"):
            _query(run, world, traveller, pace)
    if mistake == "reads-o-as-0":
        _query(run, world, world.entities["letter_twin"], pace, swap=True)
    if mistake == "searches-by-name":
        _search_by_name(run, world, pace)
    if mistake == "detains-before-confirmation":
        _decide(run, world.entities["stolen_blank"], "seize", pace)
    for key in ("stolen_blank_record", "recovered_record"):
        _confirm(run, world, world.records[key], pace, mistake)
    pace.step(120)
    _decide_all(run, world, pace, mistake)


def _query(run: Run, world: RunWorld, traveller: Entity, pace: Pace, *, swap: bool = False) -> None:
    number = traveller.values["number"]
    query_documents(
        run=run, number=number.replace("O", "0", 1) if swap else number, country=traveller.values["issuer"],
        document_type=traveller.values["document_type"], reason=REASON, case_reference=world.case_reference,
        now=pace.step(),
    )  # fmt: skip


def _search_by_name(run: Run, world: RunWorld, pace: Pace) -> None:
    """The register refuses the words; that they were tried stands in the log. (A word, not a traveller's name.)"""
    try:
        query_documents(
            run=run, number="SOMEBODY", country="QMA", document_type="passport", reason=REASON,
            case_reference=world.case_reference, now=pace.step(),
        )  # fmt: skip
    except CollegeError as error:
        if error.code != "holds_no_names":
            raise


def _confirm(run: Run, world: RunWorld, record: PlantedRecord, pace: Pace, mistake: str) -> None:
    open_record(run=run, reference=record.reference, now=pace.step())
    is_stolen = record.key == "stolen_blank_record"
    name = world.entities[record.of].values["surname"]
    send_message(
        run=run, to=record.values["issuer"], subject=f"Hit confirmation request {record.reference}",
        case_reference=world.case_reference,
        priority="routine" if mistake == "asks-routinely" and is_stolen else "urgent", handling="restricted",
        purpose="hit_confirmation",
        body=f"Please confirm record {record.reference}; the document is in front of us."
        + (f" The bearer is {name}." if mistake == "sends-a-name" and is_stolen else ""),
        records=[record.reference], now=pace.step(),
    )  # fmt: skip


def _decide(run: Run, traveller: Entity, choice: str, pace: Pace, reason: str = "") -> None:
    make_decision(
        run=run, traveller=traveller.reference, choice=choice, now=pace.step(),
        rationale=reason or "As the register, its owner and the zone say.",
    )  # fmt: skip


def _decide_all(run: Run, world: RunWorld, pace: Pace, mistake: str) -> None:
    choices = {"stolen_blank": "seize", "recovered": "proceed", "bad_digit": "secondary"}
    choices |= {"letter_twin": "proceed", "country_twin": "proceed", "type_twin": "proceed"}
    choices |= {
        "accuses-on-a-digit": {"bad_digit": "seize"},
        "waves-the-digit-through": {"bad_digit": "proceed"},
        "ignores-the-owner": {"recovered": "seize"},
        "releases-the-stolen-blank": {"stolen_blank": "proceed"},
        "stops-a-near-miss": {"country_twin": "secondary"},
    }.get(mistake, {})
    for traveller in world.travellers:
        is_silent = mistake == "gives-no-reason" and traveller.key == "type_twin"
        _decide(run, traveller, choices[traveller.key], pace, "Fine." if is_silent else "")
