"""Pages of the works-of-art register: ask, answer, record, picture."""

from io import BytesIO
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_marked_image, to_svg
from sandbox.domain.art.posters import find_poster_work
from sandbox.domain.art.register import ArtQuery, get_record, list_art_queries, open_work, query_picture, query_works
from sandbox.enums import ArtCircumstance, ArtKind, ArtState, EventKind, Tool, Verdict
from sandbox.forms import KeyForm
from sandbox.models import ArtworkRecord
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.art.forms import PictureQueryForm, WorkQueryForm
from sandbox.views.art.labels import FIELD_LABELS, describe_keys, list_sheet_rows
from sandbox.views.notice_links import can_cite

PICTURE_FIELDS = dict.fromkeys(
    ("picture_empty", "picture_too_large", "picture_format", "picture_mixed", "picture_broken", "picture_small", "picture_pixels"),
    "picture",
) | {"real_data": "reason"}  # fmt: skip
# A drawing opened by itself may run nothing and load nothing.
POLICY = "default-src 'none'; sandbox"


def _initial(queries: list[ArtQuery]) -> dict[str, Any]:
    last = queries[-1] if queries else None
    return {"reason": last.reason, "case_reference": last.case_reference} if last else {}


def _list_earlier(queries: list[ArtQuery]) -> list[dict[str, Any]]:
    return [
        {"query": query, "asked": describe_keys(query.keys), "count": len(query.candidates)} for query in queries[::-1]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.ARTWORKS)
def works(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask the register by attributes, and see what was asked before."""
    queries = list_art_queries(opened.events)
    form = WorkQueryForm(request.POST or None, initial=_initial(queries))
    if request.method == "POST":
        event = attempt(form, lambda: query_works(
            run=opened.run, keys=form.read_keys(), reason=form.cleaned_data["reason"],
            case_reference=form.cleaned_data["case_reference"], key=form.cleaned_data["key"],
        ), fields={"query_empty": "words", "years_order": "stolen_from", "real_data": "reason"})  # fmt: skip
        if event is not None:
            return redirect("sandbox:art-query", run_id=opened.run.pk, sequence=event.sequence)
    return render_desk(request, opened, "sandbox/art/works.html", {"earlier": _list_earlier(queries)}, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.ARTWORKS)
def look_alikes(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Ask the register by a photograph."""
    queries = list_art_queries(opened.events)
    form = PictureQueryForm(request.POST or None, request.FILES or None, initial=_initial(queries))
    if request.method == "POST":
        event = attempt(form, lambda: query_picture(run=opened.run, **form.cleaned_data), fields=PICTURE_FIELDS)
        if event is not None:
            return redirect("sandbox:art-query", run_id=opened.run.pk, sequence=event.sequence)
    earlier = _list_earlier([query for query in queries if query.is_picture])
    return render_desk(request, opened, "sandbox/art/look_alikes.html", {"earlier": earlier}, form=form)


def _explain_likeness(likeness: dict[str, Any]) -> list[str]:
    reasons = [_("%(n)s %% agreement in shape and colour") % {"n": likeness["per_cent"]}]
    if likeness["is_mirrored"]:
        reasons.append(_("The photograph is mirrored"))
    if likeness["side"] < 100:
        reasons.append(_("It agrees with a part of the picture: the photograph was cut"))
    if likeness["degrees"]:
        reasons.append(_("The photograph is turned by about %(n)s°") % {"n": abs(likeness["degrees"])})
    return reasons


def _show_candidate(opened: OpenedRun, candidate: dict[str, Any]) -> dict[str, Any]:
    likeness = candidate.get("likeness")
    words = [f"“{found['word']}”: {FIELD_LABELS[found['field']]}" for found in candidate.get("words", ())]
    return {
        **candidate, "kind": ArtKind(candidate["kind"]).label, "state": ArtState(candidate["state"]).label,
        "is_recovered": candidate["state"] == ArtState.RECOVERED, "per_cent": likeness["per_cent"] if likeness else None,
        "why": _explain_likeness(likeness) if likeness else words,
        "is_opened": candidate["reference"] in opened.desk.opened_records, "form": KeyForm(auto_id=False),
    }  # fmt: skip


@require_safe
@with_run(Tool.ARTWORKS)
def query_detail(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """What the register answered: nothing, or a gallery of candidates with reasons."""
    query = next((query for query in list_art_queries(opened.events) if query.sequence == sequence), None)
    if query is None:
        raise Http404
    context = {
        "query": query, "asked": describe_keys(query.keys),
        "candidates": [_show_candidate(opened, candidate) for candidate in query.candidates],
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/art/query.html", context)


@require_POST
@with_run(Tool.ARTWORKS)
def record_open(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """Open the full record of a candidate."""
    form = KeyForm(request.POST)
    open_work(run=opened.run, reference=reference, key=form.cleaned_data["key"] if form.is_valid() else None)
    return redirect("sandbox:art-record", run_id=opened.run.pk, reference=reference)


def find_known(opened: OpenedRun) -> dict[str, dict[str, Any]]:
    """The full records that this run has opened or entered, by their reference."""
    entered = {
        event.payload["record"]["reference"]: event.payload["record"]
        for event in opened.events
        if event.kind == EventKind.RECORD_ENTERED and event.payload["register"] == "artworks"
    }
    opened_ones = {ref: r for ref, r in opened.desk.opened_records.items() if r.get("register") == "artworks"}
    return opened_ones | entered


@require_safe
@with_run(Tool.ARTWORKS)
def record_detail(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """A full record, like a sheet of a museum."""
    record = find_known(opened).get(reference)
    if record is None:
        raise Http404
    context = {
        "record": record, "kind": ArtKind(record["kind"]).label, "state": ArtState(record["state"]).label,
        "circumstance": ArtCircumstance(record["circumstance"]).label, **list_sheet_rows(record),
        "is_recovered": record["state"] == ArtState.RECOVERED, "can_cite": can_cite(opened, reference),
        "is_confirmed": opened.desk.verdicts.get(reference) == Verdict.CONFIRMED,
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/art/record.html", context)


def _get_shown(opened: OpenedRun, reference: str) -> ArtworkRecord:
    """A record whose picture this run may see: an answer of its queries, one of its own, or a work for a poster. Raises Http404
    for any other."""
    answered = {c["reference"] for query in list_art_queries(opened.events) for c in query.candidates}
    source = opened.definition.source
    if reference in answered | set(find_known(opened)):
        record = get_record(run=opened.run, reference=reference)
    else:
        record = find_poster_work(run=opened.run, bureau=source.role.bureau, today=source.today, reference=reference)
    if record is None:
        raise Http404
    return record


def answer_svg(svg: str) -> HttpResponse:
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = POLICY
    return response


@require_safe
@with_run(Tool.ARTWORKS)
def picture(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """The drawn picture of a record, for the pages."""
    return answer_svg(to_svg(draw_record(_get_shown(opened, reference))))


@require_safe
@with_run(Tool.ARTWORKS)
def picture_file(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """The drawn picture as a PNG file with the training mark."""
    image = to_marked_image(draw_record(_get_shown(opened, reference)), 800)
    return answer_png(image, f"TRAINING-SYNTHETIC-{reference}.png")


def answer_png(image: Any, name: str) -> HttpResponse:
    """A picture as a file to take away."""
    buffer = BytesIO()
    image.save(buffer, "PNG", optimize=False)
    return HttpResponse(
        buffer.getvalue(), content_type="image/png", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
