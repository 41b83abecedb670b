"""The answer sheet of an exercise: what it asks the trainee outright."""

from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers to choose from. Its label may hold `${cast.value}`."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the sheet. Options are for `one` and `many`; they stand in an order that the run's seed draws."""

    key: str
    prompt: str
    kind: QuestionKind
    options: tuple[Option, ...] = ()
    hint: str = ""
    unit: str = ""

    @property
    def has_options(self) -> bool:
        return self.kind in {QuestionKind.ONE, QuestionKind.MANY}
