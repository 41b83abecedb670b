"""Why a field of a candidate agrees or differs, in sentences."""

from django.utils.translation import gettext_lazy as _

from sandbox.domain.registers.declaration import Agreement

REASONS = {
    "same": _("Agrees, character for character"),
    "agrees": _("Agrees"),
    "alike": _("Differs: only alike when O is read as 0 or I as 1"),
    "differs": _("Differs"),
    "other_country": _("Differs: another country"),
    "other_type": _("Differs: another type of document"),
    "not_asked": _("Not asked"),
    "not_recorded": _("The record does not say"),
    "in_range": _("Lies in the range that was reported"),
    "identical_part": _("Differs, though another part agrees: look for a changed or cloned identity"),
    "allele_match": _("Both alleles agree"),
    "allele_differs": _("Alleles differ: a near match needs a second look by the laboratory"),
    "not_typed": _("Not typed on one of the two sides: says nothing"),
}


def agree(key: str, asked: str, found: str, *, same: str = "agrees", other: str = "differs") -> Agreement:
    """One field compared as text: empty on either side says nothing."""
    if not asked or not found:
        return Agreement(key, asked, found, False, "not_recorded" if asked else "not_asked")
    return Agreement(key, asked, found, asked == found, same if asked == found else other)
