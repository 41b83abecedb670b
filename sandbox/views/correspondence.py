"""Messages between the trainee's bureau and the others."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sandbox.domain.actions import send_message
from sandbox.domain.geography import BUREAUS, name_bureau
from sandbox.enums import Handling, Priority, Purpose, Tool
from sandbox.forms import MessageForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run


@require_safe
@with_run(Tool.MESSAGES)
def message_list(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Everything sent and received, the latest first."""
    answered = {message.answers for message in opened.desk.received}
    rows = [
        {"message": m, "bureau": name_bureau(m.bureau), "is_waiting": not m.is_incoming and m.sequence not in answered}
        for m in opened.desk.messages[::-1]
    ]
    return render_desk(request, opened, "sandbox/message_list.html", {"rows": rows})


@require_safe
@with_run(Tool.MESSAGES)
def message_detail(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """One message."""
    message = opened.desk.get_message(sequence)
    if message is None:
        raise Http404
    context = {
        "message": message, "bureau": name_bureau(message.bureau), "purpose": Purpose(message.purpose).label,
        "priority": Priority(message.priority).label, "handling": Handling(message.handling).label,
        "reply": next((m for m in opened.desk.received if m.answers == sequence), None),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/message_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.MESSAGES)
def message_compose(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Write to another bureau. `?record=` cites a record, `?to=` chooses a bureau."""
    records = opened.desk.opened_records
    initial: dict[str, Any] = {}
    if (cited := request.GET.get("record", "")) in records:
        initial = {"records": [cited]}
    if request.GET.get("to") in BUREAUS:
        initial["to"] = request.GET["to"]
    own = opened.definition.source.role.bureau
    form = MessageForm(request.POST or None, initial=initial, own_bureau=own, records=records)
    if request.method == "POST" and attempt(
        form, lambda: send_message(run=opened.run, **{"records": [], **form.cleaned_data})
    ):
        messages.success(request, _("Your message is sent. An answer will stand in your messages."))
        return redirect("sandbox:message-list", run_id=opened.run.pk)
    return render_desk(request, opened, "sandbox/message_compose.html", {"own_bureau": name_bureau(own)}, form=form)
