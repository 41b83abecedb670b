"""The registers of things: documents, vehicles, administrative documents, firearms.

Modelled on the public descriptions of international registers; retention without a published figure is configurable.
"""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.core.errors import CollegeError
from sandbox.domain.identifiers.vin import read_vin
from sandbox.domain.invention import fold_number
from sandbox.domain.registers.declaration import Agreement, AskField, Keys, Register, add_register
from sandbox.domain.registers.firearm_table import FIREARM_CHOICES, read_firearm
from sandbox.domain.registers.reading import (
    COUNTRIES,
    read_choice,
    read_code,
    read_date,
    read_words,
    split_series,
)
from sandbox.domain.registers.reasons import agree
from sandbox.enums import AdministrativeDocumentType, DocumentType, FirearmClass, FraudType, NoticeColour, Tool
from sandbox.models import (
    AdministrativeDocumentRecord,
    FirearmRecord,
    NoticedDocumentRecord,
    TravelDocumentRecord,
    VehicleRecord,
)

_l = gettext_lazy
_NUMBER = AskField(
    "number",
    _l("Document number"),
    hint=_l("Copy it character for character: the letter O and the digit 0 are different."),
)
_COUNTRY = AskField("country", _l("Issuing country"), "choice", COUNTRIES)
_TYPE = AskField("document_type", _l("Type of document"), "choice", tuple(DocumentType.choices))
_NO_DOCUMENT = _l(
    "The document may never have been reported, not yet have reached the register, or stand in a national register alone. It is not a certificate that all is well."
)


def find_name(text: Keys) -> str:
    """What was typed for a number, when it has no digit: a name, most likely."""
    words = read_words(text, "number")
    return "" if any(c.isdigit() for c in words) else words


def read_document(text: Keys) -> dict[str, Any]:
    number = read_code(text, "number", least=5, most=14)
    if find_name(text):
        raise CollegeError("number", _("This register holds no names. Search by the number of the document."))
    return {
        "number": number,
        "country": read_choice(text, "country", dict(COUNTRIES)),
        "document_type": read_choice(text, "document_type", DocumentType.values),
    }


