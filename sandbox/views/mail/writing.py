"""Writing mail: compose, reply, forward, repeat, recall, drafts; reading marks and acknowledgements."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from college.core.errors import CollegeError
from sandbox.domain.geography import BUREAUS, name_bureau
from sandbox.domain.messages.attachments import list_attachable
from sandbox.domain.messages.clocks import DEFAULT_SETTINGS
from sandbox.domain.messages.drafts import discard_draft, save_draft
from sandbox.domain.messages.handling import BROADCAST_FROM
from sandbox.domain.messages.letters import SECRETARIAT_CODE, Message
from sandbox.domain.messages.sending import Extras, acknowledge_message, mark_read, send_message
from sandbox.domain.messages.templates import Filled, fill_template, list_templates
from sandbox.enums import Handling, Priority, Purpose, Tool
from sandbox.forms import KeyForm
from sandbox.models import MessageDraft
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run
from sandbox.views.mail.forms import LINKS, ConsentForm, MessageForm

AT_FIELDS = {
    "no_such_bureau": "to", "broadcast": "broadcast_reason", "officer_missing": "officer", "no_such_record": "records",
    "answer_missing": "answer", "third_party": "to", "no_such_attachment": "attachments",
}  # fmt: skip
# How a page is asked for: its parameter, and the field of the form that keeps it.
MODES = {"reply": "in_reply_to", "forward": "forwards", "repeat": "repeats", "recall": "recalls"}
TEMPLATES = {"repeats": "repeat", "recalls": "recall"}


def _read_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _find_link(opened: OpenedRun, data: QueryDict, names: dict[str, str]) -> tuple[str, Message | None]:
    """Which message the new one belongs to, and how. A message that is not there is 404."""
    for parameter, field in names.items():
        if data.get(parameter):
            message = opened.desk.get_message(_read_number(data.get(parameter)) or 0)
            if message is None:
                raise Http404
            return field, message
    return "", None


def _fill(opened: OpenedRun, key: str, linked: Message | None, record: str = "", other: str = "") -> Filled | None:
    cited = record or (linked.records[0] if linked and linked.records else "")
    values = {
        "case": opened.world.case_reference, "record": cited, "own": name_bureau(opened.definition.source.role.bureau),
        "theirs": linked.sender_reference or linked.case_reference if linked else "", "other": other,
        "subject": linked.subject.removeprefix("Re: ") if linked else "",
    }  # fmt: skip
    return fill_template(key, values)


def _begin(opened: OpenedRun, request: HttpRequest, field: str, linked: Message | None) -> dict[str, Any]:
    """The first values of a new message: from what is asked for in the address, a template, or the message that it belongs to."""
    initial: dict[str, Any] = {}
    record = request.GET.get("record", "")
    if record in opened.desk.opened_records:
        initial["records"] = [record]
        initial["attachments"] = []
    if request.GET.get("to") in {*BUREAUS, SECRETARIAT_CODE, *opened.world.parties}:
        initial["to"] = request.GET["to"]
    template = request.GET.get("template", "") or TEMPLATES.get(field, "")
    if linked is not None:
        initial |= {field: linked.sequence, "priority": linked.priority, "handling": linked.handling}
        initial["case_reference"] = (
            opened.world.case_reference if field in {"in_reply_to", "repeats"} else linked.case_reference
        )
        subject = linked.subject
        if field == "in_reply_to":
            initial |= {
                "to": linked.bureau,
                "purpose": Purpose.REPLY,
                "records": linked.records,
                "officer": linked.officer,
            }
            initial["subject"] = (subject if subject.startswith("Re: ") else f"Re: {subject}")[:100]
            if linked.is_confirmation_request:
                template = "confirmation_reply"
        elif field == "forwards":
            initial |= {"purpose": Purpose.INFORMATION, "subject": f"Fwd: {subject}"[:100]}
        else:
            initial |= {
                "to": linked.bureau,
                "also_to": linked.also_to,
                "records": linked.records,
                "officer": linked.officer,
            }
            initial["broadcast_reason"] = (
                _("They received the message.") if field == "recalls" and linked.also_to else ""
            )
    filled = _fill(opened, template, linked, record if "records" in initial else "")
    if filled is not None:
        initial |= {"subject": filled.subject, "body": filled.body, "purpose": filled.purpose}
        initial |= {"case_reference": opened.world.case_reference, "deadline": filled.deadline}
        initial |= {
            name: value for name, value in (("priority", filled.priority), ("handling", filled.handling)) if value
        }
    return initial


def _load_draft(opened: OpenedRun, text: str) -> MessageDraft | None:
    try:
        key = UUID(text)
    except ValueError:
        return None
    return MessageDraft.objects.filter(run=opened.run, key=key).first()


def _read_draft(draft: MessageDraft) -> dict[str, Any]:
    """A draft's values as a form takes them."""
    many = {"also_to", "records", "attachments"}
    return {name: texts if name in many else "".join(texts[:1]) for name, texts in draft.fields.items()} | {
        "key": draft.key
    }


