from uuid import uuid4

import pytest
from django.urls import reverse

from college.core.errors import CollegeError, Conflict
from courses.domain.completion import reconcile_completions, record_exercise_pass, refresh_course_completion
from courses.domain.progress import answer_check, finish_lesson, open_lesson, record_position
from courses.domain.questions import save_question
from courses.domain.teaching import assign_instructor
from courses.models import CheckAnswer, CourseCompletion, ExercisePass, LessonPage, LessonProgress, LevelCompletion
from courses.queries.access import find_programme
from courses.queries.progress import next_step, programme_overview
from courses.rules import may_open_lesson, may_study_course, teaches
from courses.signals import course_completed, level_completed
from sandbox.signals import exercise_passed
from tests.conftest import make_person
from tests.courses.study.conftest import (
    check_block,
    finish_course,
    latest_edition,
    make_lesson,
    make_question,
    pass_quiz,
    prose,
)  # fmt: skip


def only_lesson(course):
    return LessonPage.objects.child_of(course).get()


@pytest.fixture
def heard():
    """What courses told the apps above, in order."""
    told = []

    def hear_course(sender, **kwargs):
        told.append(("course", kwargs["level"]))

    def hear_level(sender, **kwargs):
        told.append(("level", kwargs["level"]))

    course_completed.connect(hear_course)
    level_completed.connect(hear_level)
    yield told
    course_completed.disconnect(hear_course)
    level_completed.disconnect(hear_level)


# Who may


def test_introductory_first_then_intermediate_and_industry(student, make_course):
    first, second = make_course("one"), make_course("two", position=2)
    late, trade = make_course("late", level="intermediate"), make_course("trade", level="industry")
    assert [may_study_course(student, course) for course in (first, second, late, trade)] == [True, True, False, False]
    finish_course(student, first)
    assert may_study_course(student, late) is False
    finish_course(student, second)
    assert [may_study_course(student, course) for course in (late, trade)] == [True, True]


def test_an_introductory_course_added_later_closes_nothing(student, make_course):
    finish_course(student, make_course("one"))
    late = make_course("late", level="intermediate")
    make_course("added", position=9)
    assert may_study_course(student, late) is True


def test_optional_introductory_course_does_not_lock(student, make_course):
    finish_course(student, make_course("one"))
    make_course("extra", is_required=False)
    assert may_study_course(student, make_course("late", level="intermediate")) is True


@pytest.mark.parametrize("state", ["nobody", "requested", "declined", "withdrawn"])
def test_without_a_place_nothing_opens(state, eve, programme, make_course):
    from college.core import clock
    from courses.models import Enrolment

    if state != "nobody":
        Enrolment.objects.create(learner=eve, programme=programme, state=state, decided_at=clock.now())
    course = make_course("one")
    assert may_study_course(eve, course) is False
    assert may_open_lesson(eve, only_lesson(course)) is False


def test_courses_for_law_enforcement_do_not_exist_for_the_private_sector(
    signed_in, eve, student, programme, make_course
):
    from college.core import clock
    from courses.models import Enrolment

    course = make_course("covert-methods", audience="law_enforcement")
    Enrolment.objects.create(learner=eve, programme=programme, state="admitted", decided_at=clock.now())
    assert (may_study_course(eve, course), may_study_course(student, course)) == (False, True)
    private, officer = signed_in(eve), signed_in(student)
    for address in ("/courses/covert-methods/", "/learn/covert-methods/", "/learn/covert-methods/lesson-1/"):
        assert (private.get(address).status_code, officer.get(address).status_code) == (404, 200)
    assert (
        "Covert methods" in private.get("/courses/").content.decode(),
        "Covert methods" in officer.get("/courses/").content.decode(),
    ) == (False, True)
    assert [course.title for level in programme_overview(eve, programme).levels for course in level.courses] == []


def test_private_sector_needs_only_the_courses_that_it_may_see(eve, programme, make_course):
    from college.core import clock
    from courses.models import Enrolment

    Enrolment.objects.create(learner=eve, programme=programme, state="admitted", decided_at=clock.now())
    open_course = make_course("one")
    make_course("covert-methods", audience="law_enforcement", position=2)
    finish_course(eve, open_course)
    assert LevelCompletion.objects.get().level == "introductory"


# Lessons


