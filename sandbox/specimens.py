"""Identifiers that nobody owns, one for each standard, to try the check with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from sandbox.enums import IdentifierStandard


@dataclass(frozen=True, slots=True)
class Specimen:
    """A standard, the form of its identifiers, and an invented one that is valid."""

    standard: IdentifierStandard
    form: str
    text: str


def list_specimens() -> tuple[Specimen, ...]:
    """The demonstration prefix 952 of GS1, the unassigned first 0 of a VIN, owner ZZZ, airline 000, and a published IMEI."""
    return (
        Specimen(IdentifierStandard.VIN, _("17 letters and digits, without I, O and Q"), "0CM8D22W3AP000142"),
        Specimen(IdentifierStandard.CONTAINER, _("4 letters and 7 digits"), "ZZZU3054387"),
        Specimen(IdentifierStandard.GTIN, _("8, 12, 13 or 14 digits"), "9520000000011"),
        Specimen(IdentifierStandard.GLN, _("13 digits"), "9520000000028"),
        Specimen(IdentifierStandard.SSCC, _("18 digits"), "095200000000000011"),
        Specimen(
            IdentifierStandard.GS1, _("identifiers and values, scanned or in brackets"),
            "(01)09520000000011(17)280600(10)LOT7A(21)TR0001",
        ),
        Specimen(
            IdentifierStandard.LINK, _("a web address with keys and values"),
            "https://id.example/01/09520000000011/10/LOT7A?17=280630",
        ),
        Specimen(IdentifierStandard.SHIP, _("7 digits, often after IMO"), "IMO 0123450"),
        Specimen(IdentifierStandard.WAYBILL, _("11 digits: 3 for the airline, then 8"), "000-12345675"),
        Specimen(IdentifierStandard.HANDSET, _("15 digits"), "490154203237518"),
    )  # fmt: skip
