"""List screening: hand over a list, watch it being screened, read its lines, take it away."""

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sandbox.domain.lists.forms import LIST_CODES, ListForm
from sandbox.domain.lists.lines import list_page_of_lines
from sandbox.domain.lists.screening import take_list
from sandbox.domain.lists.wording import describe_line, list_steps, list_views
from sandbox.domain.lists.working import read_answers, take_file
from sandbox.enums import ListState, Tool
from sandbox.models import ScreeningList
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run

PAGE_SIZE = 50
# Where a list in work stands among its steps.
STEPS: dict[str, int] = {ListState.READING: 1, ListState.WAITING: 2, ListState.WRITING: 3}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _get_list(opened: OpenedRun, number: int) -> ScreeningList:
    """A list of this very run; anything else is 404."""
    found = ScreeningList.objects.filter(run=opened.run, number=number).first()
    if found is None:
        raise Http404
    return found


def _take(opened: OpenedRun, form: ListForm) -> ScreeningList:
    data = form.cleaned_data
    purpose = {name: data[name] for name in ("reason", "case_reference", "key")}
    if data["file"]:
        return take_file(run=opened.run, data=data["file"].read(), **purpose)
    return take_list(run=opened.run, read=form.read_pasted(), **purpose)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.LISTS)
def list_page(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Hand over a list, and see the earlier ones."""
    lists = list(ScreeningList.objects.filter(run=opened.run))
    last = {"reason": lists[0].reason, "case_reference": lists[0].case_reference} if lists else None
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm(initial=last)
    if request.method == "POST":
        field = form.list_field if form.is_valid() else "file"
        kept = attempt(form, lambda: _take(opened, form), fields=dict.fromkeys(LIST_CODES, field))
        if kept is not None:
            return redirect("sandbox:list-detail", run_id=opened.run.pk, number=kept.number)
    return render_desk(request, opened, "sandbox/list_page.html", {"lists": lists}, form=form)


@require_safe
@with_run(Tool.LISTS)
def list_detail(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """How far a list has come, and its lines: possible matches first, malformed lines, or all."""
    found = _get_list(opened, number)
    views = list_views(found, request.GET.get("show", ""))
    show = next(view["key"] for view in views if view["is_current"])
    lines = list_page_of_lines(found, show)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "found": found, "views": views, "show": show, "page": page, "lines": [describe_line(line) for line in page],
        "can_ask": opened.allows(Tool.DOCUMENTS), "steps": list_steps(), "step": STEPS.get(found.state, 0),
        "has_file": found.files.filter(is_answer=True).exists(),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/list_detail.html", context)


@require_safe
@with_run(Tool.LISTS)
def list_file(request: HttpRequest, opened: OpenedRun, number: int) -> Any:
    """The screened list as a workbook. One that is not done yet leads to its page."""
    content = read_answers(_get_list(opened, number))
    if content is None:
        return redirect("sandbox:list-detail", run_id=opened.run.pk, number=number)
    name = f"TRAINING-SYNTHETIC-NOT-POLICE-DATA-list-{number}.xlsx"
    return FileResponse(BytesIO(content), content_type=XLSX, as_attachment=True, filename=name)
