"""The mail of a run: list, thread, attachments, drafts."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from college.core import clock
from sandbox.domain.geography import name_bureau
from sandbox.domain.messages.attachments import KINDS, list_rows
from sandbox.domain.messages.clocks import list_open_clocks
from sandbox.domain.messages.letters import list_thread
from sandbox.enums import Tool
from sandbox.forms import KeyForm
from sandbox.models import MessageDraft
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.mail.forms import SearchForm
from sandbox.views.mail.showing import describe_clock, list_actions, make_row, make_sheet, matches, show_chart

PAGE_SIZE = 40
BOXES = ("all", "received", "sent", "waiting")


def list_tabs(opened: OpenedRun, rows: list[dict[str, Any]], current: str, drafts: int) -> list[dict[str, Any]]:
    labels = {"all": _("All"), "received": _("Received"), "sent": _("Sent"), "waiting": _("Waiting")}
    counts = {"received": len(opened.desk.unread), "waiting": sum(row["is_waiting"] for row in rows)}
    tabs = [{"key": key, "label": labels[key], "count": counts.get(key), "is_current": key == current} for key in BOXES]
    return [*tabs, {"key": "drafts", "label": _("Drafts"), "count": drafts, "is_current": current == "drafts"}]


def _is_in(row: dict[str, Any], box: str) -> bool:
    is_incoming: bool = row["message"].is_incoming
    return {"received": is_incoming, "sent": not is_incoming, "waiting": bool(row["is_waiting"])}.get(box, True)


@require_safe
@with_run(Tool.MESSAGES)
def message_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Everything sent and received, the latest first. `?box=` narrows it, `?q=` searches it."""
    now, messages = clock.now(), opened.desk.messages
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    box = request.GET.get("box", "all")
    box = box if box in BOXES else "all"
    every = [make_row(messages, message, now=now) for message in messages[::-1]]
    rows = [row for row in every if _is_in(row, box) and matches(row["message"], words)]
    drafts = MessageDraft.objects.filter(run=opened.run).count()
    context = {
        "has_drafts": drafts > 0, "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")), "box": box, "words": words, "now": now,
        "tabs": list_tabs(opened, every, box, drafts),
        "clocks": [describe_clock(c, now=now) for c in list_open_clocks(messages, now=now) if c.is_ours], "search": form,
        "is_empty": not messages,
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/message_list.html", context, form=form if form.errors else None)


@require_safe
@with_run(Tool.MESSAGES)
def draft_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """What was begun and not sent."""
    drafts = list(MessageDraft.objects.filter(run=opened.run))
    every = [make_row(opened.desk.messages, m, now=clock.now()) for m in opened.desk.messages]
    rows = [
        {
            "draft": draft, "subject": next(iter(draft.fields.get("subject", [])), ""),
            "bureau": name_bureau(next(iter(draft.fields.get("to", [])), "")),
            "excerpt": " ".join(next(iter(draft.fields.get("body", [])), "").split())[:110],
        }
        for draft in drafts
    ]  # fmt: skip
    context = {"rows": rows, "tabs": list_tabs(opened, every, "drafts", len(drafts)), "box": "drafts"}
    return render_desk(request, opened, "sandbox/message_drafts.html", context)


@require_safe
@with_run(Tool.MESSAGES)
def message_detail(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """One message with its thread, the earliest first."""
    messages = opened.desk.messages
    message = opened.desk.get_message(sequence)
    if message is None:
        raise Http404
    now = clock.now()
    thread = list_thread(messages, message)
    sheets = [make_sheet(messages, m, now=now, run_id=opened.run.pk, is_opened=m.sequence == sequence) for m in thread]
    context = {
        "message": message, "bureau": name_bureau(message.bureau), "now": now, "sheets": sheets,
        "has_charts": any(thing["chart"] for sheet in sheets for thing in sheet["attachments"]),
        "actions": list_actions(messages, message, now=now), "key_form": KeyForm(), "read_form": KeyForm(),
        "last": thread[-1].sequence, "has_unread": any(not m.is_read for m in thread),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/message_detail.html", context)


@require_safe
@with_run(Tool.MESSAGES)
def attachment_detail(request: HttpRequest, opened: OpenedRun, sequence: int, position: int) -> HttpResponse:
    """One attachment as a sheet, marked as training."""
    message = opened.desk.get_message(sequence)
    if message is None or not 1 <= position <= len(message.attachments):
        raise Http404
    attachment = message.attachments[position - 1]
    context = {
        "message": message, "attachment": attachment, "label": KINDS[attachment["kind"]], "rows": list_rows(attachment),
        "direction": "rtl" if attachment.get("language") == "ar" else "auto", "chart": show_chart(attachment, "chart"),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/message_attachment.html", context)