def test_lesson_is_complete_when_its_checks_are_answered_right_or_wrong(student, make_course):
    course = make_course("one", lessons=0)
    blocks = [check_block(make_question(course, "q-1")), check_block(make_question(course, "q-2"))]
    edition = latest_edition(make_lesson(course, "first", prose("<p>Read.</p>"), *blocks))
    with pytest.raises(CollegeError) as refused:
        finish_lesson(learner=student, edition=edition)
    assert refused.value.code == "checks_unanswered"
    first = answer_check(learner=student, edition=edition, block_id=blocks[0]["id"], answer={"choice": "1"})
    again = answer_check(learner=student, edition=edition, block_id=blocks[0]["id"], answer={"choice": "1"})
    assert (first.is_lesson_done, again.is_lesson_done, CheckAnswer.objects.count()) == (False, False, 1)
    answer_check(learner=student, edition=edition, block_id=blocks[1]["id"], answer={"choice": "2"})
    verdicts = set(CheckAnswer.objects.values_list("is_correct", flat=True))
    assert verdicts <= {True, False}
    progress = LessonProgress.objects.get()
    assert (progress.completed_at is not None, progress.completed_edition) == (True, edition)


def test_opening_and_scrolling_never_complete(student, make_course):
    lesson = only_lesson(make_course("one"))
    edition = latest_edition(lesson)
    open_lesson(learner=student, edition=edition)
    record_position(learner=student, edition=edition, block_id=edition.body[-1]["id"])
    progress = LessonProgress.objects.get()
    assert (progress.completed_at, progress.last_block_id) == (None, edition.body[-1]["id"])
    with pytest.raises(CollegeError):
        record_position(learner=student, edition=edition, block_id=str(uuid4()))


def test_foreign_and_malformed_answers_are_refused(student, make_course):
    course = make_course("one", lessons=0)
    block = check_block(make_question(course))
    edition = latest_edition(make_lesson(course, "first", block))
    for answer in ({}, {"choice": "9"}, {"choices": ["1"]}, {"choice": ["1"]}, {"score": 1}):
        with pytest.raises(CollegeError):
            answer_check(learner=student, edition=edition, block_id=block["id"], answer=answer)
    with pytest.raises(Conflict):
        answer_check(learner=student, edition=edition, block_id=str(uuid4()), answer={"choice": "1"})
    assert not CheckAnswer.objects.exists()


def test_a_new_edition_takes_no_completion_back(student, make_course):
    lesson = only_lesson(make_course("one"))
    first = latest_edition(lesson)
    finish_lesson(learner=student, edition=first)
    lesson.body = [("prose", "<p>All new.</p>")]
    lesson.save_revision().publish()
    finish_lesson(learner=student, edition=latest_edition(lesson))
    assert LessonProgress.objects.get().completed_edition == first


# Completion


def test_course_needs_lessons_exercise_and_quiz(
    student, make_course, exercise, heard, django_capture_on_commit_callbacks
):
    course = make_course("one", exercises=["passport-control"])
    with django_capture_on_commit_callbacks(execute=True):
        pass_quiz(student, course, score=70)
        finish_lesson(learner=student, edition=latest_edition(only_lesson(course)))
        assert refresh_course_completion(learner=student, course_key=course.key) is None
        pass_quiz(student, course, score=85)
        assert refresh_course_completion(learner=student, course_key=course.key) is None
        record_exercise_pass(learner=student, exercise_slug="passport-control", run_id=uuid4(), score=75)
        record_exercise_pass(learner=student, exercise_slug="passport-control", run_id=uuid4(), score=99)
        refresh_course_completion(learner=student, course_key=course.key)
    assert (CourseCompletion.objects.get().score, ExercisePass.objects.get().score) == (85, 75)
    assert heard == [("course", "introductory"), ("level", "introductory")]


def test_the_sandbox_signal_completes_a_course(student, make_course, exercise, django_capture_on_commit_callbacks):
    course = make_course("one", exercises=["passport-control"])
    pass_quiz(student, course)
    with django_capture_on_commit_callbacks(execute=True):
        finish_lesson(learner=student, edition=latest_edition(only_lesson(course)))
    assert not CourseCompletion.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        exercise_passed.send(
            sender=None, run_id=uuid4(), learner_id=student.pk, exercise_slug="passport-control", score=80, at=None
        )
    assert CourseCompletion.objects.get().course_key == course.key


def test_a_lesson_added_later_uncompletes_nobody(student, make_course, programme):
    course = make_course("one")
    finish_course(student, course)
    make_lesson(course, "added")
    refresh_course_completion(learner=student, course_key=course.key)
    (item,) = programme_overview(student, programme).courses
    assert (item.is_completed, item.left) == (True, ["Added"])


