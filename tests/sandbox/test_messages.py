"""The general correspondent, clocks and rules of mail: pure where they are, over many seeds."""

import re
from datetime import datetime, timedelta
from string import Template

import pytest

from sandbox.domain.definitions import parse_definition
from sandbox.domain.delivery import Due, list_due
from sandbox.domain.desk import Desk, fold_events
from sandbox.domain.geography import BUREAUS
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.messages.clocks import ClockState, find_next_number, list_open_clocks, read_clock
from sandbox.domain.messages.handling import Reader, list_readable, withhold_mail
from sandbox.domain.messages.texts import GISTS, LANGUAGES, read_texts
from sandbox.domain.worlds import build_run_world
from sandbox.enums import EventKind
from tests.sandbox.conftest import SCENARIOS, START

DESK = parse_definition(next(data for data in SCENARIOS if data["slug"] == "practice-desk"))
RECORD = {"reference": "TD-0000ABCD", "owner_bureau": "QME", "number": "NO1234507"}
CASE = "TR-PR-0ABCD"


class Mail:
    """A run of the practice desk without a database: what is sent, what the world owes, what it has delivered."""

    def __init__(self, seed: str = "seed") -> None:
        self.world = build_run_world(DESK, seed)
        self.events: list[LoggedEvent] = []
        self.add(EventKind.RUN_STARTED, START, attempt=1)
        self.add(EventKind.RECORD_OPENED, START, record=RECORD)

    def add(self, kind: EventKind, at: datetime, **payload: object) -> int:
        self.events.append(LoggedEvent(len(self.events) + 1, at, kind, payload))
        return len(self.events)

    def send(self, to: str, purpose: str = "hit_confirmation", *, at: datetime = START, **changes: object) -> int:
        payload = {
            "to": to, "subject": "Record", "case_reference": CASE, "priority": "urgent", "handling": "restricted",
            "purpose": purpose, "body": "Please answer.", "records": [], "thread": len(self.events) + 1,
        } | changes  # fmt: skip
        if payload["purpose"] == "hit_confirmation":
            payload |= {"request_number": 1, "deadline_at": (at + timedelta(minutes=10)).isoformat()} | changes
        return self.add(EventKind.MESSAGE_SENT, at, **payload)

    def owed(self) -> list[Due]:
        """The letters that are owed; the desk has other things to come."""
        return [due for due in list_due(DESK, self.world, self.events) if due.kind == EventKind.MESSAGE_RECEIVED]

    def answers_to(self, sequence: int) -> list[Due]:
        return [due for due in self.owed() if due.payload.get("caused_by") == sequence]

    def receive(self, due: Due) -> int:
        return self.add(due.kind, due.at, **due.payload)

    @property
    def desk(self) -> Desk:
        return fold_events(self.events)


def ask(to: str = "QME", seed: str = "seed", **changes: object) -> tuple[Mail, int, list[Due]]:
    mail = Mail(seed)
    sequence = mail.send(to, **{"records": [RECORD["reference"]], **changes})
    return mail, sequence, mail.answers_to(sequence)


def test_every_language_has_every_text_and_fills_it():
    names = set(read_texts("en")) - {"secretariat"}
    values = dict.fromkeys(["record", "case", "bureau", "owner", "time", "other", "what", "count", "theirs"], "X")
    for language in LANGUAGES:
        texts = read_texts(language)
        assert names - set(texts) == set(), language
        for value in texts.values():
            for text in value if isinstance(value, list) else [value]:
                assert "$" not in Template(text).substitute(values)
    assert {key for key in names | {"secretariat"} if isinstance(read_texts("en")[key], list)} == set(GISTS)


def test_what_an_owner_says_of_its_record_varies_by_seed_alone():
    gists: dict[str, int] = {}
    for number in range(150):
        _mail, _sequence, due = ask(seed=f"s{number}")
        assert due == ask(seed=f"s{number}")[2]
        gists["+".join(d.payload["gist"] for d in due)] = 1
        for answer in due:
            assert timedelta(seconds=15) <= answer.at - START <= timedelta(minutes=7)
            assert (answer.payload["verdict"] != "") == (answer.payload["gist"] in {"confirmed", "recovered"})
            assert answer.payload["records"] == ([RECORD["reference"]] if answer.payload["verdict"] else [])
    assert set(gists) == {"", "confirmed", "recovered", "more", "later+confirmed", "later+recovered"}


