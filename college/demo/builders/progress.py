"""What the demo's trainees have done so far, through the same domain functions that their pages call."""

from datetime import datetime, timedelta

from college.accounts.models import User
from college.organisations.models import Organisation
from courses.domain.answers import encode_answer, right_answer
from courses.domain.attempts import finish_attempt, save_answer, start_attempt
from courses.domain.completion import record_exercise_pass, refresh_course_completion
from courses.domain.drawing import make_check_order
from courses.domain.enrolment import decide_enrolment, request_enrolment
from courses.domain.progress import answer_check, find_check, finish_lesson, list_unanswered, open_lesson
from courses.enums import FinishReason, Level
from courses.models import Attempt, CoursePage, Enrolment, LessonEdition, LessonPage, Programme, Quiz
from sandbox.domain.playing.steps import play_solution
from sandbox.domain.runs import finish_run, grant_permit, start_run
from sandbox.models import Exercise, Run
from sandbox.rules import is_meant_for

ADA, TOMAS = "ada.lindqvist@customs.marenia.example", "tomas.okoro@police.tolvaria.example"
NOUR, EVE = "nour.elhadi@velmora.example", "eve.marlow@velmora.example"
BEA, GRACE = "bea.arslan@customs.marenia.example", "grace.whitfield@velmora.example"


def build_progress(*, people: dict[str, User], programme: Programme, now: datetime) -> None:
    """Requests, places, lessons, quizzes and runs. Whoever has asked to enrol already is left as they are."""
    velmora = Organisation.objects.get(slug="velmora")
    if not _has_asked(people[TOMAS], programme):
        _graduate(people[TOMAS], programme, start=now - timedelta(days=40))
    if not _has_asked(people[ADA], programme):
        _study_half(people[ADA], programme, start=now - timedelta(days=9))
    if not _has_asked(people[BEA], programme):
        request_enrolment(learner=people[BEA], programme=programme, now=now - timedelta(days=20))
    if not _has_asked(people[NOUR], programme):
        asked = request_enrolment(
            learner=people[NOUR], programme=programme, organisation=velmora, now=now - timedelta(days=5),
            motivation="I investigate imitations of our brand on platforms and want to work better with customs.",
        )  # fmt: skip
        decide_enrolment(enrolment=asked, is_admitted=True, actor=people[GRACE], now=now - timedelta(days=4))
        first = _list_courses(programme, Level.INTRODUCTORY)[0]
        open_lesson(learner=people[NOUR], edition=_list_editions(first)[0], now=now - timedelta(days=3))
    if not _has_asked(people[EVE], programme):
        request_enrolment(
            learner=people[EVE], programme=programme, organisation=velmora, now=now - timedelta(hours=20),
            motivation="I have joined the brand-protection team and will handle suspended consignments.",
        )  # fmt: skip


def _has_asked(person: User, programme: Programme) -> bool:
    return Enrolment.objects.filter(learner=person, programme=programme).exists()


def _list_courses(programme: Programme, level: str) -> list[CoursePage]:
    return list(CoursePage.objects.live().filter(programme=programme, level=level).order_by("position"))


def _list_editions(course: CoursePage) -> list[LessonEdition]:
    """The current edition of each lesson, in the course's order."""
    keys = LessonPage.objects.child_of(course).live().order_by("path").values_list("key", flat=True)
    return [LessonEdition.objects.filter(lesson_key=key).order_by("-number")[0] for key in keys]


def _study_lesson(person: User, edition: LessonEdition, *, now: datetime) -> None:
    """Read a lesson, answer its checks, and finish it."""
    open_lesson(learner=person, edition=edition, now=now)
    for block_id in list_unanswered(learner=person, edition=edition):
        version = find_check(edition=edition, block_id=block_id).current
        if version is not None:
            answer_check(
                learner=person,
                edition=edition,
                block_id=block_id,
                now=now + timedelta(minutes=9),
                answer=encode_answer(order=make_check_order(version), answer=right_answer(version)),
            )
    finish_lesson(learner=person, edition=edition, now=now + timedelta(minutes=12))


def _sit_quiz(person: User, quiz: Quiz, *, wrong: int, now: datetime) -> Attempt:
    """One attempt, with so many questions left without an answer."""
    attempt = start_attempt(learner=person, quiz=quiz, now=now)
    items = list(attempt.items.select_related("question_version"))
    for item in items[wrong:]:
        now += timedelta(seconds=55)
        save_answer(
            attempt=attempt, position=item.position, now=now,
            answer=encode_answer(order=item.order, answer=right_answer(item.question_version)),
            idempotency_key=f"demo:{item.position}",
        )  # fmt: skip
    return finish_attempt(attempt=attempt, reason=FinishReason.LEARNER, now=now + timedelta(minutes=1))


def _solve_exercise(person: User, exercise: Exercise, *, now: datetime, mistake: str = "") -> Run:
    """One run of an exercise, played by its own script."""
    grant_permit(learner=person, exercise=exercise, now=now)
    run = start_run(learner=person, exercise=exercise, now=now)
    stage = play_solution(run, start=now, mistake=mistake)
    return finish_run(run=run, now=stage.tick(60))


def _complete_course(person: User, course: CoursePage, *, start: datetime, wrong: int) -> None:
    moment = start
    for edition in _list_editions(course):
        _study_lesson(person, edition, now=moment)
        moment += timedelta(minutes=35)
    for entry in course.exercises.all():
        if entry.exercise.is_practice or not is_meant_for(person=person, audience=entry.exercise.audience):
            continue
        moment += timedelta(hours=2)
        run = _solve_exercise(person, entry.exercise, now=moment)
        record_exercise_pass(
            learner=person, exercise_slug=entry.exercise.slug, run_id=run.pk, score=run.score or 0, now=moment
        )
    _sit_quiz(person, course.quiz, wrong=wrong, now=moment + timedelta(hours=3))
    refresh_course_completion(learner=person, course_key=course.key, now=moment + timedelta(hours=4))


def _graduate(person: User, programme: Programme, *, start: datetime) -> None:
    """Both levels, start to certificate."""
    request_enrolment(learner=person, programme=programme, now=start)
    for level in (Level.INTRODUCTORY, Level.INTERMEDIATE):
        for course in _list_courses(programme, level):
            _complete_course(person, course, start=start + timedelta(days=1), wrong=1)
            start += timedelta(days=5)


def _study_half(person: User, programme: Programme, *, start: datetime) -> None:
    """The first course complete, after a quiz that was failed once; half of the second."""
    request_enrolment(learner=person, programme=programme, now=start)
    first, second = _list_courses(programme, Level.INTRODUCTORY)[:2]
    _sit_quiz(person, first.quiz, wrong=6, now=start + timedelta(hours=1))
    _complete_course(person, first, start=start + timedelta(days=1), wrong=2)
    editions = _list_editions(second)
    for number, edition in enumerate(editions[:2]):
        _study_lesson(person, edition, now=start + timedelta(days=3 + number))
    open_lesson(learner=person, edition=editions[2], now=start + timedelta(days=8))