def test_empty_course_and_course_without_a_place_are_never_complete(student, eve, make_course):
    course = make_course("one", lessons=0)
    pass_quiz(student, course)
    assert refresh_course_completion(learner=student, course_key=course.key) is None
    other = make_course("two")
    pass_quiz(eve, other)
    finish_lesson(learner=eve, edition=latest_edition(only_lesson(other)))
    assert refresh_course_completion(learner=eve, course_key=other.key) is None


def test_reconcile_finds_what_a_lost_task_left(student, make_course):
    course = make_course("one")
    finish_lesson(learner=student, edition=latest_edition(only_lesson(course)))
    pass_quiz(student, course)
    assert (reconcile_completions(), reconcile_completions()) == (1, 0)
    assert LevelCompletion.objects.count() == 1


# Overview and next step


def test_next_step_walks_through_the_course(student, make_course, exercise, programme):
    course = make_course("one", lessons=2, exercises=["passport-control"])
    first, second = LessonPage.objects.child_of(course)
    assert (next_step(student).label, next_step(student).title) == ("Start", "Lesson 1, Lesson-1")
    open_lesson(learner=student, edition=latest_edition(second))
    assert (next_step(student).label, next_step(student).title) == ("Continue", "Lesson 2, Lesson-2")
    for lesson in (first, second):
        finish_lesson(learner=student, edition=latest_edition(lesson))
    assert next_step(student).title == "Passport control"
    record_exercise_pass(learner=student, exercise_slug="passport-control", run_id=uuid4(), score=80)
    assert next_step(student).title == "Quiz: One"


def test_next_step_of_a_stranger_is_to_ask(eve, programme):
    assert next_step(eve).url == reverse("courses:enrol")


def test_progress_says_what_is_left(student, make_course, programme):
    course = make_course("one", lessons=2)
    finish_lesson(learner=student, edition=latest_edition(LessonPage.objects.child_of(course).first()))
    (item,) = programme_overview(student, programme).courses
    assert (item.done, item.total, item.left) == (1, 3, ["Lesson-2", "Quiz: One"])


@pytest.mark.parametrize("count", [1, 3])
def test_overview_queries_do_not_grow(count, student, make_course, programme, django_assert_num_queries):
    for number in range(count):
        make_course(f"course-{number}", lessons=count, position=number + 1)
    next_step(student)
    # Enrolments, completions, places in lessons, attempts; what is published is kept from one request to the next.
    with django_assert_num_queries(4):
        overview = programme_overview(student, programme)
        next_step(student, overview)
    with django_assert_num_queries(4):
        next_step(student)


# Pages


@pytest.mark.parametrize("count", [1, 3])
def test_lesson_page_queries_do_not_grow(count, signed_in, student, make_course, django_assert_num_queries):
    course = make_course("one", lessons=0)
    for number in range(count):
        blocks = [check_block(make_question(course, f"q-{number}-{place}")) for place in range(count)]
        make_lesson(course, f"read-{number}", prose("<p>Read.</p>"), *blocks)
    client = signed_in(student)
    address = reverse("courses:lesson-detail", args=["one", "read-0"])
    client.get(address)
    with django_assert_num_queries(6):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_course_and_catalogue_queries_do_not_grow(count, signed_in, student, make_course, django_assert_num_queries):
    for number in range(count):
        make_course(f"course-{number}", lessons=count, position=number + 1)
    client = signed_in(student)
    client.get("/learn/course-0/")
    with django_assert_num_queries(6):
        client.get("/learn/course-0/")
    client.get("/courses/")
    # Seven of them are Wagtail's, to find the page and who may see it.
    with django_assert_num_queries(10):
        client.get("/courses/")


def test_page_shows_no_key_before_the_answer_and_the_verdict_after(signed_in, student, make_course):
    course = make_course("one", lessons=0)
    block = check_block(make_question(course))
    make_lesson(course, "first", block)
    client = signed_in(student)
    address = reverse("courses:lesson-detail", args=["one", "first"])
    assert "SECRET" not in client.get(address).content.decode()
    post = reverse("courses:lesson-check", args=["one", "first", block["id"]])
    name = f"c{block['id'].replace('-', '')}-choice"
    refused = client.post(post, {})
    assert (refused.status_code, "Answer the question first" in refused.content.decode()) == (422, True)
    assert "SECRET" not in refused.content.decode()
    response = client.post(post, {name: "1"})
    assert (response.status_code, response["Location"]) == (302, f"{address}#b-{block['id']}")
    page = client.get(address).content.decode()
    assert [word in page for word in ("SECRET-EXPLANATION", "You finished this lesson on")] == [True, True]
    assert ("SECRET-RIGHT" in page) != ("SECRET-WRONG" in page)


