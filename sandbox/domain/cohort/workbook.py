"""Finished runs as a workbook: one row a run, one sheet an objective; marked as training on every sheet, no cell a formula."""

import os
import re
import tempfile
from collections.abc import Iterable
from typing import IO, Any

import xlsxwriter
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from sandbox.domain.art.exports import neutralise
from sandbox.domain.art.plates.lettering import MARK
from sandbox.domain.cohort.figures import CohortFigures, ObjectiveFigures, RunResult
from sandbox.enums import Group

# What a spreadsheet allows in the name of a sheet, and how long one may be.
_UNFIT, _NAME_LENGTH = re.compile(r"[\[\]:*?/\\'\x00-\x1f]"), 31
# A cell holds 32,767 characters; nobody reads as many.
_TEXT_LENGTH = 2_000
_FIRST_ROW = 4


class _Sheet:
    """A sheet that is written row by row, downwards."""

    def __init__(self, book: Any, name: str, *, title: str, columns: list[tuple[str, int]]) -> None:
        self._sheet = book.add_worksheet(name)
        self._row = _FIRST_ROW
        bold = book.add_format({"bold": True})
        for place, (_heading, width) in enumerate(columns):
            self._sheet.set_column(place, place, width)
        self._sheet.set_header(f"&C{MARK}")
        self._sheet.write_string(0, 0, MARK, bold)
        self._sheet.write_string(1, 0, _tidy(title))
        for place, (heading, _width) in enumerate(columns):
            self._sheet.write_string(_FIRST_ROW - 1, place, heading, bold)

    def add(self, cells: list[str | int | float | None]) -> None:
        """Texts are written as text whatever they look like; None leaves the cell empty."""
        for place, cell in enumerate(cells):
            if isinstance(cell, str):
                self._sheet.write_string(self._row, place, _tidy(cell))
            elif cell is not None:
                self._sheet.write_number(self._row, place, cell)
        self._row += 1


def write_workbook(results: Iterable[RunResult], figures: CohortFigures, *, title: str) -> IO[bytes]:
    """The runs behind the figures, in a temporary file that goes when it is closed. Read once; memory stays flat."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": os.fspath(tempfile.gettempdir())}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": title, "comments": MARK})
        runs = _Sheet(book, _("Runs"), title=title, columns=_list_run_columns())
        _write_objectives(book, figures.objectives, title)
        sheets = {
            objective.key: _Sheet(
                book, _name_sheet(number, objective), title=objective.title, columns=_list_objective_columns()
            )
            for number, objective in enumerate(figures.objectives, start=1)
        }
        for result in results:
            runs.add(_spell_run(result))
            for judged in result.objectives:
                # A run that was finished since the figures were made may know an objective that they do not.
                if sheet := sheets.get(judged["key"]):
                    sheet.add(_spell_judged(result, judged))
    file.seek(0)
    return file


def _tidy(text: str) -> str:
    return neutralise(text[:_TEXT_LENGTH])


def _name_sheet(number: int, objective: ObjectiveFigures) -> str:
    return f"{number} {_UNFIT.sub(' ', objective.title)}"[:_NAME_LENGTH].strip()


def _list_run_columns() -> list[tuple[str, int]]:
    return [
        (_("Learner"), 28), (_("Attempt"), 9), (_("Version"), 9), (_("Started"), 18), (_("Finished"), 18),
        (_("Minutes"), 9), (_("Score"), 8), (_("Passed"), 9), (_("First wrong turn at event"), 24),
    ]  # fmt: skip


def _list_objective_columns() -> list[tuple[str, int]]:
    return [
        (_("Learner"), 28), (_("Attempt"), 9), (_("Version"), 9), (_("Met"), 8), (_("Points"), 8), (_("Of"), 8),
        (_("Went wrong at event"), 20), (_("What was done"), 70),
    ]  # fmt: skip


def _write_objectives(book: Any, objectives: list[ObjectiveFigures], title: str) -> None:
    columns = [
        (_("Objective"), 50), (_("Part"), 18), (_("Weight"), 9), (_("Runs judged"), 12), (_("Met"), 8), (_("Missed"), 8),
        (_("Met, per cent"), 14), (_("First wrong turn of"), 18),
    ]  # fmt: skip
    sheet = _Sheet(book, _("Objectives"), title=title, columns=columns)
    for figures in objectives:
        sheet.add(
            [
                figures.title, str(Group(figures.group).label), figures.points, figures.judged, figures.met, figures.missed,
                figures.share_met, figures.first_wrong,
            ]
        )  # fmt: skip


def _spell_run(result: RunResult) -> list[str | int | float | None]:
    return [
        result.name, result.attempt, result.version, f"{localtime(result.started_at):%Y-%m-%d %H:%M}",
        f"{localtime(result.finished_at):%Y-%m-%d %H:%M}", round(result.seconds / 60, 1), result.score,
        _("Yes") if result.is_passed else _("No"), result.first_wrong_at,
    ]  # fmt: skip


def _spell_judged(result: RunResult, judged: dict[str, Any]) -> list[str | int | float | None]:
    return [
        result.name, result.attempt, result.version, _("Yes") if judged["is_met"] else _("No"), judged["points"],
        judged["of"], judged["wrong_at"], judged["did"],
    ]  # fmt: skip
