"""The product check: a code in, the rights-holder's record beside it, one event."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.identifiers.pasting import MAX_INPUT
from sandbox.domain.products.codes import DEMONSTRATION, PackCode, compact_code, list_repairs, read_code
from sandbox.domain.products.judging import Known, PackReport, judge_pack
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import ProductItem, Run, RunEvent


def find_known(*, run: Run, codes: list[PackCode]) -> Known:
    """What the base world and this run's own overlay hold about these codes. Three queries, each by an index."""
    scope = Q(run=run) | Q(world_id=run.world_id, world__isnull=False)
    records = ProductItem.objects.filter(scope)
    gtins = {code.gtin for code in codes}
    items = records.filter(gtin__in=gtins, serial__in={code.serial for code in codes})
    lots = records.filter(gtin__in=gtins, lot__in={code.lot for code in codes}).values_list("gtin", "lot").distinct()
    known = records.filter(gtin__in=gtins).order_by().values_list("gtin", flat=True).distinct()
    return Known({(item.gtin, item.serial): item for item in items}, frozenset(lots), frozenset(known))


def check_product(
    *, run: Run, text: str, key: UUID | None = None, now: datetime | None = None
) -> tuple[PackReport, RunEvent]:
    """Read a pack's code, compare it with the record of its rights-holder, and log what came out.

    The log holds the code itself only when it belongs to a pack of the run's world: whatever else people scan is not kept.
    Raises CollegeError (code_empty, code_too_long, code_real) and Conflict. One event a form.
    """
    if len(text) > MAX_INPUT:
        raise CollegeError("code_too_long", _("This is longer than any code. Scan or paste the code of one pack."))
    compact = compact_code(text)
    if not compact:
        raise CollegeError("code_empty", _("Scan, paste or type the code of one pack."))
    code, is_whole = read_code(text)
    if code.gtin and code.has_right_digit and not code.gtin.startswith(DEMONSTRATION):
        raise CollegeError(
            "code_real",
            _("The product number of this code may belong to a real product. The college works with invented ones alone, whose numbers begin with 952: check a pack of your desk."),
        )  # fmt: skip
    repairs = list(list_repairs(text, code))
    with write_run(run=run, tool=Tool.PRODUCTS, now=now) as writer:
        known = find_known(run=writer.run, codes=[code, *(meant for _finding, meant in repairs)])
        report = judge_pack(code=code, is_whole=is_whole, repairs=repairs, known=known, today=writer.world.today)
        if repeated := writer.find(key):
            return report, repeated
        pack = writer.world.find_pack(compact)
        payload = {
            "pack": pack.reference if pack else "", "code": compact if pack else "", "outcome": report.outcome.value,
            "findings": [finding.value for finding in report.findings],
            "is_clean": pack is not None and compact in pack.clean_codes,
        }  # fmt: skip
        return report, writer.append(EventKind.PRODUCT_CHECKED, payload, key=key)
