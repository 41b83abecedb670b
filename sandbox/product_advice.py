"""What a product check's findings mean, and what comes next, in sentences."""

from django.utils.translation import gettext as _

from sandbox.domain.geography import name_country
from sandbox.domain.identifiers.pasting import show_text
from sandbox.domain.products.codes import write_printed
from sandbox.domain.products.judging import Item, PackReport
from sandbox.enums import PackFinding, PackOutcome


def explain(finding: PackFinding, report: PackReport) -> str:
    """What one finding says, and what it leaves open."""
    sentence = _list_meanings()[finding]
    values = {
        "meant": show_text(write_printed(report.meant)) if report.meant else "",
        "country": _name_place(report.item),
    }
    return sentence % values


def _name_place(item: Item | None) -> str:
    return name_country(item.left_at) if item and item.left_at else ""


def _list_meanings() -> dict[PackFinding, str]:
    return {
        PackFinding.UNKNOWN_PRODUCT: _("No rights-holder of the register has this product number. The number may be new, not uploaded, or invented."),
        PackFinding.UNKNOWN_BATCH: _("The product is known, this batch is not. The rights-holder may have uploaded it late or not at all."),
        PackFinding.UNKNOWN_SERIAL: _("Product and batch are known, this serial number is not. Often the upload is incomplete or the code was read wrongly; it can also be a number that the rights-holder never gave out."),
        PackFinding.BATCH_MISMATCH: _("The serial number is known, but belongs to another batch."),
        PackFinding.EXPIRY_MISMATCH: _("The serial number is known, but its record has another expiry date. The date on a pack can have been changed, and an upload can be wrong."),
        PackFinding.INACTIVE_ELSEWHERE: _("A pack with this serial number was already taken out of the register in another market (%(country)s). Two packs with one number cannot both be right; the record does not say which one is."),
        PackFinding.STOLEN: _("The rights-holder has recorded this pack as stolen."),
        PackFinding.SAMPLE: _("The rights-holder has recorded this pack as given out as a sample: it was not meant to be sold."),
        PackFinding.INACTIVE: _("The pack was already taken out of the register in its own market, as happens when it is dispensed, or checked out twice by mistake."),
        PackFinding.RECALLED: _("The rights-holder has recalled this batch."),
        PackFinding.EXPIRED: _("The code agrees with the record in everything, and the expiry date has passed. An old pack is old, and no counterfeit for that."),
        PackFinding.UNREADABLE: _("There is no product number in it that could be read. Damaged print, another kind of code, or a keyboard of another language can be the cause."),
        PackFinding.INCOMPLETE: _("Product number, expiry date, batch and serial number are all needed. Part of the code is missing or cannot be read."),
        PackFinding.WRONG_DIGIT: _("The check digit of the product number is wrong: a character was read or typed wrongly."),
        PackFinding.LOST_SEPARATOR: _("The separator between batch and serial number did not arrive, so one swallowed the other. Read as %(meant)s the code agrees with the record."),
        PackFinding.SWAPPED_CASE: _("Capitals and small letters are swapped, as when capitals lock is on at the computer of the scanner. Read as %(meant)s the code agrees with the record."),
        PackFinding.KEYBOARD: _("The computer of the scanner is set to the keyboard of another language, so that some characters changed places. Read as %(meant)s the code agrees with the record."),
        PackFinding.LOOK_ALIKE: _("A character was taken for one that looks alike. Read as %(meant)s the code agrees with the record."),
    }  # fmt: skip


def advise(report: PackReport) -> list[str]:
    """What to do next, in its order."""
    match report.outcome:
        case PackOutcome.GENUINE:
            return [_("Nothing more. Agreement says that this code was given out once and is still active, and nothing about what is in the pack: where seals or print look wrong, ask the rights-holder all the same.")]  # fmt: skip
        case PackOutcome.SCAN_FAULT:
            return [
                _("Read the code again: with a scanner that keeps separators, with the camera, or by typing what is printed."),
                _("Have the scanner or keyboard set right. Raise no alert: there is no question to the rights-holder."),
            ]  # fmt: skip
        case PackOutcome.ALERT:
            return [
                _("Keep the pack apart, unopened, and note where it lay and who had it."),
                _("Take a sample under your own rules, with a seal and a record of custody."),
                _("Ask the rights-holder, with product number, batch, serial number and expiry date. Only their examination says whether the pack is theirs."),
            ]  # fmt: skip
        case PackOutcome.EXPIRED:
            return [_("Keep it from sale and send it back under the rules for expired goods. It is no matter for an alert.")]  # fmt: skip
        case PackOutcome.DECOMMISSIONED:
            return [_("Ask at your own place first: was it dispensed or checked out before? If nobody did, ask the rights-holder.")]  # fmt: skip
        case PackOutcome.RECALLED:
            return [_("Keep it from sale and follow the recall notice of the rights-holder.")]
