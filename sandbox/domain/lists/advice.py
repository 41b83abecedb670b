"""What to do about a line that could not be asked for."""

from django.utils.translation import gettext_lazy as _

from sandbox.enums import RowFault

MENDS = {
    RowFault.NO_NUMBER: _("Copy the number from the document into this line."),
    RowFault.NOT_A_NUMBER: _(
        "The register holds no names. Put the document's number here; what stood here was not kept."
    ),
    RowFault.FORMULA: _("Put the value itself in the place of the formula: it was not worked out."),
    RowFault.ROUNDED: _("Format the column as text and type the number anew: a spreadsheet rounds long numbers."),
    RowFault.NUMBER_SHAPE: _("A document number has 5 to 14 characters, A–Z and 0–9. Compare it with the document."),
    RowFault.COUNTRY: _("Use the code of a country of this exercise, QMA to QML, or its name."),
    RowFault.DOCUMENT_TYPE: _("Use passport, identity card, visa or residence permit (P, I, V, R)."),
}