def test_an_answer_to_an_old_wording_counts_and_says_so(signed_in, student, make_course):
    course = make_course("one", lessons=0)
    question = make_question(course)
    block = check_block(question)
    edition = latest_edition(make_lesson(course, "first", block))
    answer_check(learner=student, edition=edition, block_id=block["id"], answer={"choice": "1"})
    save_question(
        course=course, key="q-1", use="check", kind="single", stem="Reworded?",
        content={"choices": [{"id": "a", "text": "Yes"}, {"id": "b", "text": "No"}]},
        answer_key={"correct": ["a"], "feedback": {"a": "NEW-A", "b": "NEW-B"}}, explanation="NEW-WHY", outcome=1, difficulty=1, actor=None,
    )  # fmt: skip
    page = signed_in(student).get(reverse("courses:lesson-detail", args=["one", "first"])).content.decode()
    assert [word in page for word in ("Reworded?", "was reworded", "NEW-A", "NEW-B", "NEW-WHY")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_finish_button_and_position(signed_in, student, make_course):
    course = make_course("one")
    lesson = only_lesson(course)
    client = signed_in(student)
    block = latest_edition(lesson).body[0]["id"]
    assert (
        client.post(reverse("courses:lesson-position", args=["one", "lesson-1"]), {"block": block}).status_code == 204
    )
    assert (
        client.post(reverse("courses:lesson-position", args=["one", "lesson-1"]), {"block": "x" * 500}).status_code
        == 422
    )
    page = client.get(reverse("courses:lesson-detail", args=["one", "lesson-1"])).content.decode()
    assert f'href="#b-{block}"' in page
    for _again in range(2):
        assert client.post(reverse("courses:lesson-finish", args=["one", "lesson-1"])).status_code == 302
    assert LessonProgress.objects.filter(completed_at__isnull=False).count() == 1
    assert client.get(reverse("courses:lesson-finish", args=["one", "lesson-1"])).status_code == 405


def test_locked_course_says_what_opens_it_and_opens_nothing(signed_in, student, make_course):
    make_course("one")
    make_course("late", level="intermediate")
    client = signed_in(student)
    page = client.get("/learn/late/").content.decode()
    assert "Left: One." in page
    assert "/learn/late/lesson-1/" not in page
    for address in ("/learn/late/lesson-1/", "/learn/late/lesson-1/finish/", "/learn/late/lesson-1/position/"):
        response = client.get(address) if address.endswith("lesson-1/") else client.post(address, {"block": "x"})
        assert response.status_code == 403
        assert "Words of lesson-1" not in response.content.decode()
    assert not LessonProgress.objects.exists()


def test_public_paths_never_show_a_lesson(client, make_course):
    make_course("one")
    assert "Words of lesson-1" not in client.get("/courses/one/").content.decode()
    response = client.get("/courses/one/lesson-1/")
    assert (response.status_code, response["Location"]) == (302, "/learn/one/lesson-1/")
    assert client.get("/learn/one/lesson-1/")["Location"].startswith("/accounts/login/")


def test_reserved_addresses_cannot_be_slugs(make_course):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        make_course("requests")
    with pytest.raises(ValidationError):
        make_lesson(make_course("one"), "quiz")


def test_instructor_previews_without_a_record(signed_in, make_course):
    course, other = make_course("one"), make_course("two")
    cy = make_person("Cy Tutor", email="cy@college.example", sector="police")
    assign_instructor(person=cy, course=course, actor=None)
    client = signed_in(cy, second_factor=True)
    assert (client.get("/learn/one/lesson-1/").status_code, client.get("/learn/two/lesson-1/").status_code) == (
        200,
        403,
    )
    assert client.post("/learn/one/lesson-1/finish/").status_code == 404
    assert not LessonProgress.objects.exists()
    assert (teaches(cy, course), teaches(cy, other)) == (True, False)


def test_first_programme_is_the_default(programme):
    assert (find_programme(), find_programme("investigation"), find_programme("none")) == (programme, programme, None)
