import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from college.core.domain.audit import verify_chain
from college.core.errors import CollegeError, Conflict, NotPermitted
from sandbox.domain.actions import make_decision, screen_zone, send_message
from sandbox.domain.catalogue import make_plain, read_scenarios, register_exercise
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.registers import open_record, query_documents, verify_queries
from sandbox.domain.runs import finish_run, grant_permit, grant_practice, rebuild_world, refresh_run, start_run
from sandbox.enums import RunState
from sandbox.models import Exercise, ExercisePermit, RegisterQuery, Run, RunEvent, TravelDocumentRecord
from sandbox.queries import best_result, list_permitted, list_runs_of, list_shelves
from sandbox.signals import exercise_passed
from tests.sandbox.conftest import START

LATER = START + timedelta(hours=1)


def ask(run, key="stolen_blank", now=START, **changes):
    _definition, world = rebuild_world(run)
    values = world.entities[key].values
    fields = {
        "number": values["number"],
        "country": values["issuer"],
        "document_type": "passport",
        "reason": "Entry check",
        "case_reference": world.case_reference,
    }
    return query_documents(run=run, now=now, **(fields | changes))


def request_confirmation(run, record_key="stolen_blank_record", now=START, **changes):
    _definition, world = rebuild_world(run)
    record = world.records[record_key]
    fields = {
        "to": record.values["issuer"],
        "subject": "Request",
        "case_reference": world.case_reference,
        "priority": "urgent",
        "handling": "open",
        "purpose": "hit_confirmation",
        "body": "Please confirm.",
        "records": [record.reference],
    }
    return send_message(run=run, now=now, **(fields | changes))


def test_nobody_starts_without_a_permit(ada, exercises):
    with pytest.raises(NotPermitted) as error:
        start_run(learner=ada, exercise=exercises["passport-control"])
    assert error.value.code == "no_permit"
    assert Run.objects.count() == 0


def test_permits_and_starts_are_safe_to_repeat(ada, begin):
    run = begin(ada)
    assert begin(ada) == run
    assert (ExercisePermit.objects.count(), Run.objects.count(), run.events.count()) == (1, 1, 1)


