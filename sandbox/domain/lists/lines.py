"""Reading the lines of a screened list."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sandbox.domain.lists.shapes import count_agreeing
from sandbox.enums import QueryResult
from sandbox.models import ScreeningChunk, ScreeningList


class Line(NamedTuple):
    """A line with its answer. `outcome` is a QueryResult, or empty for a malformed line, whose `fault` then says why."""

    line: int
    number: str
    country: str
    document_type: str
    outcome: str
    fault: str
    candidates: list[tuple[str, int]]


def list_lines(screening_list: ScreeningList) -> Iterator[Line]:
    """All lines in the order of the sheet, one chunk in memory at a time."""
    chunks = ScreeningChunk.objects.filter(screening_list=screening_list, matches__isnull=False).order_by("position")
    for chunk in chunks.iterator(chunk_size=1):
        yield from sorted(_read_chunk(chunk))


def list_matches(screening_list: ScreeningList) -> list[Line]:
    """The possible matches alone."""
    chunks = screening_list.chunks.filter(matches__isnull=False).order_by("position")
    return [_read_match(row) for rows in chunks.values_list("matches", flat=True) for row in rows or []]


def list_malformed(screening_list: ScreeningList) -> list[Line]:
    """The lines that could not be asked for alone."""
    chunks = screening_list.chunks.order_by("position").values_list("faults", flat=True)
    return [_read_fault(row) for rows in chunks for row in rows]


def _read_chunk(chunk: ScreeningChunk) -> Iterator[Line]:
    matched = {row[0]: row for row in chunk.matches or []}
    for row in chunk.rows:
        if row[0] in matched:
            yield _read_match(matched[row[0]])
        else:
            line, number, country, document_type = row
            yield Line(line, number, country, document_type, QueryResult.NO_RECORD.value, "", [])
    for row in chunk.faults:
        yield _read_fault(row)


def _read_fault(row: list[Any]) -> Line:
    line, number, country, document_type, fault = row
    return Line(line, number, country, document_type, "", fault, [])


def _read_match(row: list[Any]) -> Line:
    line, number, country, document_type, candidates = row
    agreeing = [(candidate[0], count_agreeing(row, candidate)) for candidate in candidates]
    return Line(line, number, country, document_type, QueryResult.POSSIBLE_MATCH.value, "", agreeing)


def list_page_of_lines(screening_list: ScreeningList, show: str) -> Sequence[Line]:
    """The lines of one view of the page; all of them are read only as far as a page needs."""
    if show == "matches":
        return list_matches(screening_list)
    if show == "malformed":
        return list_malformed(screening_list)
    return AllLines(screening_list)


class AllLines(Sequence[Line]):
    """All lines of a list, of which a slice reads its own chunks alone."""

    def __init__(self, screening_list: ScreeningList) -> None:
        self.screening_list = screening_list

    def __len__(self) -> int:
        return self.screening_list.screened

    def __getitem__(self, place: Any) -> Any:
        wanted = place if isinstance(place, slice) else slice(place, place + 1)
        lines = list(islice(list_lines(self.screening_list), wanted.start, wanted.stop))
        return lines if isinstance(place, slice) else lines[0]