def compare_document(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    return [
        agree("number", keys["number"], record.number, same="same", other="alike"),
        agree("country", keys["country"], record.country, other="other_country"),
        agree("document_type", keys["document_type"], record.document_type, other="other_type"),
    ]


def _select_number(keys: dict[str, Any]) -> Q:
    return Q(folded_number=fold_number(keys["number"]))


def _same_document(values: dict[str, Any]) -> Q:
    return Q(folded_number=values["folded_number"], number=values["number"], country=values["country"])


def _store_document(text: Keys) -> dict[str, Any]:
    keys = read_document(text)
    return {
        **keys,
        "folded_number": fold_number(keys["number"]),
        "fraud_type": read_choice(text, "fraud_type", FraudType.values),
        "lost_on": read_date(text, "lost_on"),
    }


def _store_noticed(text: Keys) -> dict[str, Any]:
    keys = read_document(text)
    return {
        **keys,
        "folded_number": fold_number(keys["number"]),
        "notice_reference": read_words(text, "notice_reference").upper()[:24],
        "colour": read_choice(text, "colour", NoticeColour.values),
    }


DOCUMENTS = add_register(Register(
    key="documents", database="travel_documents", tool=Tool.DOCUMENTS, model=TravelDocumentRecord, prefix="TD",
    lead=_l("Stolen, lost and revoked travel documents, as bureaus have reported them. It knows documents and no names."),
    no_record=_NO_DOCUMENT, asks=(_NUMBER, _COUNTRY, _TYPE),
    entries=(
        _NUMBER, _COUNTRY, _TYPE, AskField("fraud_type", _l("Reported as"), "choice", tuple(FraudType.choices)),
        AskField("lost_on", _l("Lost or stolen on"), "date", is_required=False),
    ),
    read=read_document, select=_select_number, compare=compare_document, store=_store_document, same=_same_document, find_name=find_name,
    years=10, is_years_known=True,
))  # fmt: skip

NOTICED_DOCUMENTS = add_register(Register(
    key="noticed-documents", database="noticed_documents", tool=Tool.NOTICED_DOCUMENTS, model=NoticedDocumentRecord, prefix="TN",
    lead=_l("Travel documents of persons who are the subject of a notice. Ask by number, country and type: it leads to the notice, and says nothing of the person."),
    no_record=_l("No notice is linked to this document. Its holder may be the subject of one all the same, under another document or none."),
    asks=(_NUMBER, _COUNTRY, _TYPE),
    entries=(
        _NUMBER, _COUNTRY, _TYPE, AskField("notice_reference", _l("Reference of the notice"), max_length=24),
        AskField("colour", _l("Notice"), "choice", tuple(NoticeColour.choices)),
    ),
    read=read_document, select=_select_number, compare=compare_document, store=_store_noticed, same=_same_document, find_name=find_name,
    tells=("notice_reference", "colour"), years=5,
))  # fmt: skip


def read_vehicle(text: Keys) -> dict[str, Any]:
    """At least one of VIN, engine number and plate; a plate with its country."""
    keys: dict[str, Any] = {
        "vin": read_code(text, "vin", least=5, most=17, is_needed=False),
        "engine": read_code(text, "engine", least=4, most=20, is_needed=False),
        "plate": read_code(text, "plate", least=2, most=12, is_needed=False),
        "plate_country": str(text.get("plate_country") or ""),
    }
    if not (keys["vin"] or keys["engine"] or keys["plate"]):
        raise CollegeError("vin", _("Ask by the identification number, the engine number or the plate: one at least."))
    if keys["plate"]:
        read_choice(text, "plate_country", dict(COUNTRIES))
    return keys


def explain_vin(keys: dict[str, Any]) -> list[str]:
    """What the standard says about the number asked for: a wrong digit is a reading error until shown otherwise."""
    return [finding.sentence for finding in read_vin(keys["vin"]).findings] if keys.get("vin") else []


def select_vehicle(keys: dict[str, Any]) -> Q:
    return _any_of(keys, ("vin", "engine", "plate"))


def _any_of(keys: dict[str, Any], names: tuple[str, ...]) -> Q:
    parts = [Q(**{name: keys[name]}) for name in names if keys.get(name)]
    found = parts[0]
    for part in parts[1:]:
        found |= part
    return found


def compare_vehicle(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    """Part by part: one that differs while another agrees is the mark of a clone or of an exchanged engine."""
    return [
        agree("vin", keys["vin"], record.vin, same="same", other="identical_part"),
        agree("engine", keys["engine"], record.engine, same="same", other="identical_part"),
        agree("plate", keys["plate"], record.plate, same="same", other="identical_part"),
        agree("plate_country", keys["plate_country"], record.plate_country, other="other_country"),
    ]


def _store_vehicle(text: Keys) -> dict[str, Any]:
    year = read_words(text, "year")
    if year and not (year.isdecimal() and 1900 <= int(year) <= 2100):
        raise CollegeError("year", _("Enter a year of four digits."))
    words = {name: read_words(text, name) for name in ("make", "model", "colour", "stolen_at", "case_reference")}
    return {
        **read_vehicle(text),
        **words,
        "year": int(year) if year else None,
        "stolen_on": read_date(text, "stolen_on"),
    }


_PARTS = (
    AskField("vin", _l("Vehicle identification number"), hint=_l("Seventeen characters, as on the chassis."), max_length=24, is_required=False),
    AskField("engine", _l("Engine number"), hint=_l("Read it from the engine, not from the papers."), max_length=30, is_required=False),
    AskField("plate", _l("Plate"), max_length=16, is_required=False),
    AskField("plate_country", _l("Country of the plate"), "choice", COUNTRIES, is_required=False),
)  # fmt: skip
VEHICLES = add_register(Register(
    key="vehicles", database="vehicles", tool=Tool.VEHICLES, model=VehicleRecord, prefix="SV",
    lead=_l("Stolen motor vehicles and their identifiable parts. Ask by identification number, engine number or plate; better by two of them. It holds no keeper and no owner."),
    no_record=_l("The theft may not have been noticed, reported or sent yet. A cloned vehicle bears the number of one that was never stolen."),
    asks=_PARTS,
    entries=(
        *_PARTS, AskField("make", _l("Make"), "words", max_length=30), AskField("model", _l("Model"), "words", max_length=30, is_required=False),
        AskField("year", _l("Year"), max_length=4, is_required=False), AskField("colour", _l("Colour"), "words", max_length=20, is_required=False),
        AskField("stolen_on", _l("Stolen on"), "date", is_required=False), AskField("stolen_at", _l("Place of the theft"), "words", max_length=60, is_required=False),
        AskField("case_reference", _l("Case reference"), max_length=40, is_required=False),
    ),
    read=read_vehicle, select=select_vehicle, compare=compare_vehicle, store=_store_vehicle,
    same=lambda values: _any_of(values, ("vin", "engine", "plate")), years=10, explain=explain_vin,
))  # fmt: skip


def read_administrative(text: Keys) -> dict[str, Any]:
    number = read_code(text, "number", least=3, most=20)
    series, value = split_series(number, "number")
    kind = read_choice(text, "document_type", AdministrativeDocumentType.values)
    return {"number": number, "series": series, "value": value, "document_type": kind, "country": read_choice(text, "country", dict(COUNTRIES))}  # fmt: skip


def select_administrative(keys: dict[str, Any]) -> Q:
    return Q(series=keys["series"], first_number__lte=keys["value"], last_number__gte=keys["value"])


def compare_administrative(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    is_range = record.first_number != record.last_number
    found = f"{record.series}{record.first_number}" + (f"–{record.last_number}" if is_range else "")
    return [
        Agreement("number", keys["number"], found, True, "in_range" if is_range else "same"),
        agree("document_type", keys["document_type"], record.document_type, other="other_type"),
        agree("country", keys["country"], record.country, other="other_country"),
    ]


def _store_administrative(text: Keys) -> dict[str, Any]:
    keys = read_administrative(text)
    last = read_code(text, "last_number", least=3, most=20, is_needed=False)
    series, value = split_series(last, "last_number") if last else (keys["series"], keys["value"])
    if series != keys["series"] or not keys["value"] <= value < keys["value"] + 1_000_000:
        raise CollegeError("last_number", _("A range stays in one series, ends after it begins, and has a million numbers at most."))  # fmt: skip
    return {
        "document_type": keys["document_type"], "country": keys["country"], "issuer": read_words(text, "issuer"), "series": series,
        "first_number": keys["value"], "last_number": value, "is_blank": text.get("is_blank") == "yes", "stolen_on": read_date(text, "stolen_on"),
    }  # fmt: skip


_ADMINISTRATIVE = (
    AskField("number", _l("Number"), hint=_l("Letters, then digits. A number within a stolen range is found too."), max_length=24),
    AskField("document_type", _l("Type of document"), "choice", tuple(AdministrativeDocumentType.choices)), _COUNTRY,
)  # fmt: skip
ADMIN_DOCUMENTS = add_register(Register(
    key="administrative-documents", database="admin_documents", tool=Tool.ADMIN_DOCUMENTS, model=AdministrativeDocumentRecord, prefix="SA",
    lead=_l("Stolen registration certificates, licences, customs and export forms, issued or blank, by single number or by range."),
    no_record=_l("The theft may not have been reported, or only as a count of blanks without their numbers."),
    asks=_ADMINISTRATIVE,
    entries=(
        *_ADMINISTRATIVE, AskField("last_number", _l("Last number of a range"), max_length=24, is_required=False),
        AskField("is_blank", _l("Issued or blank"), "choice", (("no", _l("Issued")), ("yes", _l("Blank")))),
        AskField("issuer", _l("Issued by"), "words", max_length=60), AskField("stolen_on", _l("Stolen on"), "date", is_required=False),
    ),
    read=read_administrative, select=select_administrative, compare=compare_administrative, store=_store_administrative,
    same=lambda v: Q(series=v["series"], first_number__lte=v["last_number"], last_number__gte=v["first_number"], document_type=v["document_type"], country=v["country"]),
    years=10,
))  # fmt: skip


def read_firearm_query(text: Keys) -> dict[str, Any]:
    """The type from the reference table first, then the serial number: serials repeat from make to make."""
    return {**read_firearm(text), "serial": read_code(text, "serial", least=3, most=24)}


def compare_firearm(record: Any, keys: dict[str, Any]) -> list[Agreement]:
    return [
        agree("serial", keys["serial"], record.serial, same="same"), agree("make", keys["make"], record.make),
        agree("model", keys["model"], record.model), agree("calibre", keys["calibre"], record.calibre),
    ]  # fmt: skip


def _store_firearm(text: Keys) -> dict[str, Any]:
    imported = str(text.get("country_imported") or "")
    return {
        **read_firearm_query(text), "country_made": read_choice(text, "country_made", dict(COUNTRIES)),
        "country_imported": read_choice(text, "country_imported", dict(COUNTRIES)) if imported else "",
        "firearm_class": read_choice(text, "firearm_class", FirearmClass.values),
    }  # fmt: skip


_FIREARM = (
    AskField("type", _l("Type from the reference table"), "choice", FIREARM_CHOICES, hint=_l("Make, model and calibre. Choose it before you read the serial number.")),
    AskField("serial", _l("Serial number"), hint=_l("As stamped on the frame or receiver."), max_length=30),
)  # fmt: skip
FIREARMS = add_register(Register(
    key="firearms", database="firearms", tool=Tool.FIREARMS, model=FirearmRecord, prefix="FA",
    lead=_l("Lost, stolen, trafficked and smuggled firearms. Ask by type and serial number. Where a firearm went after it was made is the matter of a trace request."),
    no_record=_l("The firearm may not have been missed or reported. A trace request asks the country where it was made."),
    asks=_FIREARM,
    entries=(
        *_FIREARM, AskField("country_made", _l("Country of manufacture"), "choice", COUNTRIES),
        AskField("country_imported", _l("Country of import"), "choice", COUNTRIES, is_required=False),
        AskField("firearm_class", _l("Reported as"), "choice", tuple(FirearmClass.choices)),
    ),
    read=read_firearm_query, select=lambda keys: Q(serial=keys["serial"]), compare=compare_firearm, store=_store_firearm,
    same=lambda v: Q(serial=v["serial"], make=v["make"], model=v["model"]), years=10,
))  # fmt: skip
