"""Who may study what, and why not yet: what is published, and flat reads of how one person stands to it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from college.accounts.models import User
from courses.enums import Audience, EnrolmentState, Level
from courses.models import CourseCompletion, CourseInstructor, Enrolment, LevelCompletion, Programme
from courses.queries.outline import CourseOutline, ExerciseOutline, read_outline
from sandbox.enums import Audience as ExerciseAudience
from sandbox.rules import is_meant_for

OPEN, NOT_ENROLLED, WAITING, LEVEL_LOCKED = "open", "not_enrolled", "waiting", "level_locked"


@dataclass(frozen=True, slots=True)
class CourseFacts(CourseOutline):
    """A published course as one person stands to it. `completed_at` is read where it is shown, and None elsewhere."""

    enrolment_state: str | None
    is_introduced: bool
    completed_at: datetime | None

    @property
    def public_url(self) -> str:
        """The address of the public description: the page tree's path below the site's root page."""
        return "/" + self.url_path.split("/", 2)[2]

    @property
    def level_label(self) -> str:
        return str(Level(self.level).label)


@dataclass(frozen=True, slots=True)
class CourseAccess:
    """Whether a course is open to a person. `reason` is a sentence that says what opens it; empty when it is open.

    With `is_preview` an instructor looks at the course as learners see it, and nothing is recorded.
    """

    course: CourseFacts
    code: str
    reason: str = ""
    is_preview: bool = False

    @property
    def is_open(self) -> bool:
        return self.code == OPEN


def list_audiences(visitor: User | AnonymousUser) -> list[str]:
    """The audiences whose courses the visitor may know of."""
    if isinstance(visitor, User) and visitor.is_active and (visitor.is_law_enforcement or visitor.is_staff):
        return [Audience.EVERYONE, Audience.LAW_ENFORCEMENT]
    return [Audience.EVERYONE]


def list_exercise_audiences(visitor: User | AnonymousUser) -> list[str]:
    """The audiences whose exercises are asked of the visitor. Staff look at all of them, and so may who is not signed in."""
    if not isinstance(visitor, User) or visitor.is_staff:
        return list(ExerciseAudience.values)
    return [audience for audience in ExerciseAudience.values if is_meant_for(person=visitor, audience=audience)]


def _choose_exercises(visitor: User | AnonymousUser, course: CourseOutline) -> tuple[ExerciseOutline, ...]:
    audiences = list_exercise_audiences(visitor)
    return tuple(exercise for exercise in course.exercises if exercise.audience in audiences)


_OUTLINE_FIELDS = tuple(field.name for field in fields(CourseOutline) if field.name != "exercises")


def list_known(visitor: User | AnonymousUser) -> list[CourseOutline]:
    """Published courses that the visitor may know of, by level and place."""
    audiences = list_audiences(visitor)
    return [course for course in read_outline() if course.audience in audiences]


def read_completions(learner: User | AnonymousUser) -> dict[UUID, datetime]:
    """When the person completed which course, by its key. One query; none for a visitor."""
    if learner.pk is None:
        return {}
    return dict(CourseCompletion.objects.filter(learner_id=learner.pk).values_list("course_key", "completed_at"))


def read_enrolments(learner: User | AnonymousUser) -> dict[int, str]:
    """The states of the person's live enrolments, by programme. One query; none for a visitor."""
    if learner.pk is None:
        return {}
    live = [EnrolmentState.REQUESTED, EnrolmentState.ADMITTED]
    enrolments = Enrolment.objects.filter(learner_id=learner.pk, state__in=live).order_by()
    return dict(enrolments.values_list("programme_id", "state"))


def read_facts(
    learner: User | AnonymousUser, courses: Iterable[CourseOutline], *, states: Mapping[int, str] | None = None,
    completions: Mapping[UUID, datetime] | None = None,
) -> list[CourseFacts]:  # fmt: skip
    """How the person stands to these courses. One query, none with `states`; one more when one is past the first level."""
    courses, introduced = list(courses), set()
    if states is None:
        states = read_enrolments(learner) if courses else {}
    if states and any(course.level != Level.INTRODUCTORY for course in courses):
        levels = LevelCompletion.objects.filter(learner_id=learner.pk, level=Level.INTRODUCTORY)
        introduced = set(levels.values_list("programme_slug", flat=True))
    return [
        CourseFacts(
            **{name: getattr(course, name) for name in _OUTLINE_FIELDS},
            exercises=_choose_exercises(learner, course),
            enrolment_state=states.get(course.programme_id),
            is_introduced=course.programme_slug in introduced,
            completed_at=completions.get(course.key) if completions else None,
        )
        for course in courses
    ]


def judge(course: CourseFacts, *, missing: list[str]) -> CourseAccess:
    """The state of a course for a person who still lacks the introductory courses titled in `missing`."""
    if course.enrolment_state is None:
        return CourseAccess(course, NOT_ENROLLED, _("Ask to enrol first; then the course opens."))
    if course.enrolment_state == EnrolmentState.REQUESTED:
        return CourseAccess(
            course, WAITING, _("Your request to enrol is being decided. The course opens when you are admitted.")
        )
    if course.level != Level.INTRODUCTORY and not course.is_introduced and missing:
        return CourseAccess(
            course,
            LEVEL_LOCKED,
            _("Opens when you have completed the introductory level. Left: %(courses)s.")
            % {"courses": "; ".join(missing)},
        )
    return CourseAccess(course, OPEN)


def list_missing_introductory(
    *, learner: User | AnonymousUser, programme_id: int, completions: Mapping[UUID, datetime] | None = None
) -> list[str]:
    """Titles of the required introductory courses that the person has not completed, in their order. One query at most."""
    done = read_completions(learner) if completions is None else completions
    return [
        course.title
        for course in list_known(learner)
        if course.programme_id == programme_id
        and course.level == Level.INTRODUCTORY
        and course.is_required
        and course.key not in done
    ]


def read_access(*, learner: User | AnonymousUser, course_slug: str) -> CourseAccess | None:
    """How a person stands to a course; None when there is no such course for them.

    One query; past the first level one more, and a third while that level is not complete.
    """
    found = read_facts(learner, [course for course in list_known(learner) if course.slug == course_slug][:1])
    return judge_alone(found[0], learner=learner) if found else None


def judge_alone(course: CourseFacts, *, learner: User | AnonymousUser) -> CourseAccess:
    """`judge` for one course: reads what is missing where that matters."""
    needs_level = (
        course.enrolment_state == EnrolmentState.ADMITTED
        and course.level != Level.INTRODUCTORY
        and not course.is_introduced
    )
    missing = list_missing_introductory(learner=learner, programme_id=course.programme_id) if needs_level else []
    return judge(course, missing=missing)


def read_reader_access(*, reader: User, course_slug: str) -> CourseAccess | None:
    """As `read_access`; what is closed to others opens as a preview to the course's instructors."""
    access = read_access(learner=reader, course_slug=course_slug)
    if access is None or access.is_open or not reader.is_staff:
        return access
    if reader.is_superuser or CourseInstructor.objects.filter(person=reader, course_id=access.course.id).exists():
        return CourseAccess(access.course, OPEN, is_preview=True)
    return access


def find_programme(slug: str | None = None) -> Programme | None:
    """The programme with this short name; without one, the first."""
    programmes = Programme.objects.all()
    return (programmes.filter(slug=slug) if slug else programmes.order_by("pk")).first()
