"""The case chart as a picture: to take away as SVG or PNG, laid out by hand, and the case on the map."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from college.core.errors import CollegeError
from sandbox.case_forms import LayoutForm
from sandbox.domain.case import FactKind, fold_chart, limit_desk, save_layout
from sandbox.domain.case.frame import EDGE, make_frame
from sandbox.domain.case.picture import style_picture
from sandbox.domain.case.pinning import read_places
from sandbox.domain.case.raster import draw_png
from sandbox.domain.case.sheet import Sheet, make_sheet
from sandbox.domain.case.sites import Route, Site, list_routes, list_sites
from sandbox.enums import EventKind, Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.case_drawing import make_picture

POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
REFUSALS = {"layout_moved": 409, "layout_unreadable": 422}


def _make_sheet(opened: OpenedRun) -> Sheet:
    return make_sheet(
        fold_chart(opened.events), case_reference=opened.world.case_reference,
        day=date_format(opened.definition.source.today, "DATE_FORMAT"), is_right_to_left=get_language_bidi(),
    )  # fmt: skip


def _isolate(text: str) -> str:
    """A part of a line in several scripts: it keeps its own direction (Unicode's first strong isolate)."""
    return f"\u2068{text}\u2069"


def _send(opened: OpenedRun, content: bytes | str, kind: str, ending: str) -> HttpResponse:
    """A file whose name bears the training mark."""
    name = f"TRAINING-SYNTHETIC-NOT-POLICE-DATA-chart-{opened.world.case_reference}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": POLICY}
    return HttpResponse(content, content_type=kind, headers=headers)


@require_safe
@with_run(Tool.CASE)
def case_picture(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The chart's sheet as SVG."""
    sheet, chart = _make_sheet(opened), fold_chart(opened.events)
    frame = make_frame(sheet)
    edge, direction = (frame.width - EDGE, "rtl") if sheet.is_right_to_left else (EDGE, "ltr")
    context = {
        "sheet": sheet, "frame": frame, "picture": make_picture(chart), "edge": edge, "direction": direction,
        "lead": " · ".join(map(_isolate, sheet.lines)),
    }  # fmt: skip
    svg = render_to_string("sandbox/_case_sheet.html", context)
    return _send(opened, style_picture(svg), "image/svg+xml", "svg")


@require_safe
@with_run(Tool.CASE)
def case_image(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The chart's sheet as PNG."""
    return _send(opened, draw_png(_make_sheet(opened)), "image/png", "png")


@require_POST
@with_run(Tool.CASE)
def case_layout(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Keep where the boxes stand. The page's script gets its answer as JSON, a plain form as a message on the chart."""
    form, status = LayoutForm(request.POST), 200
    if not form.is_valid():
        status, said = 422, str(next(iter(form.errors.values()))[0])
    else:
        values = form.cleaned_data
        try:
            save_layout(
                run=opened.run, layout=values["layout"], places=read_places(values["places"]), key=values["key"]
            )
            said = _("The layout is saved.") if values["places"] != "{}" else _("The chart arranges itself again.")
        except CollegeError as error:
            if error.code not in REFUSALS:
                raise
            status, said = REFUSALS[error.code], str(error)
    if "X-Autosave" in request.headers:
        return JsonResponse({"said": said, **_renew(opened)}, status=status)
    (messages.success if status == 200 else messages.error)(request, said)
    return redirect("sandbox:case-chart", run_id=opened.run.pk)


def _renew(opened: OpenedRun) -> dict[str, Any]:
    """What the next save carries: a key of its own, and the layout as it is now."""
    rows = opened.run.events.order_by("-sequence").filter(kind=EventKind.CHART_SAVED)
    latest = rows.values_list("payload", flat=True).first() or {}
    return {"layout": latest.get("layout", 0), "key": str(LayoutForm().fields["key"].initial())}


@require_safe
@with_run(Tool.CASE)
def case_map(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The case on the map of the invented world, with the same facts place by place."""
    chart = fold_chart(opened.events)
    sites, routes = list_sites(limit_desk(opened.desk, opened.allows), chart), list_routes(chart)
    context = {
        "sites": list(enumerate(sites, start=1)), "routes": routes, "today": opened.definition.source.today,
        "markers": [_mark(number, site) for number, site in enumerate(sites, start=1)],
        "arcs": [_bend(opened, route) for route in routes],
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/case_map.html", context)


def _mark(number: int, site: Site) -> dict[str, Any]:
    is_own = any(finding.kind == FactKind.CHART for finding in site.findings)
    return {
        "x": site.point[0], "y": site.point[1], "label": site.name, "count": len(site.findings), "is_labelled": site.is_port,
        "kind": "place" if is_own else "about", "href": f"#site-{number}",
    }  # fmt: skip


def _bend(opened: OpenedRun, route: Route) -> dict[str, Any]:
    href = reverse("sandbox:case-link", kwargs={"run_id": opened.run.pk, "number": route.number})
    label = " ".join(map(_isolate, (route.source, route.words, route.target)))
    return {"start": route.start, "end": route.end, "label": label, "href": href}
