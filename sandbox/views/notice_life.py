"""A notice after publication, and diffusions: one page for each thing that its bureau may do, declared in one table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
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
Words = str | Promise
MakeForm = Callable[[Any, OpenedRun, Notice], Form]


def _make_reason(data: Any, _opened: OpenedRun, _notice: Notice) -> ReasonForm:
    return ReasonForm(data)


def _make_addendum(data: Any, _opened: OpenedRun, _notice: Notice) -> AddendumForm:
    return AddendumForm(data)


def _make_update(data: Any, _opened: OpenedRun, notice: Notice) -> UpdateForm:
    return UpdateForm(data, notice_type=NOTICE_TYPES[notice.type_key], initial=notice.fields)


def _make_diffusion(data: Any, opened: OpenedRun, _notice: Notice) -> DiffusionForm:
    return DiffusionForm(data, own_bureau=opened.definition.source.role.bureau)


def _read_plain(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "key"}


def _read_update(form: Any) -> dict[str, Any]:
    return {"fields": form.read_fields(), "reason": form.cleaned_data["reason"]}


def _show_problems(opened: OpenedRun, notice: Notice, form: Form) -> dict[str, Any]:
    return {"problems": [] if form.is_bound else find_diffusion_problems(notice, today=opened.world.today)}


def _show_bureaus(_opened: OpenedRun, notice: Notice, _form: Form) -> dict[str, Any]:
    return {"bureaus": [name_bureau(code) for code in notice.recipients]}


def _show_nothing(_opened: OpenedRun, _notice: Notice, _form: Form) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Deed:
    """One page: its title, what it means, the word on its button, what is said when it is done, its form and who does it."""

    title: Words
    lead: Words
    submit: Words
    said: Words
    do: Callable[..., Any]
    make: MakeForm = _make_reason
    read: Callable[[Any], dict[str, Any]] = _read_plain
    show: Callable[[OpenedRun, Notice, Form], dict[str, Any]] = _show_nothing


DEEDS: dict[str, Deed] = {
    "update": Deed(gettext_lazy("Update the notice"),
        gettext_lazy("Every bureau sees the new version at once. The rules are asked again; the old version stays in the log."),
        gettext_lazy("Publish the update"), gettext_lazy("The notice is updated. Every bureau sees the new version."),
        update_notice, _make_update, _read_update),
    "addendum": Deed(gettext_lazy("Publish an addendum"),
        gettext_lazy("An addendum stands beside the notice and changes nothing in it. A refused extradition is told in this way: the notice goes on."),
        gettext_lazy("Publish the addendum"), gettext_lazy("The addendum stands beside the notice."),
        add_addendum, _make_addendum),
    "withdraw": Deed(gettext_lazy("Withdraw the notice"),
        gettext_lazy("Withdraw a notice as soon as its reason is gone: an arrest on a notice that nobody wants any more harms a person. It does not come back."),
        gettext_lazy("Withdraw the notice"), gettext_lazy("The notice is withdrawn. No bureau finds it any more."),
        withdraw_notice),
    "renew": Deed(gettext_lazy("Renew the notice"),
        gettext_lazy("Data are kept as long as they are needed, and no longer. Look into the case first: is it still open, is the warrant still valid?"),
        gettext_lazy("Renew the notice"), gettext_lazy("The notice is renewed."),
        renew_notice),
    "diffuse": Deed(gettext_lazy("Send as a diffusion instead"),
        gettext_lazy("A diffusion goes straight to the bureaus that you choose. Nobody reviews it first: the constitution binds you as it binds a notice, and you answer for it."),
        gettext_lazy("Send the diffusion"), gettext_lazy("The diffusion is out. The bureaus that you chose have it."),
        send_diffusion, _make_diffusion, show=_show_problems),
    "recall": Deed(gettext_lazy("Recall the diffusion"),
        gettext_lazy("Each bureau that had it gets a message and must delete it with every copy. The log keeps that it was sent."),
        gettext_lazy("Recall the diffusion"), gettext_lazy("Every bureau that had it is told. Watch your messages for their answers."),
        recall_diffusion, show=_show_bureaus),
}  # fmt: skip


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


def _make_view(name: str, deed: Deed) -> Callable[..., HttpResponse]:
    """The page of one deed. When it may not be done now, that becomes a message (Conflict)."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @with_run(Tool.NOTICES)
    def view(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
        notice = get_notice(opened, number)
        if request.method != "POST":  # a form that was sent twice finds its own event where it is done
            require_deed(notice, name, today=opened.world.today)
        form = deed.make(request.POST or None, opened, notice)
        if request.method == "POST" and _act(
            form,
            lambda: deed.do(run=opened.run, number=number, key=form.cleaned_data["key"], **deed.read(form)),
        ):
            messages.success(request, str(deed.said))
            return redirect("sandbox:notice-detail", run_id=opened.run.pk, number=number)
        context = {
            "notice": notice, "notice_type": NOTICE_TYPES[notice.type_key], "title": deed.title, "lead": deed.lead,
            "submit": deed.submit, **deed.show(opened, notice, form),
        }  # fmt: skip
        return render_desk(request, opened, "sandbox/notice_deed.html", context, form=form)

    return view


deed_views = {name: _make_view(name, deed) for name, deed in DEEDS.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_extract(request: HttpRequest, opened: OpenedRun, number: int) -> HttpResponse:
    """What the public may see of a notice, made for paper too; and the bureau's consent to it, where the type asks for one."""
    notice = get_notice(opened, number)
    require_deed(notice, "extract", today=opened.world.today)
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