def test_who_asks_again_hears_the_same():
    for number in range(30):
        mail, _sequence, first = ask(seed=f"s{number}", priority="routine")
        again = mail.send("QME", records=[RECORD["reference"]], priority="routine")
        (second,) = mail.answers_to(again)
        assert first[0].payload["gist"] == second.payload["gist"]


@pytest.mark.parametrize(
    ("to", "changes", "gist"),
    [
        ("QMH", {}, "not_ours"),
        ("QME", {"records": []}, "no_record"),
        ("QME", {"case_reference": ""}, "ask_case"),
        ("QME", {"purpose": "information_request"}, "ask_deadline"),
        ("QME", {"purpose": "information_request", "case_reference": ""}, "ask_case"),
        ("QME", {"purpose": "information"}, "received"),
        ("QME", {"purpose": "recall"}, "recalled"),
        ("SEC", {"purpose": "information"}, "secretariat"),
    ],
)  # fmt: skip
def test_answers_follow_purpose_and_completeness(to, changes, gist):
    _mail, _sequence, due = ask(to, **changes)
    assert [d.payload["gist"] for d in due] == [gist]
    if gist == "not_ours":
        assert BUREAUS["QME"].name in due[0].payload["body"]


def test_a_bureau_that_asked_back_answers_the_reply():
    mail, sequence, (asked,) = ask(purpose="information_request", case_reference="")
    question = mail.receive(asked)
    reply = mail.send("QME", "reply", at=asked.at, thread=sequence, in_reply_to=question)
    (second,) = mail.answers_to(reply)
    assert second.payload["gist"] == "ask_deadline"
    question = mail.receive(second)
    deadline = (START + timedelta(days=1)).isoformat()
    reply = mail.send("QME", "reply", at=second.at, in_reply_to=question, thread=sequence, deadline_at=deadline)
    (third,) = mail.answers_to(reply)
    assert third.payload["gist"] in {"information", "nothing"}
    mail.receive(third)
    assert {m.thread for m in mail.desk.messages} == {sequence}
    thanks = mail.send("QME", "reply", at=third.at, in_reply_to=len(mail.events), thread=sequence)
    assert mail.answers_to(thanks) == []


@pytest.mark.parametrize(("to", "language"), [("QME", "en"), ("QMH", "fr"), ("QMI", "es"), ("QMC", "ar")])
def test_bureaus_write_in_their_own_language(to, language):
    _mail, _sequence, (due,) = ask(to, purpose="information")
    assert due.payload["language"] == language
    assert CASE in due.payload["body"]
    assert bool(re.search(r"[\u0600-\u06ff]{4}", due.payload["body"])) == (language == "ar")


def test_too_much_personal_data_and_too_open_a_code_are_remarked_on():
    text = "Please confirm. The bearer was born 1980-02-03."
    body = ask("QMH", body=text, handling="open")[2][0].payload["body"]
    assert "dates de naissance" in body
    assert "restreint" in body
    assert "dates de naissance" not in ask("QMH")[2][0].payload["body"]


def test_each_of_several_addressees_answers_for_itself():
    mail = Mail()
    sequence = mail.send("QME", "information", also_to=["QMH", "QMI", "QMC"])
    due = mail.answers_to(sequence)
    assert {d.payload["from"] for d in due} == {"QME", "QMH", "QMI", "QMC"}
    assert all("4" in d.payload["body"] for d in due)
    mail.receive(due[0])
    assert len(mail.answers_to(sequence)) == 3


def receive_request(mail: Mail) -> int:
    due = next(d for d in mail.owed() if d.payload.get("inject") == "asked_to_confirm")
    return mail.receive(due)


