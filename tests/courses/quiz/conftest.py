"""A course with a bank of every kind, its quiz, and who meets it."""

from typing import Any

import pytest
from wagtail.models import Page

from college.accounts.models import User
from college.core import clock
from courses.domain.answers import encode_answer, right_answer
from courses.domain.attempts import save_answer, start_attempt
from courses.domain.questions import save_question
from courses.domain.quizzes import save_quiz
from courses.enums import Audience, EnrolmentState, Level
from courses.models import (
    Attempt,
    CataloguePage,
    CourseInstructor,
    CoursePage,
    Enrolment,
    Programme,
    Question,
    Quiz,
)
from tests.conftest import make_person

# Words that stand in keys, feedback and explanations alone: none may reach a learner before release.
SECRET = "zx-secret"


def make_course(slug: str = "hits", *, audience: str = Audience.EVERYONE) -> CoursePage:
    programme, _ = Programme.objects.get_or_create(slug="main", defaults={"title": "Investigators", "summary": "All."})
    catalogue = CataloguePage.objects.first()
    if catalogue is None:
        catalogue = Page.get_first_root_node().add_child(instance=CataloguePage(title="Courses", slug="courses"))
    return catalogue.add_child(
        instance=CoursePage(
            title=f"Course {slug}", slug=slug, programme=programme, level=Level.INTRODUCTORY, audience=audience,
            minutes=60, summary="What a hit proves.", about="<p>About.</p>", outcomes=[("outcome", "Explain a hit")],
        )
    )  # fmt: skip


def write_question(course: CoursePage, number: int = 1, *, kind: str = "single", **changes: Any) -> Question:
    """A question of this kind. `number` gives its key and its outcome (three outcomes take turns)."""
    choices = [{"id": row, "text": f"Choice {row.upper()} of {number}"} for row in "abcd"]
    columns = {
        "left": [{"id": f"l{row}", "text": f"Term {row} of {number}"} for row in "123"],
        "right": [{"id": f"r{row}", "text": f"Meaning {row} of {number}"} for row in "1234"],
    }
    feedback = {row: f"{SECRET} feedback {row}" for row in "abcd"}
    content, key = {
        "single": ({"choices": choices}, {"correct": ["c"], "feedback": feedback}),
        "multiple": ({"choices": choices}, {"correct": ["a", "d"], "feedback": feedback}),
        "numeric": ({"unit": "days"}, {"value": "73.25", "tolerance": "0.5"}),
        "matching": (columns, {"pairs": {"l1": "r1", "l2": "r2", "l3": "r3"}}),
    }[kind]
    values = {
        "course": course, "key": f"q-{number:02}", "use": "quiz", "kind": kind, "stem": f"Stem of question {number}?",
        "content": content, "answer_key": key, "explanation": f"{SECRET} explanation {number}",
        "outcome": number % 3 + 1, "difficulty": 2, "actor": None,
    }  # fmt: skip
    return save_question(**{**values, **changes})


def enrol(learner: User, course: CoursePage) -> Enrolment:
    return Enrolment.objects.create(
        learner=learner, programme=course.programme, state=EnrolmentState.ADMITTED, decided_at=clock.now()
    )


def answer_right(attempt: Attempt, *, count: int | None = None) -> None:
    """Answer the first `count` questions rightly; all of them without a count."""
    for item in list(attempt.items.select_related("question_version"))[:count]:
        posted = encode_answer(order=item.order, answer=right_answer(item.question_version))
        save_answer(attempt=attempt, position=item.position, answer=posted, idempotency_key=f"t{item.position}:1")


@pytest.fixture
def course(db: None) -> CoursePage:
    course = make_course()
    for number, kind in enumerate(["single", "multiple", "numeric", "matching"] * 2, start=1):
        write_question(course, number, kind=kind)
    return course


@pytest.fixture
def quiz(course: CoursePage) -> Quiz:
    """It asks the whole bank, so that every kind comes up; tests of the draw ask for less."""
    return save_quiz(course=course, title="Quiz: hits", draw_count=8, pass_mark=80, minutes=30, actor=None)


@pytest.fixture
def learner(ada: User, course: CoursePage) -> User:
    """Ada, admitted to the programme."""
    enrol(ada, course)
    return ada


@pytest.fixture
def attempt(learner: User, quiz: Quiz) -> Attempt:
    return start_attempt(learner=learner, quiz=quiz)


@pytest.fixture
def cy(course: CoursePage) -> User:
    """Instructor of the course."""
    person = make_person("Cy Instructor", is_staff=True)
    CourseInstructor.objects.create(person=person, course=course)
    return person


@pytest.fixture
def dee(db: None) -> User:
    """Instructor of another course."""
    person = make_person("Dee Instructor", is_staff=True)
    CourseInstructor.objects.create(person=person, course=make_course("other"))
    return person
