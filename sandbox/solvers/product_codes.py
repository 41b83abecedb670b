"""The eight packs, played right or with one common mistake."""

from sandbox.domain.actions import make_decision
from sandbox.domain.products.checking import check_product
from sandbox.domain.runs import rebuild_world
from sandbox.domain.worlds import Entity, RunWorld
from sandbox.models import Run
from sandbox.solvers.pace import Pace

MISTAKES = {
    "destroys-on-an-alert": "alerts-asked",
    "releases-the-unknown": "alerts-asked",
    "alerts-on-a-fault": "faults-told",
    "destroys-the-old": "old-pack",
    "doubts-the-good": "good-pack",
    "decides-unchecked": "all-checked",
    "trusts-the-explanation": "read-again",
    "asks-without-numbers": "question-complete",
    "calls-it-fake": "nothing-claimed",
    "checks-a-stranger": "codes-exact",
}
CHOICES = {
    "genuine": "release", "lost_separator": "reread", "swapped_case": "reread", "look_alike": "reread",
    "expired": "set_aside", "unknown_serial": "ask", "expiry_mismatch": "ask", "elsewhere": "ask",
}  # fmt: skip
STRANGER = "(01)09520000000011(17)280630(10)KLM347(21)CEFGHJ3467"


def play(*, run: Run, pace: Pace, mistake: str = "") -> None:
    """Check each code, read the faulty ones again, decide with reasons."""
    _definition, world = rebuild_world(run)
    if mistake == "decides-unchecked":
        _decide(run, world.entities["expired"], "set_aside", pace)
    for pack in world.packs:
        check_product(run=run, text=pack.values["scanned"], now=pace.step())
        is_at_fault = pack.values["scanned"] != pack.values["code"]
        if is_at_fault and not (mistake == "trusts-the-explanation" and pack.key == "swapped_case"):
            check_product(run=run, text=pack.values["printed"], now=pace.step())
    if mistake == "checks-a-stranger":
        check_product(run=run, text=STRANGER, now=pace.step())
    _decide_all(run, world, pace, mistake)


def _decide(run: Run, pack: Entity, choice: str, pace: Pace, reason: str = "") -> None:
    values = pack.values
    text = reason or f"Batch {values['lot']}, serial number {values['serial']}: as code and record say."
    make_decision(run=run, traveller=pack.reference, choice=choice, rationale=text, now=pace.step())


def _decide_all(run: Run, world: RunWorld, pace: Pace, mistake: str) -> None:
    choices = CHOICES | {
        "destroys-on-an-alert": {"elsewhere": "destroy"},
        "releases-the-unknown": {"unknown_serial": "release"},
        "alerts-on-a-fault": {"lost_separator": "ask"},
        "destroys-the-old": {"expired": "destroy"},
        "doubts-the-good": {"genuine": "ask"},
    }.get(mistake, {})
    for pack in world.packs:
        reason = ""
        if mistake == "asks-without-numbers" and pack.key == "elsewhere":
            reason = "Something about this pack is odd, please tell us."
        if mistake == "calls-it-fake" and pack.key == "unknown_serial":
            reason = f"Clearly fake: batch {pack.values['lot']}, serial number {pack.values['serial']}."
        _decide(run, pack, choices[pack.key], pace, reason)
