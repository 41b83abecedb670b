"""The partner check of a ferry line, played right or with one common mistake."""

from sandbox.domain.actions import make_decision, screen_zone
from sandbox.domain.partner.checking import check_with_partner
from sandbox.domain.runs import rebuild_world
from sandbox.domain.worlds import Entity, RunWorld
from sandbox.models import Run
from sandbox.solvers.pace import Pace

MISTAKES = {
    "lets-a-hit-board": "hits-referred",
    "believes-the-story": "owner-referred",
    "waves-the-digit-through": "digit-referred",
    "stops-without-a-fact": "others-board",
    "decides-unchecked": "checked-first",
    "holds-a-passenger": "nobody-held",
    "turns-one-away": "nobody-held",
    "gives-no-reason": "reasons-given",
    "guesses-the-reason": "nothing-disclosed",
    "reads-o-as-nought": "checks-exact",
}
CHOICES = {
    "reported": "secondary", "red": "secondary", "found_again": "secondary", "bad_digit": "secondary",
    "letter_twin": "board", "blue": "board",
}  # fmt: skip


def play(*, run: Run, pace: Pace, mistake: str = "") -> None:
    """Read each zone, put each document to the check, decide with reasons."""
    _definition, world = rebuild_world(run)
    for passenger in world.travellers:
        values = passenger.values
        screen_zone(run=run, text=f"{values['zone_1']}\n{values['zone_2']}", now=pace.step())
        if mistake == "decides-unchecked" and passenger.key == "blue":
            _decide(run, passenger, "board", pace)
        _check(run, passenger, pace)
        if mistake == "reads-o-as-nought" and passenger.key == "letter_twin":
            _check(run, passenger, pace, number=values["number"].replace("O", "0", 1))
    _decide_all(run, world, pace, mistake)


def _check(run: Run, passenger: Entity, pace: Pace, number: str = "") -> None:
    values = passenger.values
    check_with_partner(
        run=run, number=number or values["number"], country=values["issuer"], document_type=values["document_type"],
        now=pace.step(),
    )  # fmt: skip


def _decide(run: Run, passenger: Entity, choice: str, pace: Pace, reason: str = "") -> None:
    text = reason or "After the checks of the document, as our rules say."
    make_decision(run=run, traveller=passenger.reference, choice=choice, rationale=text, now=pace.step())


def _decide_all(run: Run, world: RunWorld, pace: Pace, mistake: str) -> None:
    choices = CHOICES | {
        "lets-a-hit-board": {"red": "board"},
        "believes-the-story": {"found_again": "board"},
        "waves-the-digit-through": {"bad_digit": "board"},
        "stops-without-a-fact": {"letter_twin": "secondary"},
    }.get(mistake, {})
    interim = {"holds-a-passenger": "hold", "turns-one-away": "turn_away"}.get(mistake)
    reasons = {"gives-no-reason": "Fine.", "guesses-the-reason": "The passport must be stolen, so we called somebody."}
    for passenger in world.travellers:
        if interim and passenger.key == "reported":
            _decide(run, passenger, interim, pace)
        is_odd = passenger.key == "red" and mistake in reasons
        _decide(run, passenger, choices[passenger.key], pace, reasons[mistake] if is_odd else "")
