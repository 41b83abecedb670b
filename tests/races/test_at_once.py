"""Many at once: one attempt, one grade, one certificate, one decision. The database decides, not luck."""

from collections import Counter

import pytest

from certification.domain.certificates import issue_certificate
from certification.models import Certificate
from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import verify_chain
from college.core.errors import Conflict
from college.core.models import AuditEntry
from courses.domain.answers import encode_answer, right_answer
from courses.domain.attempts import StaleAnswer, finish_attempt, save_answer, start_attempt
from courses.domain.enrolment import decide_enrolment, request_enrolment
from courses.enums import AttemptEventKind, EnrolmentState
from courses.models import Attempt, AttemptEvent, CourseCompletion, Enrolment, LevelCompletion
from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.runs import finish_run, grant_permit, start_run
from sandbox.models import Run, RunEvent
from tests.conftest import make_person
from tests.courses.quiz.conftest import answer_right
from tests.races.conftest import SmallCollege, at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_twenty_starts_are_one_attempt(college: SmallCollege) -> None:
    ada = college.admit("Ada Lindqvist")
    found = at_once(20, lambda _n: start_attempt(learner=ada, quiz=college.quiz).pk)
    attempt = Attempt.objects.get()
    assert found == [attempt.pk] * 20
    assert attempt.items.count() == 8
    assert attempt.events.count() == 1


def test_fifty_finishes_are_one_grade_one_completion_one_certificate(college: SmallCollege) -> None:
    ada = college.admit("Ada Lindqvist")
    attempt = start_attempt(learner=ada, quiz=college.quiz)
    answer_right(attempt)
    found = at_once(50, lambda _n: finish_attempt(attempt=attempt, reason="learner"))
    assert {(one.score, one.receipt) for one in found} == {(100, Attempt.objects.get().receipt)}
    assert attempt.events.filter(kind=AttemptEventKind.FINISHED).count() == 1
    assert AuditEntry.objects.filter(verb="attempt.finished").count() == 1
    assert (CourseCompletion.objects.count(), LevelCompletion.objects.count()) == (1, 1)
    assert Certificate.objects.get().serial == f"IC-{clock.now().year}-000001"
    assert [verify_chain(chain) for chain in ("courses", "certification")] == [None, None]


def test_fifty_issues_are_one_certificate_a_person_and_no_gap(college: SmallCollege) -> None:
    people = [college.admit("Ada Lindqvist"), college.admit("Ben Okoro")]
    for person in people:
        CourseCompletion.objects.create(
            learner=person, course_key=college.course.key, course_title="Hits", programme_slug="tools",
            level="introductory", score=90, completed_at=clock.now(),
        )  # fmt: skip
    found = at_once(50, lambda n: issue_certificate(learner=people[n % 2], award=college.award, actor=None).serial)
    assert Counter(found) == dict.fromkeys(Certificate.objects.values_list("serial", flat=True), 25)
    assert sorted(serial[-6:] for serial in set(found)) == ["000001", "000002"]
    assert AuditEntry.objects.filter(verb="certificate.issued").count() == 2


def test_two_tabs_at_once_overwrite_nothing(college: SmallCollege) -> None:
    attempt = start_attempt(learner=college.admit("Ada Lindqvist"), quiz=college.quiz)
    items = [
        item for item in attempt.items.select_related("question_version") if item.question_version.kind == "single"
    ]
    place = items[0].position

    def save(tab: int) -> object:
        return save_answer(
            attempt=attempt, position=place, answer={"choice": str(tab + 1)}, idempotency_key=f"tab{tab}:1", base=0
        )

    found = at_once(2, save)
    won, lost = sorted(found, key=lambda one: isinstance(one, StaleAnswer))
    assert isinstance(lost, StaleAnswer)
    assert lost.current.answer == won.answer
    item = attempt.items.get(position=place)
    assert item.save_count == 1
    assert encode_answer(order=item.order, answer=item.answer) == won.answer