def test_the_database_allows_one_open_run_an_exercise(ada, begin):
    run = begin(ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(
            learner=ada, exercise=run.exercise, version=run.version, attempt_number=2, seed="x", world_digest="x"
        )


def test_attempts_and_people_get_worlds_of_their_own(ada, ulla, begin):
    first = finish_run(run=begin(ada), now=START)
    second, other = begin(ada), begin(ulla)
    assert (first.attempt_number, second.attempt_number, other.attempt_number) == (1, 2, 1)
    assert len({first.world_digest, second.world_digest, other.world_digest}) == 3


def test_a_form_sent_twice_makes_one_event(ada, begin):
    run, key = begin(ada), uuid.uuid4()
    assert ask(run, key="stolen_blank").sequence == 2
    fields = {
        "run": run,
        "traveller": "T1",
        "choice": "proceed",
        "rationale": "All is in order.",
        "key": key,
        "now": START,
    }
    assert make_decision(**fields) == make_decision(**fields)
    assert [e.kind for e in run.events.all()] == ["run_started", "register_queried", "decision_made"]
    with pytest.raises(IntegrityError), transaction.atomic():
        RunEvent(run=run, sequence=99, at=START, kind="decision_made", key=key).save()


def test_the_log_is_never_changed(ada, begin):
    run = begin(ada)
    event = run.events.get()
    for change in (event.save, event.delete, run.events.all().delete, lambda: run.events.all().update(kind="x")):
        with pytest.raises(CollegeError) as error:
            change()
        assert error.value.code == "event_insert_only"


def test_no_hit_and_near_misses_explain_themselves(ada, begin):
    run = begin(ada)
    assert ask(run, "bad_digit").payload["result"] == "no_record"
    found = {
        key: {field["key"]: field["agrees"] for field in ask(run, key).payload["candidates"][0]["fields"]}
        for key in ("stolen_blank", "letter_twin", "country_twin", "type_twin")
    }
    assert found == {
        "stolen_blank": {"number": True, "country": True, "document_type": True},
        "letter_twin": {"number": False, "country": True, "document_type": True},
        "country_twin": {"number": True, "country": False, "document_type": True},
        "type_twin": {"number": True, "country": True, "document_type": False},
    }


def test_another_runs_records_cannot_be_reached(ada, ulla, begin):
    mine, theirs = begin(ada), begin(ulla)
    _definition, world = rebuild_world(theirs)
    values = world.entities["stolen_blank"].values
    event = query_documents(
        run=mine,
        number=values["number"],
        country=values["issuer"],
        document_type="passport",
        reason="Entry check",
        case_reference="X",
        now=START,
    )
    assert (event.payload["result"], event.payload["candidates"]) == ("no_record", [])
    with pytest.raises(Conflict):
        open_record(run=mine, reference=world.records["stolen_blank_record"].reference, now=START)
    assert TravelDocumentRecord.objects.filter(run=theirs).count() == 5


def test_the_register_refuses_names_and_remembers_that_they_were_tried(ada, begin):
    run = begin(ada)
    with pytest.raises(CollegeError) as error:
        ask(run, number="Tarellawi")
    assert error.value.code == "holds_no_names"
    assert [e.kind for e in run.events.all()] == ["run_started", "query_refused"]
    assert RegisterQuery.objects.count() == 0


@pytest.mark.parametrize("number", ["1", "%_%1", "1' OR '1'='1", "9" * 40, "٣٤٥٦٧٨", "AB\x001234"])
def test_hostile_numbers_are_refused_in_a_sentence(number, ada, begin):
    with pytest.raises(CollegeError) as error:
        ask(begin(ada), number=number)
    assert error.value.code == "number"


def test_every_query_leaves_an_audit_row_in_an_unbroken_chain(ada, begin):
    run = begin(ada)
    ask(run)
    _definition, world = rebuild_world(run)
    open_record(run=run, reference=world.records["stolen_blank_record"].reference, now=START)
    rows = list(RegisterQuery.objects.filter(run_key=run.pk))
    assert [(r.actor, r.role, r.bureau, r.purpose, r.case_reference, r.result) for r in rows] == [
        (f"user:{ada.pk}", "frontline", "QMA", "Entry check", world.case_reference, "possible_match")
    ] * 2
    assert rows[1].previous_hash == rows[0].hash
    assert verify_queries(run.pk) is None
    super(type(RegisterQuery.objects.all()), RegisterQuery.objects.filter(pk=rows[0].pk)).update(purpose="Curiosity")
    assert "query 1 was changed" in verify_queries(run.pk)


def test_a_record_is_opened_only_from_an_answer(ada, begin):
    run = begin(ada)
    _definition, world = rebuild_world(run)
    reference = world.records["stolen_blank_record"].reference
    with pytest.raises(Conflict):
        open_record(run=run, reference=reference, now=START)
    ask(run)
    assert open_record(run=run, reference=reference, now=START) == open_record(run=run, reference=reference, now=START)


def test_the_owner_answers_after_its_delay_and_once(ada, begin):
    run = begin(ada)
    ask(run)
    _definition, world = rebuild_world(run)
    record = world.records["stolen_blank_record"]
    open_record(run=run, reference=record.reference, now=START)
    request_confirmation(run)
    refresh_run(run=run, now=START + timedelta(seconds=14))
    assert run.events.filter(kind="message_received").count() == 0
    for _time in range(3):
        refresh_run(run=run, now=START + timedelta(seconds=60))
    answer = run.events.get(kind="message_received")
    assert (answer.at, answer.payload["from"], answer.payload["verdict"]) == (
        START + timedelta(seconds=15),
        record.values["issuer"],
        "confirmed",
    )
    assert record.reference in answer.payload["body"]


def test_a_bureau_that_owns_nothing_confirms_nothing(ada, begin):
    run = begin(ada)
    ask(run)
    _definition, world = rebuild_world(run)
    record = world.records["stolen_blank_record"]
    open_record(run=run, reference=record.reference, now=START)
    other = next(code for code in ("QMB", "QMC") if code != record.values["issuer"])
    request_confirmation(run, to=other)
    refresh_run(run=run, now=LATER)
    assert run.events.get(kind="message_received").payload["verdict"] == ""


def test_only_opened_records_can_be_cited(ada, ulla, begin):
    run = begin(ada)
    _definition, world = rebuild_world(begin(ulla))
    with pytest.raises(CollegeError) as error:
        request_confirmation(run, records=[world.records["stolen_blank_record"].reference])
    assert error.value.code == "no_such_record"


@pytest.mark.parametrize("to", ["QMA", "XXX", ""])
def test_messages_go_to_other_bureaus_only(to, ada, begin):
    with pytest.raises(CollegeError) as error:
        request_confirmation(begin(ada), to=to, records=[])
    assert error.value.code == "no_such_bureau"


def test_zones_of_real_countries_stay_outside(ada, begin):
    run = begin(ada)
    zone = "P<FRADUPONT<<MARIE<<<<<<<<<<<<<<<<<<<<<<<<<<\n12AB345678FRA9001012F3001012<<<<<<<<<<<<<<00"
    with pytest.raises(CollegeError) as error:
        screen_zone(run=run, text=zone, now=START)
    assert (error.value.code, run.events.count()) == ("real_data", 1)


@pytest.mark.parametrize(
    ("field", "value"), [("traveller", "T9"), ("choice", "arrest"), ("rationale", "Call +33 1 23 45 67 89 please")]
)
def test_impossible_decisions_are_refused(field, value, ada, begin):
    run = begin(ada)
    with pytest.raises(CollegeError):
        make_decision(
            run=run, **({"traveller": "T1", "choice": "proceed", "rationale": "Fine."} | {field: value}), now=START
        )
    assert run.events.count() == 1


def test_a_tool_that_the_exercise_has_not_is_refused(ada, begin):
    with pytest.raises(Conflict) as error:
        make_decision(run=begin(ada, "purple-notice"), traveller="T1", choice="proceed", rationale="x", now=START)
    assert error.value.code == "tool_not_allowed"


def test_finishing_twice_gives_one_result_and_nothing_follows(ada, begin):
    run = begin(ada)
    first = finish_run(run=run, now=START)
    again = finish_run(run=run, now=LATER)
    assert (again.finished_at, again.result, again.event_count) == (first.finished_at, first.result, first.event_count)
    with pytest.raises(Conflict) as error:
        ask(run, now=LATER)
    assert error.value.code == "run_finished"


def test_the_time_limit_is_the_servers(ada, begin, exercises):
    data = make_plain(next(d for d in read_scenarios() if d["slug"] == "passport-control"))
    version, is_new = register_exercise(data=data | {"time_limit_minutes": 30})
    assert (is_new, version.number) == (True, 2)
    run = begin(ada)
    assert run.deadline_at == START + timedelta(minutes=30)
    ask(run, now=START + timedelta(minutes=29))
    with pytest.raises(Conflict) as error:
        ask(run, "recovered", now=START + timedelta(minutes=31))
    assert error.value.code == "run_overdue"
    run = refresh_run(run=run, now=START + timedelta(hours=5))
    assert (run.state, run.finished_at) == (RunState.FINISHED, run.deadline_at)


def test_a_new_version_leaves_runs_with_theirs(ada, begin):
    run = begin(ada)
    data = make_plain(next(d for d in read_scenarios() if d["slug"] == "passport-control"))
    register_exercise(data=data | {"title": "Changed"})
    assert register_exercise(data=data | {"title": "Changed"})[1] is False
    run.refresh_from_db()
    assert (run.version.number, rebuild_world(run)[1].digest, Exercise.objects.get(slug="passport-control").title) == (
        1,
        run.world_digest,
        "Changed",
    )
    with pytest.raises(CollegeError):
        run.version.save()


def test_passing_is_told_once_after_commit(ada, begin, django_capture_on_commit_callbacks):
    heard = []
    exercise_passed.connect(lambda **kwargs: heard.append(kwargs), weak=False, dispatch_uid="test")
    run = begin(ada)
    with django_capture_on_commit_callbacks(execute=True):
        play_solution(run, start=START)
        finish_run(run=run, now=LATER)
        finish_run(run=run, now=LATER)
        assert heard == []
    exercise_passed.disconnect(dispatch_uid="test")
    told = [{k: v for k, v in h.items() if k not in ("signal", "sender")} for h in heard]
    assert told == [
        {"run_id": run.pk, "learner_id": ada.pk, "exercise_slug": "passport-control", "score": 100, "at": LATER}
    ]


def test_failing_is_not_told(ada, begin, django_capture_on_commit_callbacks):
    heard = []
    exercise_passed.connect(lambda **kwargs: heard.append(kwargs), weak=False, dispatch_uid="test")
    with django_capture_on_commit_callbacks(execute=True):
        finish_run(run=begin(ada), now=LATER)
    exercise_passed.disconnect(dispatch_uid="test")
    assert heard == []


def test_best_result_prefers_passed_then_score(ada, begin):
    for mistake in ("", "skips-a-query"):
        run = begin(ada)
        play_solution(run, start=START, mistake=mistake)
        finish_run(run=run, now=LATER)
    begin(ada)
    best = best_result(learner=ada, exercise_slug="passport-control")
    assert (best.score, best.attempt_number) == (100, 1)
    entry = list_permitted(ada)[0]
    assert (entry.attempts, entry.best, entry.open_run.attempt_number) == (3, best, 3)


def test_exercises_stand_on_shelves_what_is_not_passed_first(ada, exercises):
    for slug in ("passport-control", "purple-notice"):
        grant_permit(learner=ada, exercise=exercises[slug])
    grant_practice(learner=ada)
    run = start_run(learner=ada, exercise=exercises["passport-control"], now=START)
    assert [entry.exercise.slug for entry in list_shelves(ada)["open"]] == ["passport-control"]
    play_solution(run, start=START)
    finish_run(run=run, now=LATER)
    shelves = {shelf: [entry.exercise.slug for entry in entries] for shelf, entries in list_shelves(ada).items()}
    assert list(shelves) == ["course", "more", "desk"]
    assert shelves["course"][-1] == "passport-control"
    assert "purple-notice" in shelves["course"]
    assert "stolen-vehicles" in shelves["more"]
    assert "practice-desk" in shelves["desk"]


def test_the_audit_chain_of_the_sandbox_is_whole(ada, begin):
    finish_run(run=begin(ada), now=LATER)
    assert verify_chain("sandbox") is None


@pytest.mark.parametrize("count", [1, 3])
def test_overviews_cost_the_same_however_many_rows(count, ada, begin, django_assert_num_queries):
    for _attempt in range(count):
        finish_run(run=begin(ada), now=LATER)
    with django_assert_num_queries(2):
        assert list_permitted(ada)[0].attempts == count
    with django_assert_num_queries(1):
        assert (
            len(
                [
                    (r.learner.full_name, r.exercise.title, r.last_event_at)
                    for r in list_runs_of(learner_ids=[ada.pk], exercise_slugs=["passport-control"])
                ]
            )
            == count
        )


def test_a_message_after_a_time_comes_at_its_moment_by_the_runs_own_clock(ada, exercises):
    """An inject that waits for the start alone: nobody has to do anything, and it stands in the log when it fell due."""
    plain = next(make_plain(data) for data in read_scenarios() if data["slug"] == "passport-control")
    inject = {
        "key": "chief",
        "when": {"kind": "run_started"},
        "delay_seconds": 600,
        "bureau": "QMB",
        "subject": "How far?",
        "texts": ["?"],
    }
    exercise = register_exercise(data=plain | {"injects": [inject]})[0].exercise
    ExercisePermit.objects.create(learner=ada, exercise=exercise)
    run = start_run(learner=ada, exercise=exercise, now=START)
    refresh_run(run=run, now=START + timedelta(minutes=9))
    assert run.events.count() == 1
    for _again in range(2):
        refresh_run(run=run, now=START + timedelta(minutes=30))
    injected = [event for event in run.events.all() if event.payload.get("inject") == "chief"]
    assert [event.at for event in injected] == [START + timedelta(minutes=10)]
