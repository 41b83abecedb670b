"""The product check: type, paste or scan the code of a pack."""

from typing import Any

import segno
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sandbox.domain.geography import name_country
from sandbox.domain.products.checking import check_product
from sandbox.domain.products.codes import show_code
from sandbox.domain.products.judging import FAMILIES, PackReport
from sandbox.enums import EventKind, PackFinding, Tool
from sandbox.product_advice import advise, explain
from sandbox.queries import OpenedRun
from sandbox.screening_forms import ProductCheckForm
from sandbox.views.access import attempt, render_desk, with_run

REFUSALS = ("code_empty", "code_too_long", "code_real")
# The decoder is a WebAssembly program; nothing else may be compiled, and no other page may do it.
DECODER = "'wasm-unsafe-eval'"
CAMERA_POLICY = "camera=(self), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


@csp_update({"script-src": [DECODER]})
@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.PRODUCTS)
def products(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Check the code of a pack. The answer stands on the page of the form."""
    wanted = request.GET.get("pack", "")
    pack = next((pack for pack in opened.world.packs if pack.reference == wanted), None)
    form = ProductCheckForm(request.POST or None, initial={"text": show_code(pack.values["scanned"])} if pack else {})
    report = None
    if request.method == "POST":
        checked = attempt(
            form, lambda: check_product(run=opened.run, **form.cleaned_data), fields=dict.fromkeys(REFUSALS, "text")
        )
        report = describe_report(checked[0], checked[1].payload["pack"]) if checked else None
    packs = list_packs(opened)
    for row in packs:  # the check that was just made is not among the events that the page began with
        row["is_checked"] |= report is not None and row["reference"] == report["pack"]
    context = {"report": report, "pack": pack, "packs": packs}
    response = render_desk(request, opened, "sandbox/products.html", context, form=form)
    response.headers["Permissions-Policy"] = CAMERA_POLICY
    return response


def list_packs(opened: OpenedRun) -> list[dict[str, Any]]:
    """The packs on the bench: what stands on each, its code as a picture, and what has been done with it."""
    checked = {event.payload["pack"] for event in opened.events if event.kind == EventKind.PRODUCT_CHECKED}
    labels = {choice.key: choice.label for choice in opened.definition.source.choices}
    rows = []
    for pack in opened.world.packs:
        decision = opened.desk.get_decision(pack.reference)
        rows.append(
            {
                "reference": pack.reference, "values": pack.values, "scanned": show_code(pack.values["scanned"]),
                "picture": segno.make_qr(pack.values["code"], error="m").svg_data_uri(scale=3, border=4),
                "is_checked": pack.reference in checked, "decision": decision,
                "decision_label": labels.get(decision.choice, "") if decision else "",
                "is_typed": pack.values["scanned"].startswith("("),
            }
        )  # fmt: skip
    return rows


def describe_report(report: PackReport, pack: str) -> dict[str, Any]:
    """The report as the page shows it: outcome, findings with their meaning, what was read, what to do next."""
    code, item = report.code, report.item
    parts = [
        (_("Product number (01)"), code.gtin, item.gtin if item else ""),
        (
            _("Expiry date (17)"),
            _write_day(code.expires_on) or code.expiry,
            _write_day(item.expires_on) if item else "",
        ),
        (_("Batch number (10)"), code.lot, item.lot if item else ""),
        (_("Serial number (21)"), code.serial, item.serial if item else ""),
    ]
    return {
        "outcome": report.outcome, "pack": pack, "parts": parts, "item": item, "meant": report.meant,
        "market": name_country(item.market) if item else "",
        "findings": [
            {"label": PackFinding(f).label, "text": explain(f, report), "family": FAMILIES.get(f, "")}
            for f in report.findings
        ],
        "advice": advise(report),
        "history": [{**alert, "country": name_country(alert.get("market", ""))} for alert in item.alerts] if item else [],
    }  # fmt: skip


def _write_day(day: Any) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