def test_a_request_to_us_runs_against_a_clock_and_is_made_three_times():
    mail = Mail()
    first = receive_request(mail)
    at = mail.events[-1].at
    (clock,) = list_open_clocks(mail.desk.messages, now=at)
    assert (clock.deadline_at - at, clock.is_ours, clock.state) == (timedelta(minutes=10), True, ClockState.RUNNING)
    for number in (2, 3):
        (due,) = mail.owed()
        assert (due.payload["request_number"], due.at - at) == (number, timedelta(minutes=10, seconds=1))
        mail.receive(due)
        at = due.at
    assert mail.owed() == []
    assert [m.request_number for m in mail.desk.messages] == [1, 2, 3]
    assert {m.thread for m in mail.desk.messages} == {first}


@pytest.mark.parametrize(("minutes", "state"), [(9, ClockState.MET), (11, ClockState.LATE)])
def test_an_answer_stops_the_clock(minutes, state):
    mail = Mail()
    first = receive_request(mail)
    request = mail.desk.messages[0]
    at = request.at + timedelta(minutes=minutes)
    mail.send(request.bureau, "reply", at=at, in_reply_to=first, answer="confirmed")
    desk = mail.desk
    assert read_clock(desk.messages, desk.messages[0], now=at).state == state
    assert [d.payload["gist"] for d in mail.owed()] == ["thanks"]


def test_a_time_that_was_given_moves_the_clock_and_binds():
    mail = Mail()
    first = receive_request(mail)
    request = mail.desk.messages[0]
    at, promised = request.at + timedelta(minutes=5), request.at + timedelta(minutes=40)
    mail.send(request.bureau, "reply", at=at, in_reply_to=first, answer="later", answer_at=promised.isoformat())
    (due,) = mail.owed()
    assert (due.payload["request_number"], due.at) == (2, promised + timedelta(seconds=1))


def test_a_word_that_answers_nothing_stops_no_clock():
    mail = Mail()
    first = receive_request(mail)
    request = mail.desk.messages[0]
    mail.send(request.bureau, "reply", at=request.at, in_reply_to=first)
    assert len(list_open_clocks(mail.desk.messages, now=request.at)) == 1


def test_our_request_may_be_repeated_when_its_time_has_passed():
    seed = next(f"s{n}" for n in range(200) if not ask(seed=f"s{n}")[2])
    mail, sequence, _none = ask(seed=seed)
    request = mail.desk.sent[0]
    assert find_next_number(mail.desk.messages, request, now=START + timedelta(minutes=9)) is None
    late = START + timedelta(minutes=11)
    assert find_next_number(mail.desk.messages, request, now=late) == 2
    again = mail.send("QME", at=late, records=request.records, thread=sequence, in_reply_to=sequence, request_number=2)
    assert len(mail.answers_to(again)) == 1  # a second request is never left without an answer
    assert find_next_number(mail.desk.messages, request, now=late) is None


def test_the_secretariat_sees_nothing_between_bureaus():
    """Art. 22(6) of the Rules on the Processing of Data: the log for its seat does not even tell that there is mail."""
    mail = Mail()
    private = mail.send("QME", "information", subject="Between us")
    mail.receive(mail.answers_to(private)[0])
    mail.add(EventKind.MESSAGE_READ, START, message=len(mail.events))
    shared = mail.send("QMH", "information", also_to=["SEC"], subject="For the Secretariat too")
    for due in mail.answers_to(shared):
        mail.receive(due)
    seen = list_readable(mail.desk.messages, reader=Reader.SECRETARIAT)
    assert [(m.is_incoming, m.bureau) for m in seen] == [(False, "QMH"), (True, "SEC")]
    log = withhold_mail(mail.events, reader=Reader.SECRETARIAT)
    assert "Between us" not in str(log)
    assert [e.kind for e in log][:2] == [EventKind.RUN_STARTED, EventKind.RECORD_OPENED]
    assert sum(e.kind in {EventKind.MESSAGE_SENT, EventKind.MESSAGE_RECEIVED, EventKind.MESSAGE_READ} for e in log) == 2
    assert list_readable(mail.desk.messages, reader=Reader.BUREAU) == mail.desk.messages
