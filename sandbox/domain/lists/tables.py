"""Lines of cells from a file or pasted text. Nothing is run, followed or unpacked without a limit. Pure."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from college.core.errors import CollegeError
from sandbox.domain.lists.shapes import MAX_ROWS

MAX_BYTES = 8 * 1024 * 1024
MAX_COLUMNS = 30
MAX_CELL = 60
# A workbook is a ZIP: how many files it may hold, how large they may be together, how much smaller packing may make one.
MAX_PARTS = 200
MAX_UNPACKED = 48 * 1024 * 1024
MAX_RATIO = 100
_SMALL = 256 * 1024
_DELIMITERS = (",", ";", "\t", "|")


def read_table(data: bytes) -> Iterator[list[str]]:
    """The lines of a CSV file or an XLSX workbook, told apart by content. Raises CollegeError (list_…), also while lines are read."""
    check_file(data)
    rows = _read_workbook(data) if is_workbook(data) else read_text(_decode(data))
    return _limit(rows)


def is_workbook(data: bytes) -> bool:
    return data.startswith(b"PK")


def check_file(data: bytes) -> None:
    """Raise CollegeError (list_…) for what can be refused without reading a line: empty, too large, packed to do harm."""
    if not data.strip():
        raise CollegeError("list_empty", _("The file is empty. Choose a list with a line of headings."))
    if len(data) > MAX_BYTES:
        raise CollegeError("list_too_large", _("The file is larger than 8 MB. Cut the list in two."))
    if is_workbook(data):
        check_workbook(data)


def read_text(text: str) -> Iterator[list[str]]:
    """The lines of text that was pasted, or of a CSV file. The delimiter is the one that the headings have most of."""
    if "\x00" in text:
        raise _refuse_format()
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(_DELIMITERS, key=head.count)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [cell[: MAX_CELL + 1].strip() for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise CollegeError(
            "list_broken", _("The list cannot be read: a quotation mark is open, or a cell is far too long.")
        ) from error


def _limit(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    for count, row in enumerate(rows):
        if count > MAX_ROWS + 1000:  # empty lines count, or a sheet could have a million of them
            raise refuse_length()
        yield row


def refuse_length() -> CollegeError:
    return CollegeError("list_too_long", _("The list has more than 100,000 lines. Cut it in two."))


def _refuse_format() -> CollegeError:
    return CollegeError(
        "list_format", _("Only CSV files and XLSX workbooks can be read. Save the list as one of these.")
    )


def _decode(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or Windows Western as older spreadsheets write it."""
    try:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\x00" in data or data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise _refuse_format() from None
        return data.decode("cp1252", errors="replace")


def check_workbook(data: bytes) -> None:
    """Raise CollegeError for a workbook that would unpack to more than a list needs, or whose parts declare entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            large = sum(part.file_size for part in parts) > MAX_UNPACKED
            packed = any(p.file_size > _SMALL and p.file_size > MAX_RATIO * max(1, p.compress_size) for p in parts)
            if len(parts) > MAX_PARTS or large or packed:
                raise CollegeError(
                    "list_bomb",
                    _("The workbook unpacks to far more than a list needs. Save the list alone in a new workbook."),
                )
            if "xl/workbook.xml" not in archive.namelist():
                raise _refuse_format()
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        if b"<!" in stream.read(1024).replace(b"<!--", b"").replace(b"\x00", b""):
                            raise _refuse_broken()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise _refuse_broken() from error


def _refuse_broken() -> CollegeError:
    return CollegeError("list_broken", _("The workbook cannot be read: it is broken, locked, or not a plain workbook."))


def _read_workbook(data: bytes) -> Iterator[list[str]]:
    """The first sheet. A formula comes as its text, never as its value; links are not followed."""
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True):
            yield [_spell(cell) for cell in row]
        book.close()
    except CollegeError:
        raise
    # What a made-up workbook can make the reader raise has no common class; nothing of ours is called in between.
    except Exception as error:
        raise _refuse_broken() from error


def _spell(cell: Any) -> str:
    """A cell as text. A spreadsheet keeps whole numbers as fractions."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        cell = int(cell)
    return str(cell)[: MAX_CELL + 1].strip()
