"""The gallery of published notices: cards with filters, one notice as a sheet, its picture and its PDF."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from sandbox.domain.art.pictures import draw_record
from sandbox.domain.art.plates.canvas import to_svg
from sandbox.domain.gallery.filtering import Choice, choose_notices, count_types
from sandbox.domain.gallery.network import find_work, list_network_notices, list_work_notices
from sandbox.domain.gallery.published import SHOWN_STATES, PublishedNotice, Standing, read_own
from sandbox.domain.gallery.sheet_pdf import draw_sheet
from sandbox.domain.geography import name_country
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.enums import Tool
from sandbox.models import ArtworkRecord
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.art.register import answer_svg
from sandbox.views.gallery.forms import GalleryForm

A_PAGE = 24
_TONES = {Standing.ENDS_SOON: "attention", Standing.SUSPENDED: "attention", Standing.ENDED: "neutral"}


def list_notices(opened: OpenedRun) -> list[PublishedNotice]:
    """The run's own published notices, then those of its base world. No other run's are among them."""
    bureau, today = opened.definition.source.role.bureau, opened.world.today
    own = [
        read_own(n, bureau=bureau, today=today)
        for n in opened.desk.notices.values()
        if n.state in SHOWN_STATES and n.reference
    ]
    taken = {notice.reference for notice in own}
    network = list_network_notices(run=opened.run, bureau=bureau, today=today)
    return own + [notice for notice in network if notice.reference not in taken]


def _find(opened: OpenedRun, reference: str) -> PublishedNotice:
    notice = next((n for n in list_notices(opened) if n.reference == reference), None)
    if notice is None:
        raise Http404
    return notice


def describe(notice: PublishedNotice, opened: OpenedRun) -> dict[str, Any]:
    """What a card and a sheet show of a notice beside its fields."""
    standing = notice.find_standing(opened.world.today)
    return {
        "notice": notice, "type": notice.kind, "subject": notice.subject.label, "standing": standing.label,
        "tone": _TONES.get(standing, "done"), "countries": [{"code": code, "name": name_country(code)} for code in notice.countries],
        "is_right_to_left": notice.language == "ar",
        "variant": notice.variant,
    }  # fmt: skip


def _list_types(request: HttpRequest, counts: Mapping[str, int], choice: Choice) -> list[dict[str, Any]]:
    """Each type that the other filters leave, how often, and the address that narrows to it (or, of the chosen one, widens again)."""
    rows = []
    for key, kind in NOTICE_TYPES.items():
        if not counts.get(key) and key != choice.type_key:
            continue
        query = request.GET.copy()
        query.pop("page", None)
        query.pop("type_key", None)
        if key != choice.type_key:
            query["type_key"] = key
        rows.append({
            "key": key, "label": kind.label, "count": counts.get(key, 0), "is_chosen": key == choice.type_key,
            "query": query.urlencode(),
        })  # fmt: skip
    return rows


@require_safe
@with_run(Tool.NOTICES)
def gallery(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Cards of the notices that the filters leave."""
    form = GalleryForm(request.GET)
    choice, today = form.read_choice(), opened.world.today
    notices = list_notices(opened)
    found = choose_notices(notices, choice, today=today) if form.is_valid() else []
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page_obj": page, "cards": [describe(notice, opened) for notice in page], "total": len(found), "query": query.urlencode(),
        "types": _list_types(request, count_types(notices, choice, today=today), choice),
        "narrowed": sum(bool(request.GET.get(key)) for key in form.fields if key not in {"words", "order"}),
        "is_filtered": any(value for key, value in request.GET.items() if key not in {"page", "order"}), "has_any": bool(notices),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/gallery/gallery.html", context, form=form)


@require_safe
@with_run(Tool.NOTICES)
def sheet(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """One notice, made for the screen and for paper."""
    notice = _find(opened, reference)
    rows = [{"term": label, "value": value, "is_long": _is_long(str(value))} for label, value in notice.list_rows()]
    card = describe(notice, opened)
    context = {**card, "card": card, "rows": rows}
    return render_desk(request, opened, "sandbox/gallery/sheet.html", context)


def _is_long(value: str) -> bool:
    """It needs the whole width of the sheet, and reads from its own side."""
    return len(value) > 48 or "\n" in value


def _get_work(opened: OpenedRun, notice: PublishedNotice) -> ArtworkRecord | None:
    return find_work(run=opened.run, bureau=opened.definition.source.role.bureau, notice=notice)


@require_safe
@with_run(Tool.NOTICES)
def picture(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """The drawn picture of the work that a notice seeks."""
    bureau, today = opened.definition.source.role.bureau, opened.world.today
    shown = list_work_notices(run=opened.run, bureau=bureau, today=today)
    notice = next((n for n in shown if n.reference == reference), None)
    work = _get_work(opened, notice) if notice else None
    if work is None:
        raise Http404
    return answer_svg(to_svg(draw_record(work)))


@require_safe
@with_run(Tool.NOTICES)
def sheet_file(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """One notice as a PDF, in its own language."""
    notice = _find(opened, reference)
    content = draw_sheet(notice, work=_get_work(opened, notice), today=opened.world.today)
    name = f"TRAINING-SYNTHETIC-notice-{notice.reference}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def address_gallery(opened: OpenedRun, **choice: str) -> str:
    """The gallery with these filters."""
    pairs = "&".join(f"{name}={value}" for name, value in choice.items() if value)
    return f"{reverse('sandbox:notice-gallery', kwargs={'run_id': opened.run.pk})}?{pairs}"
