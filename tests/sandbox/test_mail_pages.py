"""The mail desk's pages and the rules that they meet: handling codes, consent, drafts, attachments, reading marks."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError
from sandbox.domain.messages.drafts import MAX_DRAFTS, save_draft
from sandbox.domain.messages.sending import Extras, acknowledge_message, mark_read, send_message
from sandbox.domain.writing import write_run
from sandbox.enums import EventKind
from sandbox.models import MessageDraft, Run
from sandbox.narration import narrate_events
from sandbox.queries import load_run, load_run_for_reviewer
from tests.sandbox.conftest import START

LETTER = {
    "to": "QME", "subject": "A question", "case_reference": "TR-PR-1", "priority": "routine", "handling": "restricted",
    "purpose": "information_request", "body": "What do your files hold?",
}  # fmt: skip


@pytest.fixture(autouse=True)
def stopped_clock():
    with clock.travel(to=START):
        yield


@pytest.fixture
def desk(client, ada, begin) -> Run:
    client.force_login(ada)
    return begin(ada, "practice-desk")


def url(name, run, **kwargs):
    return reverse(f"sandbox:{name}", kwargs={"run_id": run.pk, **kwargs})


def form(**changes):
    return LETTER | {"key": str(uuid.uuid4())} | changes


def send(run, **changes):
    extras = Extras(**changes.pop("extras", {}))
    return send_message(run=run, **(LETTER | {"records": []} | changes), extras=extras)


def receive(run, **changes) -> int:
    """A message from abroad, as the world delivers it."""
    payload = LETTER | {"from": "QMH", "purpose": "information", "records": []} | changes
    with write_run(run=run) as writer:
        return writer.append(EventKind.MESSAGE_RECEIVED, payload).sequence


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"handling": "confidential"}, "officer_missing"),
        ({"extras": {"also_to": ("QMF", "QMG", "QMH")}}, "broadcast"),
        ({"extras": {"also_to": ("QMA",)}}, "no_such_bureau"),
        ({"extras": {"attachments": ("record:TD-9",)}}, "no_such_attachment"),
        ({"extras": {"in_reply_to": 99}}, "no_such_message"),
        ({"extras": {"note": "Call +41 79 555 55 55"}}, "real_data"),
    ],
)
def test_what_may_not_be_sent_is_refused(changes, code, desk):
    with pytest.raises(CollegeError) as error:
        send(desk, **changes)
    assert error.value.code == code
    assert desk.events.count() == 1


def test_the_payload_holds_what_checks_need(desk):
    event = send(desk, handling="confidential", extras={"officer": "Head of desk", "deadline_minutes": 60})
    payload = event.payload
    assert (payload["to"], payload["priority"], payload["handling"], payload["purpose"]) == (
        "QME", "routine", "confidential", "information_request",
    )  # fmt: skip
    assert payload["refs"] == ["TR-PR-1"]
    assert payload["deadline_at"] == (START + timedelta(hours=1)).isoformat()
    assert (payload["thread"], payload["request_number"], payload["officer"]) == (event.sequence, 0, "Head of desk")


def test_what_is_restricted_goes_to_a_third_bureau_with_consent_alone(client, desk):
    sequence = receive(desk, handling="restricted")
    data = form(to="QMI", purpose="information", forwards=sequence, body="Please see the message attached.")
    response = client.post(url("message-compose", desk), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "without the sender’s consent" in text
    client.post(
        url("message-consent", desk, sequence=sequence),
        {"share_with": "QMI", "reason": "They hold the goods.", "key": str(uuid.uuid4())},
    )
    request = desk.events.get(kind="message_sent")
    assert request.payload["consent"] == {"message": sequence, "to": "QMI"}
    receive(desk, consent={"message": sequence, "to": "QMI", "given": True}, caused_by=request.sequence)
    assert client.post(url("message-compose", desk), data | {"to": "QMJ"}).status_code == 422
    assert client.post(url("message-compose", desk), data).status_code == 302
    sent = desk.events.filter(kind="message_sent").last()
    assert sent.payload["attachments"][0]["text"] == LETTER["body"]


def test_back_to_its_sender_and_what_is_open_needs_no_consent(desk):
    send(desk, to="QMH", purpose="information", extras={"forwards": receive(desk, handling="restricted")})
    send(desk, to="QMI", purpose="information", extras={"forwards": receive(desk, handling="open")})
    assert desk.events.filter(kind="message_sent").count() == 2


def test_a_reply_goes_to_the_writer_alone(desk):
    with pytest.raises(CollegeError) as error:
        send(desk, purpose="reply", extras={"in_reply_to": receive(desk)})
    assert error.value.code == "reply_elsewhere"


def test_a_request_for_confirmation_is_answered_by_an_answer(client, desk):
    with clock.travel(to=START + timedelta(minutes=3)):
        text = client.get(url("message-list", desk)).content.decode()
        assert "Waiting for your answer" in text
        request = desk.events.get(kind="message_received")
        page = client.get(url("message-compose", desk) + f"?reply={request.sequence}").content.decode()
        assert "What your bureau answers" in page
        data = form(
            to=request.payload["from"], purpose="reply", in_reply_to=request.sequence, body="We checked our own file.",
            records=request.payload["records"],
        )  # fmt: skip
        refused = client.post(url("message-compose", desk), data)
        assert (refused.status_code, "Say whether your bureau confirms" in refused.content.decode()) == (422, True)
        late = client.post(url("message-compose", desk), data | {"answer": "later"})
        assert late.status_code == 422
        assert client.post(url("message-compose", desk), data | {"answer": "confirmed"}).status_code == 302
        assert "Waiting for your answer" not in client.get(url("message-list", desk)).content.decode()


def test_no_second_request_before_the_time_has_passed(desk):
    sent = send(desk, purpose="hit_confirmation", records=[])
    with pytest.raises(CollegeError) as error:
        send(desk, purpose="hit_confirmation", extras={"repeats": sent.sequence})
    assert error.value.code == "too_early"


def test_reading_and_acknowledging_are_logged_once(client, desk):
    sequence = receive(desk)
    assert "letter--unread" in client.get(url("message-list", desk)).content.decode()
    for _turn in range(2):
        client.post(url("message-read", desk, sequence=sequence), {"key": str(uuid.uuid4())})
        client.post(url("message-acknowledge", desk, sequence=sequence), {"key": str(uuid.uuid4())})
    kinds = list(desk.events.values_list("kind", flat=True))
    assert kinds[-2:] == ["message_read", "message_acknowledged"]
    assert len(kinds) == 4
    assert "letter--unread" not in client.get(url("message-list", desk)).content.decode()
    text = client.get(url("run-log", desk)).content.decode()
    assert "was acknowledged" in text
    own = send(desk)
    assert mark_read(run=desk, sequence=own.sequence) is None
    with pytest.raises(CollegeError):
        acknowledge_message(run=desk, sequence=own.sequence)


def test_a_foreign_letter_has_its_language_direction_and_gist(client, desk):
    sequence = receive(desk, body="شكرا لكم <b>", language="ar", gist="thanks")
    text = client.get(url("message-detail", desk, sequence=sequence)).content.decode()
    assert '<div class="mail-sheet__text" lang="ar" dir="rtl"><p>شكرا لكم &lt;b&gt;</p>' in text
    assert "Written in Arabic" in text
    assert "They thank you for your answer" in text


def test_drafts_last_until_the_message_is_sent(client, desk):
    data = form(subject="Half a thought")
    saved = client.post(url("message-draft-save", desk), data, headers={"X-Autosave": "1"})
    assert saved.status_code == 204
    client.post(url("message-draft-save", desk), data | {"subject": "A whole thought", "also_to": ["QMF"]})
    draft = MessageDraft.objects.get()
    assert "A whole thought" in client.get(url("message-drafts", desk)).content.decode()
    page = client.get(url("message-compose", desk) + f"?draft={draft.key}").content.decode()
    assert f'value="{data["key"]}"' in page
    assert re.search(r'value="QMF"[^>]*checked', page)
    assert client.post(url("message-compose", desk), data).status_code == 302
    assert MessageDraft.objects.count() == 0
    client.post(url("message-draft-save", desk), data)  # a save that comes late
    assert MessageDraft.objects.count() == 0
    assert desk.events.filter(kind="message_sent").count() == 1


def test_drafts_are_bounded_and_refused_in_a_sentence(client, desk):
    response = client.post(url("message-draft-save", desk), form(body="x" * 20_000, note="y\x00"))
    assert (response.status_code, "longer than any message" in response.content.decode()) == (422, True)
    for _turn in range(MAX_DRAFTS):
        save_draft(run=desk, key=uuid.uuid4(), fields={"subject": ["a\x00b"]})
    with pytest.raises(CollegeError, match="twenty drafts"):
        save_draft(run=desk, key=uuid.uuid4(), fields={})


def test_another_run_has_none_of_ones_drafts(client, ulla, desk, begin):
    key = uuid.uuid4()
    save_draft(run=desk, key=key, fields={"subject": ["Mine alone"]})
    other = begin(ulla, "passport-control")
    client.force_login(ulla)
    for address in (url("message-drafts", other), url("message-compose", other) + f"?draft={key}"):
        assert "Mine alone" not in client.get(address).content.decode()
    client.post(url("message-draft-discard", other), {"key": key})
    assert MessageDraft.objects.count() == 1


def test_a_draft_of_a_reply_stays_a_reply(client, desk):
    sequence = receive(desk)
    data = form(to="QMH", purpose="reply", in_reply_to=sequence, subject="Re: A question", body="We looked and found")
    client.post(url("message-draft-save", desk), data)
    page = client.get(url("message-compose", desk) + f"?draft={data['key']}").content.decode()
    assert f'name="in_reply_to" value="{sequence}"' in page
    assert 'value="reply" selected' in page
    assert "Further addressees" not in page


def test_the_reviewers_seat_opens_a_run_without_mail_between_bureaus(desk):
    receive(desk, subject="Between two bureaus")
    send(desk, to="SEC", subject="For the Secretariat", purpose="information")
    seen = load_run_for_reviewer(desk)
    assert [m.subject for m in seen.desk.messages] == ["For the Secretariat"]
    assert "Between two bureaus" not in str(narrate_events(seen))
    assert "Between two bureaus" in str(narrate_events(load_run(desk)))


def test_attachments_stay_as_they_were_sent(client, desk):
    record = {"reference": "TD-1", "owner_bureau": "QMH", "number": "BO1234507", "country": "QMH"}
    with write_run(run=desk) as writer:
        writer.append(EventKind.RECORD_OPENED, {"record": record})
    sent = send(desk, extras={"attachments": ("record:TD-1",), "note_title": "Seen", "note": "Blue cover"})
    first = client.get(url("message-attachment", desk, sequence=sent.sequence, position=1)).content.decode()
    assert "BO1234507" in first
    assert "TRAINING · SYNTHETIC" in first
    second = client.get(url("message-attachment", desk, sequence=sent.sequence, position=2)).content.decode()
    assert "Blue cover" in second
    assert client.get(url("message-attachment", desk, sequence=sent.sequence, position=3)).status_code == 404


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("?q=zebra", 200, "1 message holds"),
        ("?q=nothing+such", 200, "Nothing here holds"),
        ("?q=%25", 200, "Nothing here holds"),
        ("?box=sent", 200, "Nothing in this box"),
        ("?q=" + "x" * 500, 422, "at most 80 characters"),
        ("?q=a%00b", 422, "Null characters are not allowed"),
    ],
)
def test_ones_mail_can_be_searched(query, status, sentence, client, desk):
    receive(desk, body="About the Zébra.")
    response = client.get(url("message-list", desk) + query)
    assert (response.status_code, sentence in response.content.decode()) == (status, True)


@pytest.mark.parametrize("template", ["hit_confirmation", "information_request", "case_link", "information"])
def test_a_template_fills_the_form_and_blanks_are_not_sent(template, client, desk):
    page = client.get(url("message-compose", desk) + f"?template={template}").content.decode()
    assert f'value="{template}" selected' in page
    response = client.post(url("message-compose", desk), form(body="We need to know: […]."))
    assert (response.status_code, "what the template left open" in response.content.decode()) == (422, True)
