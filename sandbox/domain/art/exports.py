"""Counts as files for a spreadsheet: marked as training, no cell a formula."""

import csv
from io import BytesIO, StringIO

import xlsxwriter

from sandbox.domain.art.plates.lettering import MARK

Table = tuple[str, list[tuple[str, int]]]
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def neutralise(text: str) -> str:
    """Text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_csv(tables: list[Table]) -> bytes:
    """All tables one under the other, with a mark of the byte order so that spreadsheets read the accents."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([MARK])
    for title, rows in tables:
        writer.writerow([])
        writer.writerow([neutralise(title)])
        writer.writerows([neutralise(label), count] for label, count in rows)
    return buffer.getvalue().encode("utf-8-sig")


def write_xlsx(tables: list[Table]) -> bytes:
    """One sheet a table, the training mark in its first row."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        bold = book.add_format({"bold": True})
        for number, (title, rows) in enumerate(tables, start=1):
            sheet = book.add_worksheet(f"{number}")
            sheet.set_column(0, 0, 32)
            sheet.write_string(0, 0, MARK, bold)
            sheet.write_string(1, 0, neutralise(title), bold)
            for line, (label, count) in enumerate(rows, start=2):
                sheet.write_string(line, 0, neutralise(label))
                sheet.write_number(line, 1, count)
    return buffer.getvalue()
