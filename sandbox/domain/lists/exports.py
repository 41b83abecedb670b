"""A screened list as a workbook: marked as training on the sheet and in its name, no cell a formula."""

import os
import tempfile
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _

from sandbox.domain.art.exports import neutralise
from sandbox.domain.art.plates.lettering import MARK
from sandbox.domain.lists.advice import MENDS
from sandbox.domain.lists.lines import Line, list_lines
from sandbox.enums import DocumentType, QueryResult, RowFault
from sandbox.models import ScreeningList

_WIDTHS = (8, 20, 10, 20, 18, 60)


def write_list(screening_list: ScreeningList) -> IO[bytes]:
    """All lines in their order, in a temporary file that goes when it is closed. Memory stays flat."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by whoever reads it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": os.fspath(tempfile.gettempdir())}  # fmt: skip
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        sheet = book.add_worksheet(_("List %(number)s") % {"number": screening_list.number})
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.set_header(f"&C{MARK}")
        sheet.write_string(0, 0, MARK, bold)
        for place, heading in enumerate(_spell_headings()):
            sheet.write_string(1, place, heading, bold)
        labels = {str(value): str(label) for value, label in (*DocumentType.choices, *QueryResult.choices)}
        for at, line in enumerate(list_lines(screening_list), start=2):
            sheet.write_number(at, 0, line.line)
            for place, text in enumerate(_spell(line, labels), start=1):
                if text:
                    sheet.write_string(at, place, text)
    file.seek(0)
    return file


def _spell_headings() -> list[str]:
    return [_("Line"), _("Document number"), _("Country"), _("Type of document"), _("Answer"), _("Explanation")]


def _spell(line: Line, labels: dict[str, str]) -> list[str]:
    answer = labels[line.outcome] if line.outcome else _("Malformed")
    return [neutralise(line.number), line.country, labels.get(line.document_type, ""), answer, explain_line(line)]


def explain_line(line: Line) -> str:
    """Candidates and how many fields agree; or what is wrong and how to mend it."""
    if line.fault:
        fault = RowFault(line.fault)
        return f"{fault.label}. {MENDS[fault]}"
    return "; ".join(
        _("%(record)s: %(n)s of 3 fields agree") % {"record": reference, "n": count}
        for reference, count in line.candidates
    )
