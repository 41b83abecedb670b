"""The step with a hint."""

from dataclasses import dataclass
from typing import ClassVar

from sandbox.domain.hinting import take_hint
from sandbox.domain.playing.steps import Stage, Step, register_step


@register_step
@dataclass(frozen=True)
class TakeHint(Step):
    """Take a hint of the exercise, for its cost. `hint` is its key."""

    name: ClassVar[str] = "take_hint"
    hint: str

    def play(self, stage: Stage) -> None:
        take_hint(run=stage.run, hint=self.hint, now=stage.now)
