"""A solver for every exercise, and its common mistakes: the same exercise played right, and wrong in one way.

They call the same domain functions as the pages. A law in the tests holds them to it: over many seeds the solver gets
full marks, doing nothing fails, and each mistake loses just its own objective.
"""

from dataclasses import dataclass, field
from typing import Protocol

from sandbox.models import Run
from sandbox.solvers import partner_check, passport_control, product_codes, purple_notice
from sandbox.solvers.pace import Pace


class Play(Protocol):
    """Play a run to its end without finishing it, right or with one of the known mistakes."""

    def __call__(self, *, run: Run, pace: Pace, mistake: str = "") -> None: ...


@dataclass(frozen=True)
class Solver:
    """How an exercise is played. `mistakes` maps each known mistake to the objective that it loses."""

    play: Play
    mistakes: dict[str, str] = field(default_factory=dict)


SOLVERS: dict[str, Solver] = {
    "passport-control": Solver(passport_control.play, passport_control.MISTAKES),
    "purple-notice": Solver(purple_notice.play, purple_notice.MISTAKES),
    "partner-check": Solver(partner_check.play, partner_check.MISTAKES),
    "product-codes": Solver(product_codes.play, product_codes.MISTAKES),
}
