"""The lines of a list as they are kept. Pure."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

MAX_ROWS = 100_000
CHUNK = 5_000


class AskedRow(NamedTuple):
    """A line that can be asked for. `line` counts as the sheet counts, the headings being line 1."""

    line: int
    number: str
    country: str
    document_type: str


class FaultyRow(NamedTuple):
    """A line that cannot. `fault` is a RowFault; words in the place of a number are not kept, for they may be a name."""

    line: int
    number: str
    country: str
    document_type: str
    fault: str


class MatchedRow(NamedTuple):
    """A line for which the register has candidates: reference, number, country and type of each, the best agreement first."""

    line: int
    number: str
    country: str
    document_type: str
    candidates: list[list[str]]


@dataclass
class ReadList:
    """A list as it was read, and the headings of the columns that were left out."""

    rows: list[AskedRow] = field(default_factory=list)
    faults: list[FaultyRow] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.rows) + len(self.faults)


def count_agreeing(row: Any, candidate: Any) -> int:
    """How many of the three fields agree."""
    return sum(asked == found for asked, found in zip(row[1:4], candidate[1:4], strict=True))
