"""Pages for entering a work of art from a theft report."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sandbox.domain.art.entry import TheftReport, enter_work, list_reports
from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_marked_image, to_svg
from sandbox.domain.geography import BUREAUS
from sandbox.domain.runs import rebuild_world
from sandbox.enums import Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.art.forms import WorkEntryForm
from sandbox.views.art.labels import spell_day, spell_sizes
from sandbox.views.art.register import answer_png, answer_svg

FIELDS = {"stolen_later": "stolen_on", "dimension_missing": "height"}


def _list_reports(opened: OpenedRun, number: int) -> list[TheftReport]:
    """The reports, of which one has this number. Bureaus alone enter records: 404 for private-sector people."""
    bureau = opened.definition.source.role.bureau
    if not (bureau in BUREAUS and opened.run.learner.is_law_enforcement):
        raise Http404
    reports = list_reports(*rebuild_world(opened.run))
    if not 1 <= number <= len(reports):
        raise Http404
    return reports


def _show_report(report: TheftReport) -> dict[str, Any]:
    values = report.values
    return {
        **values, "number": report.number, "sizes": spell_sizes(values), "stolen_on": spell_day(values["stolen_on"].isoformat()),
        "person": f"{report.given_names} {report.surname}",
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.ARTWORKS)
def work_enter(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """A theft report beside the Object ID form."""
    reports = _list_reports(opened, number)
    report = reports[number - 1]
    form = WorkEntryForm(request.POST or None)
    if request.method == "POST":

        def enter() -> Any:
            values = {name: value for name, value in form.cleaned_data.items() if name != "key"}
            return enter_work(run=opened.run, report=report, values=values, key=form.cleaned_data["key"])

        done = attempt(form, enter, fields=FIELDS)
        if done is not None:
            return redirect("sandbox:art-record", run_id=opened.run.pk, reference=done[1])
    context = {"report": _show_report(report), "numbers": range(1, len(reports) + 1)}
    return render_desk(request, opened, "sandbox/art/enter.html", context, form=form)


@require_safe
@with_run(Tool.ARTWORKS)
def report_picture(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """The picture of a report, for the page; as a file with ?file=1."""
    canvas = draw_record(_list_reports(opened, number)[number - 1])
    if request.GET.get("file"):
        return answer_png(to_marked_image(canvas, 800), f"TRAINING-SYNTHETIC-report-{number}.png")
    return answer_svg(to_svg(canvas))
