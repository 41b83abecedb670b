"""What a pack's code and the rights-holder's record say together. Pure.

An alert is a question to the rights-holder. Its meanings follow the published alert families of the European verification of
medicines: unknown batch (A2), unknown serial number (A3), pack already inactive (A7, A24), expiry date mismatch (A52) and batch
number mismatch (A68).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from sandbox.domain.products.codes import PackCode
from sandbox.enums import PackFinding, PackOutcome, ProductState

FAMILIES = {
    PackFinding.UNKNOWN_BATCH: "A2", PackFinding.UNKNOWN_SERIAL: "A3", PackFinding.INACTIVE_ELSEWHERE: "A7, A24",
    PackFinding.INACTIVE: "A7, A24", PackFinding.EXPIRY_MISMATCH: "A52", PackFinding.BATCH_MISMATCH: "A68",
}  # fmt: skip
ALERTS = frozenset(
    {
        PackFinding.UNKNOWN_PRODUCT, PackFinding.UNKNOWN_BATCH, PackFinding.UNKNOWN_SERIAL, PackFinding.BATCH_MISMATCH,
        PackFinding.EXPIRY_MISMATCH, PackFinding.INACTIVE_ELSEWHERE, PackFinding.STOLEN, PackFinding.SAMPLE,
    }
)  # fmt: skip


class Item(Protocol):
    """What judging needs of a record."""

    gtin: str
    serial: str
    lot: str
    expires_on: date
    market: str
    state: str
    left_at: str
    alerts: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """What the register holds about the codes in question: packs by product and serial number, and batches."""

    items: Mapping[tuple[str, str], Item]
    lots: frozenset[tuple[str, str]]
    gtins: frozenset[str]


@dataclass(frozen=True, slots=True)
class PackReport:
    """The answer of a product check. `code` is what was read, `meant` what it would be without the scan fault."""

    outcome: PackOutcome
    code: PackCode
    findings: tuple[PackFinding, ...] = ()
    meant: PackCode | None = None
    item: Item | None = None
    families: tuple[str, ...] = field(default=())


def judge_pack(
    *, code: PackCode, is_whole: bool, repairs: list[tuple[PackFinding, PackCode]], known: Known, today: date
) -> PackReport:
    """Compare a code with the register; where only a known fault explains the difference, say so instead of an alert."""
    if code.is_complete and is_whole and code.has_right_digit:
        item = known.items.get((code.gtin, code.serial))
        if item is not None and _agrees(code, item):
            return _judge_state(code, item, today)
    for finding, meant in repairs:
        item = known.items.get((meant.gtin, meant.serial))
        if item is not None and _agrees(meant, item):
            return PackReport(PackOutcome.SCAN_FAULT, code, (finding,), meant)
    if unread := _find_unread(code, is_whole):
        return PackReport(PackOutcome.SCAN_FAULT, code, (unread,))
    return _raise_alert(code, known)


def _find_unread(code: PackCode, is_whole: bool) -> PackFinding | None:
    """What keeps the code from being a question to the register at all."""
    if not code.gtin:
        return PackFinding.UNREADABLE
    if not code.has_right_digit:
        return PackFinding.WRONG_DIGIT
    if not code.is_complete or not is_whole:
        return PackFinding.INCOMPLETE
    return None


def _agrees(code: PackCode, item: Item) -> bool:
    return code.lot == item.lot and code.expires_on == item.expires_on


def _judge_state(code: PackCode, item: Item, today: date) -> PackReport:
    """A code that agrees with its record in every element: what the record says about the pack."""
    state = ProductState(item.state)
    outcome, finding = {
        ProductState.STOLEN: (PackOutcome.ALERT, PackFinding.STOLEN),
        ProductState.SAMPLE: (PackOutcome.ALERT, PackFinding.SAMPLE),
        ProductState.RECALLED: (PackOutcome.RECALLED, PackFinding.RECALLED),
        ProductState.DECOMMISSIONED: (PackOutcome.DECOMMISSIONED, PackFinding.INACTIVE),
        ProductState.ACTIVE: (PackOutcome.GENUINE, None),
    }[state]
    if state == ProductState.DECOMMISSIONED and item.left_at != item.market:
        outcome, finding = PackOutcome.ALERT, PackFinding.INACTIVE_ELSEWHERE
    if outcome == PackOutcome.GENUINE and item.expires_on < today:
        outcome, finding = PackOutcome.EXPIRED, PackFinding.EXPIRED
    findings = (finding,) if finding else ()
    return PackReport(outcome, code, findings, item=item, families=_list_families(findings))


def _raise_alert(code: PackCode, known: Known) -> PackReport:
    item = known.items.get((code.gtin, code.serial))
    findings: list[PackFinding] = []
    if item is not None:
        if code.lot != item.lot:
            findings.append(PackFinding.BATCH_MISMATCH)
        if code.expires_on != item.expires_on:
            findings.append(PackFinding.EXPIRY_MISMATCH)
    elif code.gtin not in known.gtins:
        findings.append(PackFinding.UNKNOWN_PRODUCT)
    elif (code.gtin, code.lot) not in known.lots:
        findings.append(PackFinding.UNKNOWN_BATCH)
    else:
        findings.append(PackFinding.UNKNOWN_SERIAL)
    return PackReport(PackOutcome.ALERT, code, tuple(findings), item=item, families=_list_families(findings))


def _list_families(findings: list[PackFinding] | tuple[PackFinding, ...]) -> tuple[str, ...]:
    return tuple(FAMILIES[finding] for finding in findings if finding in FAMILIES)