def _make_form(opened: OpenedRun, request: HttpRequest) -> MessageForm:
    draft = _load_draft(opened, request.GET["draft"]) if request.method != "POST" and "draft" in request.GET else None
    if draft is not None:
        stored = QueryDict(mutable=True)
        for name in LINKS:
            stored.setlist(name, draft.fields.get(name, []))
        field, linked = _find_link(opened, stored, {name: name for name in LINKS})
    elif request.method == "POST":
        field, linked = _find_link(opened, request.POST, {name: name for name in LINKS})
    else:
        field, linked = _find_link(opened, request.GET, MODES)
    initial = _read_draft(draft) if draft is not None else {} if request.method == "POST" else _begin(opened, request, field, linked)  # fmt: skip
    records = {ref: f"{ref} ({record.get('owner_bureau', '')})" for ref, record in opened.desk.opened_records.items()}
    if linked is not None:
        records = {ref: ref for ref in linked.records} | records
    is_reply = (
        linked is not None
        and field in {"in_reply_to", "repeats", "recalls"}
        and (linked.is_incoming or field == "repeats")
    )
    form = MessageForm(
        request.POST if request.method == "POST" else None, initial=initial, own_bureau=opened.definition.source.role.bureau, records=records, parties=opened.world.parties,
        attachable=list_attachable(opened.desk, opened.events), reply_to=linked.bureau if linked and is_reply else "",
        asks_answer=field == "in_reply_to" and linked is not None and linked.is_incoming and linked.is_confirmation_request,
    )  # fmt: skip
    form.linked, form.mode = linked, field
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.MESSAGES)
def message_compose(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Write to other bureaus. `?record=` cites a record, `?to=` chooses a bureau, `?template=` fills the fields, `?reply=`,
    `?forward=`, `?repeat=` and `?recall=` name a message, `?draft=` a draft."""
    form = _make_form(opened, request)
    fields = {code: name for code, name in AT_FIELDS.items() if name in form.fields}
    if request.method == "POST":
        event = attempt(
            form, lambda: send_message(run=opened.run, key=form.cleaned_data["key"], **_without_key(form)), fields=fields
        )  # fmt: skip
        if event:
            messages.success(request, _("Your message is sent. An answer will stand in your messages."))
            return redirect("sandbox:message-list", run_id=opened.run.pk)
    return _render_compose(request, opened, form)


def _render_compose(request: HttpRequest, opened: OpenedRun, form: MessageForm) -> HttpResponse:
    context = {
        "own_bureau": name_bureau(opened.definition.source.role.bureau), "templates": list_templates(),
        "linked": form.linked, "mode": form.mode, "broadcast_from": BROADCAST_FROM,
        "mail": opened.definition.source.mail or DEFAULT_SETTINGS,
        "opens_more": _has_any(form, ("also_to", "broadcast_reason")),
        "opens_things": _has_any(form, ("attachments", "note_title", "note")),
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/message_compose.html", context, form=form)


def _without_key(form: MessageForm) -> dict[str, Any]:
    return {name: value for name, value in form.read_arguments().items() if name != "key"}


def _has_any(form: MessageForm, names: tuple[str, ...]) -> bool:
    return any(name in form.fields and (form[name].value() or form[name].errors) for name in names)


@require_POST
@with_run(Tool.MESSAGES)
def draft_save(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Keep what stands in the form. The page's script calls this while one writes; without it a button does."""
    is_script = request.headers.get("X-Autosave") == "1"
    key_form = KeyForm(request.POST)
    names = [name for name in MessageForm.base_fields if name != "key"]
    try:
        if not key_form.is_valid():
            raise CollegeError("key_missing", _("This form is incomplete. Load the page again and send it once more."))
        fields = {name: request.POST.getlist(name) for name in names if any(request.POST.getlist(name))}
        save_draft(run=opened.run, key=key_form.cleaned_data["key"], fields=fields)
    except CollegeError as error:
        if is_script:
            return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
        form = _make_form(opened, request)
        form.errors.clear()  # a draft need not be complete
        form.add_error(None, str(error))
        return _render_compose(request, opened, form)
    if is_script:
        return HttpResponse(status=204)
    messages.success(request, _("Your draft is kept."))
    return redirect("sandbox:message-drafts", run_id=opened.run.pk)


@require_POST
@with_run(Tool.MESSAGES)
def draft_discard(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Throw a draft away."""
    form = KeyForm(request.POST)
    if form.is_valid():
        discard_draft(run=opened.run, key=form.cleaned_data["key"])
        messages.success(request, _("The draft is gone."))
    return redirect("sandbox:message-drafts", run_id=opened.run.pk)


def _act(request: HttpRequest, opened: OpenedRun, sequence: int, action: Any, success: str = "") -> HttpResponse:
    """A button on a message: 404 where there is no such message, a sentence where it cannot be done."""
    if opened.desk.get_message(sequence) is None:
        raise Http404
    form = KeyForm(request.POST)
    if attempt(form, lambda: action(run=opened.run, sequence=sequence, key=form.cleaned_data["key"])) and success:
        messages.success(request, success)
    for error in form.non_field_errors():
        messages.error(request, str(error))
    return redirect("sandbox:message-detail", run_id=opened.run.pk, sequence=sequence)


@require_POST
@with_run(Tool.MESSAGES)
def message_read(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """Mark a message and its thread as read. The page's script does it for whoever reads."""
    response = _act(request, opened, sequence, mark_read)
    return HttpResponse(status=204) if request.headers.get("X-Autosave") == "1" else response


@require_POST
@with_run(Tool.MESSAGES)
def message_acknowledge(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """Tell the sender that the message has arrived."""
    return _act(request, opened, sequence, acknowledge_message, _("Acknowledged: the sender knows that you have it."))


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.MESSAGES)
def message_consent(request: HttpRequest, opened: OpenedRun, sequence: int) -> HttpResponse:
    """Ask a sender whether a message may go to a third bureau."""
    message = opened.desk.get_message(sequence)
    if message is None or not message.is_incoming or message.handling == Handling.OPEN:
        raise Http404
    own = opened.definition.source.role.bureau
    form = ConsentForm(request.POST or None, without=(own, message.bureau))
    if request.method == "POST" and attempt(form, lambda: _ask_consent(opened, message, form)):
        messages.success(request, _("Your request is sent. Do not forward the message before its sender agrees."))
        return redirect("sandbox:message-detail", run_id=opened.run.pk, sequence=sequence)
    context = {"message": message, "bureau": name_bureau(message.bureau)}
    return render_desk(request, opened, "sandbox/message_consent.html", context, form=form)


def _ask_consent(opened: OpenedRun, message: Message, form: ConsentForm) -> Any:
    data = form.cleaned_data
    filled = cast("Filled", _fill(opened, "consent", message, other=name_bureau(data["share_with"])))
    return send_message(
        run=opened.run, key=data["key"], to=message.bureau, subject=filled.subject, body=f"{filled.body}\n\n{data['reason']}",
        case_reference=opened.world.case_reference, priority=Priority.ROUTINE, handling=message.handling,
        purpose=Purpose.CONSENT_REQUEST, records=[],
        extras=Extras(
            in_reply_to=message.sequence, officer=message.officer or name_bureau(message.bureau),
            consent={"message": message.sequence, "to": data["share_with"]},
        ),
    )  # fmt: skip
