"""The purple notice, played right or with one common mistake."""

from sandbox.domain.actions import send_message
from sandbox.domain.desk import Notice, fold_events
from sandbox.domain.notices import answer_reviewer, save_draft, submit_notice, validate_notice
from sandbox.domain.runs import rebuild_world, refresh_run
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import read_event
from sandbox.enums import NoticeState
from sandbox.models import Run
from sandbox.solvers.pace import Pace

MISTAKES = {
    "names-a-witness": "no-bystanders",
    "explains-the-method": "no-recipe",
    "judges": "no-judgements",
    "invents-cues": "cues-first",
    "closes-the-case": "status-open",
    "mistakes-the-date": "facts-dated",
    "forgets-the-transit": "facts",
    "submits-unchecked": "checked-first",
    "leaves-the-link": "cases-linked",
    "links-without-reference": "cases-linked",
}


def play(*, run: Run, pace: Pace, mistake: str = "") -> None:
    """Draft, check, submit, mend and answer where asked, link the matching case."""
    _definition, world = rebuild_world(run)
    good = write_fields(world)
    fields = good | _spoil(world, good, mistake)
    save_draft(run=run, type_key="purple", fields=fields, now=pace.step())
    if mistake != "submits-unchecked":
        validate_notice(run=run, number=1, now=pace.step())
    submit_notice(run=run, number=1, now=pace.step())
    notice = _wait(run, pace)
    if notice.state == NoticeState.INFO_REQUESTED:
        save_draft(run=run, type_key="purple", fields=good, number=1, now=pace.step())
        answer_reviewer(run=run, number=1, answer="The notice has been corrected as you asked.", now=pace.step())
        _wait(run, pace)
    if mistake != "leaves-the-link":
        _link(run, world, pace, mistake)


def _wait(run: Run, pace: Pace) -> Notice:
    """Wait for the reviewer, and for what comes after publication."""
    refresh_run(run=run, now=pace.step(60))
    return fold_events(read_event(row) for row in run.events.all()).notices[1]


def write_fields(world: RunWorld) -> dict[str, str]:
    """A notice that meets every rule, from the case file alone."""
    facts = world.entities["seizure"].values
    return {
        "title": f"Falsified medicines hidden in the base of {facts['pieces']}",
        "offence": "trafficking_medicines",
        "place": "Port Orsel, Marenia",
        "date": facts["seized_on"],
        "modus_operandi": f"Consignments of {facts['pieces']} are declared as decoration and sent by sea through a third port to an importer whose office is a letter box. Falsified medicines lie in the base of each piece.",
        "object": f"{facts['crates']} crates of {facts['pieces']}; each {facts['piece']} of {facts['material']}, declared at {facts['declared_weight']} kg.",
        "concealment": "Sealed pouches of blister packs (falsified medicines) in the base of each piece, closed by felt.",
        "route": f"{facts['origin']}, {facts['origin_country']}\n{facts['transit']}, {facts['transit_country']}\nPort Orsel, Marenia",
        "cues": "Pieces weigh more than declared\nFresh line of paint around the base\nNew felt under the whole base, smell of adhesive\nDense rectangular block in the base on the X-ray",
        "case_status": "open",
        "request": "Please look for similar consignments and tell us of matching cases.",
        "handling": "open",
    }


def _spoil(world: RunWorld, good: dict[str, str], mistake: str) -> dict[str, str]:
    clerk = world.entities["clerk"].values
    text = good["modus_operandi"]
    transit = world.entities["seizure"].values["transit"]
    return {
        "names-a-witness": {"modus_operandi": f"{text} Noticed by {clerk['given_names']} {clerk['surname']}."},
        "explains-the-method": {"concealment": f"{good['concealment']} To do so, hollow out the base and seal it."},
        "judges": {"modus_operandi": f"{text} The group is ruthless."},
        "invents-cues": {"cues": "Importer is new\nLabels in two languages\nPieces weigh more than declared"},
        "closes-the-case": {"case_status": "closed", "request": ""},
        "mistakes-the-date": {"date": "2027-01-02"},
        "forgets-the-transit": {"route": "\n".join(line for line in good["route"].splitlines() if transit not in line)},
    }.get(mistake, {})


def _link(run: Run, world: RunWorld, pace: Pace, mistake: str) -> None:
    partner = world.entities["partner"].values
    theirs = "" if mistake == "links-without-reference" else f" and your case {partner['case_reference']}"
    send_message(
        run=run, to=partner["issuer"], subject="Link between our cases", case_reference=world.case_reference,
        priority="routine", handling="restricted", purpose="case_link",
        body=f"We agree: please link our case {world.case_reference}{theirs}.", records=[], now=pace.step(),
    )  # fmt: skip