def test_answers_saved_at_once_are_all_kept_in_one_order(college: SmallCollege) -> None:
    attempt = start_attempt(learner=college.admit("Ada Lindqvist"), quiz=college.quiz)
    items = list(attempt.items.select_related("question_version"))

    def save(number: int) -> object:
        item = items[number % len(items)]
        answer = encode_answer(order=item.order, answer=right_answer(item.question_version))
        return save_answer(attempt=attempt, position=item.position, answer=answer, idempotency_key=f"t{number}:1")

    assert [one for one in at_once(24, save) if isinstance(one, Exception)] == []
    assert [item.answer for item in attempt.items.all()] == [right_answer(item.question_version) for item in items]
    sequences = list(
        AttemptEvent.objects.filter(attempt=attempt).order_by("sequence").values_list("sequence", flat=True)
    )
    assert sequences == list(range(1, 10))


def test_a_save_and_a_finish_at_once_agree(college: SmallCollege) -> None:
    """Either the answer came before the end and counts, or it was refused: never acknowledged and lost."""
    attempt = start_attempt(learner=college.admit("Ada Lindqvist"), quiz=college.quiz)
    items = list(attempt.items.select_related("question_version"))

    def act(number: int) -> object:
        if number == 0:
            return finish_attempt(attempt=attempt, reason="learner")
        item = items[number - 1]
        answer = encode_answer(order=item.order, answer=right_answer(item.question_version))
        return save_answer(attempt=attempt, position=item.position, answer=answer, idempotency_key="t:1")

    found = at_once(9, act)[1:]
    stored = [item.answer is not None for item in attempt.items.order_by("position")]
    assert stored == [not isinstance(one, Conflict) for one in found]
    counted = [item.points == 1 for item in attempt.items.order_by("position")]
    assert counted == stored


def test_double_starts_are_one_run_and_double_finishes_one_result(college: SmallCollege, ada: User) -> None:
    exercise = register_exercise(data=next(data for data in read_scenarios() if data["slug"] == "passport-control"))[
        0
    ].exercise
    exercise.refresh_from_db()
    grant_permit(learner=ada, exercise=exercise)
    assert len(set(at_once(10, lambda _n: start_run(learner=ada, exercise=exercise).pk))) == 1
    run = Run.objects.get()
    scores = at_once(10, lambda _n: finish_run(run=run).score)
    run.refresh_from_db()
    assert scores == [run.score] * 10
    assert list(RunEvent.objects.filter(run=run).order_by("sequence").values_list("kind", flat=True)) == [
        "run_started", "run_finished",
    ]  # fmt: skip


def test_permits_granted_at_once_are_one(college: SmallCollege, ada: User) -> None:
    exercise = register_exercise(data=read_scenarios()[0])[0].exercise
    assert len(set(at_once(10, lambda _n: grant_permit(learner=ada, exercise=exercise).pk))) == 1


@pytest.mark.parametrize("is_vouched", [True, False])
def test_double_requests_are_one_enrolment(college: SmallCollege, is_vouched: bool) -> None:
    person = make_person("Eve Marlow", email="eve@customs.example" if is_vouched else "eve@elsewhere.example")
    found = at_once(
        20, lambda _n: request_enrolment(learner=person, programme=college.programme, organisation_name="X").pk
    )
    assert set(found) == {Enrolment.objects.get().pk}
    assert AuditEntry.objects.filter(verb="enrolment.requested").count() == 1


def test_fifty_decisions_are_one(college: SmallCollege, manager: User, mailoutbox: list[object]) -> None:
    eve = make_person("Eve Marlow", email="eve@brand.example", sector="private")
    enrolment = request_enrolment(learner=eve, programme=college.programme, organisation=college.company)
    del mailoutbox[:]
    found = at_once(
        50,
        lambda n: decide_enrolment(enrolment=enrolment, is_admitted=n % 2 == 0, reason="Because.", actor=manager).state,
    )
    enrolment.refresh_from_db()
    told = Counter(one.code if isinstance(one, Conflict) else one for one in found)
    assert told == {enrolment.state: 25, "enrolment_decided": 25}
    assert enrolment.state in {EnrolmentState.ADMITTED, EnrolmentState.DECLINED}
    assert len(mailoutbox) == 1
    assert AuditEntry.objects.filter(verb__in=["enrolment.admitted", "enrolment.declined"]).count() == 1
    assert verify_chain("courses") is None
