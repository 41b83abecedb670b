"""A notice after publication, and diffusions: one page for each thing that its bureau may do."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sandbox.domain.desk import Notice
from sandbox.domain.diffusions import find_diffusion_problems, recall_diffusion, send_diffusion
from sandbox.domain.geography import name_bureau
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_extracts import EXTRACTS, Showing, list_shown
from sandbox.domain.notice_life import (
    add_addendum,
    decide_extract,
    renew_notice,
    require_deed,
    update_notice,
    withdraw_notice,
)
from sandbox.domain.notices import NoticeIncompleteError
from sandbox.enums import Tool
from sandbox.notice_life_forms import AddendumForm, DiffusionForm, ExtractForm, ReasonForm, UpdateForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.notices import get_notice

AT_FIELDS = {"reason_missing": "reason", "no_such_bureau": "to", "all_bureaus": "to", "no_such_ground": "ground"}


def _open_deed(request: HttpRequest, opened: OpenedRun, number: int, deed: str) -> Notice:
    """The notice, when this may be done with it now; else Conflict, which becomes a message.

    What is sent is judged where it is done: a form that was sent twice finds its own event there.
    """
    notice = get_notice(opened, number)
    if request.method != "POST" or deed == "extract":
        require_deed(notice, deed, today=opened.world.today)
    return notice


def _act(form: Form, action: Callable[[], Any]) -> bool:
    """Whether it was done. Rules that are not met stand at their fields, where the form has them."""
    try:
        return attempt(form, action, fields=AT_FIELDS) is not None
    except NoticeIncompleteError as error:
        for problem in error.problems:
            rule = f" ({problem['rule']})" if problem["rule"] else ""
            field = problem["field"] if problem["field"] in form.fields else None
            form.add_error(field, f"{problem['message']}{rule}")
        return False


def _leave(request: HttpRequest, opened: OpenedRun, notice: Notice, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=notice.number)


def _show(request: HttpRequest, opened: OpenedRun, notice: Notice, form: Form, **words: Any) -> HttpResponse:
    """The page of one deed: its title, what it means, its form and the word on its button."""
    context = {"notice": notice, "notice_type": NOTICE_TYPES[notice.type_key], **words}
    return render_desk(request, opened, "sandbox/notice_deed.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_update(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Change what a published notice says."""
    notice = _open_deed(request, opened, number, "update")
    form = UpdateForm(request.POST or None, notice_type=NOTICE_TYPES[notice.type_key], initial=notice.fields)
    if request.method == "POST" and _act(form, lambda: update_notice(
        run=opened.run, number=number, fields=form.read_fields(), reason=form.cleaned_data["reason"],
        key=form.cleaned_data["key"],
    )):  # fmt: skip
        return _leave(request, opened, notice, _("The notice is updated. Every bureau sees the new version."))
    return _show(request, opened, notice, form, title=_("Update the notice"), submit=_("Publish the update"),
        lead=_("Every bureau sees the new version at once. The rules are asked again; the old version stays in the log."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_addendum(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Publish an addendum."""
    notice = _open_deed(request, opened, number, "addendum")
    form = AddendumForm(request.POST or None)
    if request.method == "POST" and _act(form, lambda: add_addendum(
        run=opened.run, number=number, text=form.cleaned_data["text"], key=form.cleaned_data["key"]
    )):  # fmt: skip
        return _leave(request, opened, notice, _("The addendum stands beside the notice."))
    return _show(request, opened, notice, form, title=_("Publish an addendum"), submit=_("Publish the addendum"),
        lead=_("An addendum stands beside the notice and changes nothing in it. A refused extradition is told in this way: the notice goes on."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_withdraw(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Take a notice back."""
    notice = _open_deed(request, opened, number, "withdraw")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and _act(form, lambda: withdraw_notice(
        run=opened.run, number=number, reason=form.cleaned_data["reason"], key=form.cleaned_data["key"]
    )):  # fmt: skip
        return _leave(request, opened, notice, _("The notice is withdrawn. No bureau finds it any more."))
    return _show(request, opened, notice, form, title=_("Withdraw the notice"), submit=_("Withdraw the notice"),
        lead=_("Withdraw a notice as soon as its reason is gone: an arrest on a notice that nobody wants any more harms a person. It does not come back."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_renew(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Keep a notice for another term."""
    notice = _open_deed(request, opened, number, "renew")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and _act(form, lambda: renew_notice(
        run=opened.run, number=number, reason=form.cleaned_data["reason"], key=form.cleaned_data["key"]
    )):  # fmt: skip
        return _leave(request, opened, notice, _("The notice is renewed."))
    return _show(request, opened, notice, form, title=_("Renew the notice"), submit=_("Renew the notice"),
        lead=_("Data are kept as long as they are needed, and no longer. Look into the case first: is it still open, is the warrant still valid?"))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_diffuse(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Send a draft straight to chosen bureaus."""
    notice = _open_deed(request, opened, number, "diffuse")
    own = opened.definition.source.role.bureau
    form = DiffusionForm(request.POST or None, own_bureau=own)
    if request.method == "POST" and _act(form, lambda: send_diffusion(
        run=opened.run, number=number, to=form.cleaned_data["to"], ground=form.cleaned_data["ground"],
        reason=form.cleaned_data["reason"], key=form.cleaned_data["key"],
    )):  # fmt: skip
        return _leave(request, opened, notice, _("The diffusion is out. The bureaus that you chose have it."))
    problems = [] if form.is_bound else find_diffusion_problems(notice, today=opened.world.today)
    return _show(request, opened, notice, form, title=_("Send as a diffusion instead"), submit=_("Send the diffusion"), problems=problems,
        lead=_("A diffusion goes straight to the bureaus that you choose. Nobody reviews it first: the constitution binds you as it binds a notice, and you answer for it."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_recall(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """Recall a diffusion from all who had it."""
    notice = _open_deed(request, opened, number, "recall")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and _act(form, lambda: recall_diffusion(
        run=opened.run, number=number, reason=form.cleaned_data["reason"], key=form.cleaned_data["key"]
    )):  # fmt: skip
        return _leave(
            request, opened, notice, _("Every bureau that had it is told. Watch your messages for their answers.")
        )
    bureaus = [name_bureau(code) for code in notice.recipients]
    return _show(request, opened, notice, form, title=_("Recall the diffusion"), submit=_("Recall the diffusion"), bureaus=bureaus,
        lead=_("Each bureau that had it gets a message and must delete it with every copy. The log keeps that it was sent."))  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_extract(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """What the public may see of a notice, made for paper too; and the bureau's consent to it, where the type asks for one."""
    notice = _open_deed(request, opened, number, "extract")
    is_asked = EXTRACTS[notice.type_key].showing == Showing.AGREED
    form = ExtractForm(request.POST or None) if is_asked else None
    agreed = not notice.is_extract_agreed
    if request.method == "POST" and form and _act(form, lambda: decide_extract(
        run=opened.run, number=number, is_agreed=agreed, reason=form.cleaned_data["reason"],
        key=form.cleaned_data["key"],
    )):  # fmt: skip
        messages.success(request, _("Your decision stands in the notice's life."))
        return redirect("sandbox:notice-extract", run_id=opened.run.pk, number=number)
    context = {
        "notice": notice, "notice_type": NOTICE_TYPES[notice.type_key], "is_asked": is_asked,
        "is_shown": notice.is_extract_agreed or not is_asked,
        "rows": [{"term": term, "value": value} for term, value in list_shown(notice.type_key, notice.fields)],
        "requester": name_bureau(opened.definition.source.role.bureau),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/notice_extract.html", context, form=form)
