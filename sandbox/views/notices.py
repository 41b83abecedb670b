from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sandbox.domain.desk import Notice
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notices import NoticeIncompleteError, answer_reviewer, save_draft, submit_notice, validate_notice
from sandbox.enums import NoticeState, Tool
from sandbox.forms import AnswerForm, KeyForm, NoticeForm
from sandbox.notice_sheets import describe_life
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run


def get_notice(opened: OpenedRun, number: int) -> Notice:
    """The notice of this number; 404 where there is none."""
    notice = opened.desk.notices.get(number)
    if notice is None:
        raise Http404
    return notice


@require_safe
@with_run(Tool.NOTICES)
def notice_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The run's notices, and the types that may be drafted."""
    settings = opened.definition.source.notices
    types = [NOTICE_TYPES[key] for key in settings.types] if settings else []
    rows = [{"notice": n, "type": NOTICE_TYPES[n.type_key]} for n in opened.desk.notices.values()]
    return render_desk(request, opened, "sandbox/notice_list.html", {"types": types, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_edit(request: HttpRequest, opened: OpenedRun, type_key: str = "", number: int | None = None) -> HttpResponse:
    """Draft a notice, or change one that may be changed. An incomplete draft is saved as it is."""
    notice = get_notice(opened, number) if number else None
    settings = opened.definition.source.notices
    key = notice.type_key if notice else type_key
    if settings is None or key not in settings.types:
        raise Http404
    if notice and not notice.can_edit:
        return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=notice.number)
    form = NoticeForm(request.POST or None, notice_type=NOTICE_TYPES[key], initial=notice.fields if notice else {})
    if request.method == "POST":
        event = attempt(
            form,
            lambda: save_draft(
                run=opened.run, type_key=key, fields=form.read_fields(), number=number, key=form.cleaned_data["key"]
            ),
        )
        if event is not None:
            messages.success(request, _("The notice is saved. Check it against the rules before you submit it."))
            return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=event.payload["notice"])
    return render_desk(
        request, opened, "sandbox/notice_edit.html", {"notice": notice, "notice_type": NOTICE_TYPES[key]}, form=form
    )


def _render_notice(
    request: HttpRequest, opened: OpenedRun, notice: Notice, *, form: AnswerForm | None = None,
    problems: list[dict[str, str]] | None = None,
) -> HttpResponse:  # fmt: skip
    """The notice's page; with `problems`, those for which it was just not handed in (422)."""
    notice_type = NOTICE_TYPES[notice.type_key]
    rows = [{"term": spec.label, "value": spec.show(notice.fields.get(spec.key, ""))} for spec in notice_type.fields]
    shown = problems if problems is not None else notice.problems if notice.can_edit else None
    labelled = [{**p, "label": notice_type.get_field(p["field"]).label} for p in shown or []]
    context = {
        "notice": notice, "notice_type": notice_type, "rows": rows, "problems": labelled,
        "is_checked": notice.problems is not None, "was_refused_by_rules": problems is not None,
        **describe_life(opened, notice), "key_form": KeyForm(auto_id=False), "submit_form": KeyForm(auto_id=False),
    }  # fmt: skip
    response = render_desk(request, opened, "sandbox/notice_detail.html", context, form=form)
    if problems is not None:
        response.status_code = 422
    return response


@require_safe
@with_run(Tool.NOTICES)
def notice_detail(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """A notice: where it stands, what it says, what to do next."""
    notice = get_notice(opened, number)
    form = AnswerForm() if notice.state == NoticeState.INFO_REQUESTED else None
    return _render_notice(request, opened, notice, form=form)


@require_POST
@with_run(Tool.NOTICES)
def notice_validate(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Check a notice against its type's rules."""
    get_notice(opened, number)
    form = KeyForm(request.POST)
    key = form.cleaned_data["key"] if form.is_valid() else None
    validate_notice(run=opened.run, number=number, key=key)
    return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=number)


@require_POST
@with_run(Tool.NOTICES)
def notice_submit(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Hand a draft in."""
    notice = get_notice(opened, number)
    form = KeyForm(request.POST)
    try:
        submit_notice(run=opened.run, number=number, key=form.cleaned_data["key"] if form.is_valid() else None)
    except NoticeIncompleteError as error:
        return _render_notice(request, opened, notice, problems=error.problems)
    messages.success(
        request, _("The notice is with the Secretariat. The reviewer's answer will stand here in a moment.")
    )
    return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=number)


@require_POST
@with_run(Tool.NOTICES)
def notice_answer(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Answer the reviewer and hand the notice back."""
    notice = get_notice(opened, number)
    form = AnswerForm(request.POST)
    try:
        done = attempt(form, lambda: _answer(opened, number, form))
    except NoticeIncompleteError as error:
        return _render_notice(request, opened, notice, form=form, problems=error.problems)
    if done is None:
        return _render_notice(request, opened, notice, form=form)
    messages.success(request, _("Your answer is with the reviewer."))
    return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=number)


def _answer(opened: OpenedRun, number: int, form: AnswerForm) -> object:
    return answer_reviewer(
        run=opened.run, number=number, answer=form.cleaned_data["answer"], key=form.cleaned_data["key"]
    )
