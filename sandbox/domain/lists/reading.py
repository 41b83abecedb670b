"""Columns by their headings, lines by the rules of the travel documents register. Pure."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS
from sandbox.domain.lists.shapes import MAX_ROWS, AskedRow, FaultyRow, ReadList
from sandbox.domain.lists.tables import refuse_length
from sandbox.domain.text import fold_text
from sandbox.enums import DocumentType, RowFault

# Headings as lists have them in English, French, Spanish and Arabic: small letters, without accents and signs.
HEADINGS = {
    "number": (
        "number", "document number", "documentnumber", "doc number", "doc no", "document no", "passport number", "passport no", "travel document number",
        "numero", "numero de document", "numero du document", "numero de documento", "numero del documento", "رقم", "رقم الوثيقة", "الرقم",
    ),
    "country": (
        "country", "issuing country", "issuing state", "issuer", "country code", "country of issue", "issued by", "state",
        "pays", "pays de delivrance", "pays emetteur", "pais", "pais emisor", "pais de expedicion", "بلد الاصدار", "البلد", "الدولة",
    ),
    "document_type": (
        "type", "document type", "type of document", "documenttype", "doc type", "kind",
        "type de document", "type du document", "tipo", "tipo de documento", "نوع الوثيقة", "النوع",
    ),
}  # fmt: skip
_NAME = re.compile(
    r"\b(names?|surnames?|forenames?|passengers?|noms?|prenoms?|nombres?|apellidos?|bearer|holder)\b|اسم|لقب"
)
_COLUMN = {heading: key for key, headings in HEADINGS.items() for heading in headings}
# Codes of machine-readable documents (ICAO Doc 9303-3 to -7) beside the register's own words.
_TYPES = {
    "p": "passport", "pp": "passport", "passeport": "passport", "pasaporte": "passport", "جواز سفر": "passport",
    "i": "identity_card", "id": "identity_card", "ac": "identity_card", "id card": "identity_card", "carte d identite": "identity_card",
    "documento de identidad": "identity_card", "بطاقة هوية": "identity_card", "v": "visa", "visado": "visa", "تاشيرة": "visa",
    "r": "residence_permit", "rp": "residence_permit", "titre de sejour": "residence_permit", "permiso de residencia": "residence_permit",
    "تصريح اقامة": "residence_permit",
    **{fold_text(str(value).replace("_", " ")): str(value) for value in DocumentType.values},
}  # fmt: skip
_COUNTRIES = {**{code.casefold(): code for code in BUREAUS}, **{fold_text(b.country): b.code for b in BUREAUS.values()}}
_FILLERS = re.compile(r"[\s<-]+")
_NUMBER = re.compile(r"[A-Z0-9]{5,14}", re.ASCII)
_ROUNDED = re.compile(r"\d+([.,]\d+)?E\+?\d+|\d+[.,]\d+", re.ASCII)
_SIGNS = re.compile(r"[\W_]+")
_FORMULA = ("=", "+", "@")
KEPT_TEXT = 24
MAX_HEADING = 40


def read_list(rows: Iterable[list[str]]) -> ReadList:
    """Find the columns in the first line that is not empty, and read the rest. Raises CollegeError (list_…)."""
    read, numbered = ReadList(), enumerate(rows, start=1)
    columns, read.left_out = _find_columns(_find_headings(numbered))
    for line, cells in numbered:
        if not any(cells):
            continue
        if read.total >= MAX_ROWS:
            raise refuse_length()
        number, country, kind = (cells[at] if at < len(cells) else "" for at in columns)
        row = check_row(line, number, country, kind)
        if isinstance(row, AskedRow):
            read.rows.append(row)
        else:
            read.faults.append(row)
    if not read.total:
        raise CollegeError("list_empty", _("The list has headings and no lines under them."))
    return read


def _find_headings(numbered: Iterator[tuple[int, list[str]]]) -> list[str]:
    return next((cells for _line, cells in numbered if any(cells)), [])


def _fold_heading(text: str) -> str:
    return _SIGNS.sub(" ", fold_text(text)).strip()


def _find_columns(headings: list[str]) -> tuple[list[int], list[str]]:
    """Where number, country and type stand; and the headings of the other columns."""
    found: dict[str, int] = {}
    left_out = []
    for place, heading in enumerate(headings):
        key = _COLUMN.get(_fold_heading(heading))
        if key is None or key in found:
            if heading:
                left_out.append(heading[:MAX_HEADING])
        else:
            found[key] = place
    missing = [key for key in HEADINGS if key not in found]
    if "number" in missing and any(_NAME.search(_fold_heading(heading)) for heading in headings):
        raise CollegeError(
            "list_names",
            _("This register holds no names. A list needs the numbers of the documents, in a column “number”."),
        )
    if missing:
        labels = {
            "number": _("Document number"),
            "country": _("Issuing country"),
            "document_type": _("Type of document"),
        }
        raise CollegeError(
            "list_headings",
            _(
                "The first line must have headings. Not found: %(missing)s. Call the columns “number”, “country” and “type”."
            )
            % {"missing": ", ".join(labels[key] for key in missing)},
        )
    return [found[key] for key in HEADINGS], left_out


def check_row(line: int, number: str, country: str, kind: str) -> AskedRow | FaultyRow:
    """A line that can be asked for, or why it cannot. The number is read as the register reads it: O stays O, 0 stays 0."""
    code, document_type = read_country(country), read_type(kind)
    folded = _FILLERS.sub("", number).upper()
    fault = _find_fault(number, folded)
    if fault is None and not code:
        fault = RowFault.COUNTRY
    if fault is None and not document_type:
        fault = RowFault.DOCUMENT_TYPE
    if fault is None:
        return AskedRow(line, folded, code, document_type)
    kept = "" if fault == RowFault.NOT_A_NUMBER else number.replace("\x00", "")[:KEPT_TEXT]
    return FaultyRow(line, kept, code, document_type, fault.value)


def _find_fault(number: str, folded: str) -> RowFault | None:
    if _NUMBER.fullmatch(folded) and any(c.isdigit() for c in folded) and not _ROUNDED.fullmatch(folded):
        return None
    if not folded:
        return RowFault.NO_NUMBER
    if number.lstrip().startswith(_FORMULA):
        return RowFault.FORMULA
    if _ROUNDED.fullmatch(folded):
        return RowFault.ROUNDED
    if not any(c.isdigit() for c in folded):
        return RowFault.NOT_A_NUMBER
    return RowFault.NUMBER_SHAPE


@lru_cache(maxsize=512)
def read_country(text: str) -> str:
    """A code of the invented countries; empty when it is none."""
    return _COUNTRIES.get(fold_text(text).strip(), "")


@lru_cache(maxsize=512)
def read_type(text: str) -> str:
    """A DocumentType; empty when it is none."""
    return _TYPES.get(_fold_heading(text), "")
