"""Who may study what, and why not yet: one query for a course and its reader."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from college.accounts.models import User
from courses.enums import Audience, EnrolmentState, Level
from courses.models import CourseCompletion, CourseInstructor, CoursePage, Enrolment, LevelCompletion, Programme

OPEN, NOT_ENROLLED, WAITING, LEVEL_LOCKED = "open", "not_enrolled", "waiting", "level_locked"
_FIELDS = (
    "pk", "key", "slug", "title", "level", "position", "is_required", "audience", "minutes", "summary", "path",
    "url_path", "programme_id", "programme__slug", "enrolment_state", "completed_at", "is_introduced",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A published course as one person stands to it."""

    id: int
    key: UUID
    slug: str
    title: str
    level: str
    position: int
    is_required: bool
    audience: str
    minutes: int
    summary: str
    path: str
    url_path: str
    programme_id: int
    programme_slug: str
    enrolment_state: str | None
    completed_at: datetime | None
    is_introduced: bool

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


def select_courses(learner: User | AnonymousUser) -> QuerySet[CoursePage]:
    """Published courses that the person may know of, with how the person stands to each."""
    person_id = learner.pk or 0
    courses: QuerySet[CoursePage] = CoursePage.objects.filter(live=True, audience__in=list_audiences(learner)).annotate(
        enrolment_state=Subquery(
            Enrolment.objects.filter(
                learner_id=person_id,
                programme_id=OuterRef("programme_id"),
                state__in=[EnrolmentState.REQUESTED, EnrolmentState.ADMITTED],
            ).values("state")[:1]
        ),
        completed_at=Subquery(
            CourseCompletion.objects.filter(learner_id=person_id, course_key=OuterRef("key")).values("completed_at")[:1]
        ),
        is_introduced=Exists(
            LevelCompletion.objects.filter(
                learner_id=person_id, programme_slug=OuterRef("programme__slug"), level=Level.INTRODUCTORY
            )
        ),
    )
    return courses


def read_facts(courses: QuerySet[CoursePage]) -> list[CourseFacts]:
    """The rows of `select_courses`, by level and place. One query."""
    order = list(Level.values)
    rows = [CourseFacts(*row) for row in courses.values_list(*_FIELDS)]
    return sorted(rows, key=lambda course: (order.index(course.level), course.position, course.title))


def judge(course: CourseFacts, *, missing: list[str]) -> CourseAccess:
    """The state of a course for a person who still lacks the introductory courses titled in `missing`."""
    if course.enrolment_state is None:
        return CourseAccess(course, NOT_ENROLLED, _("Ask to enrol first; then the course opens."))
    if course.enrolment_state == EnrolmentState.REQUESTED:
        return CourseAccess(course, WAITING, _("Your request to enrol is being decided. The course opens when you are admitted."))
    if course.level != Level.INTRODUCTORY and not course.is_introduced and missing:
        return CourseAccess(
            course,
            LEVEL_LOCKED,
            _("Opens when you have completed the introductory level. Left: %(courses)s.") % {"courses": "; ".join(missing)},
        )
    return CourseAccess(course, OPEN)


def list_missing_introductory(*, learner: User | AnonymousUser, programme_id: int) -> list[str]:
    """Titles of the required introductory courses that the person has not completed, in their order."""
    done = CourseCompletion.objects.filter(learner_id=learner.pk or 0, course_key=OuterRef("key"))
    return list(
        CoursePage.objects.filter(
            ~Exists(done),
            live=True,
            programme_id=programme_id,
            level=Level.INTRODUCTORY,
            is_required=True,
            audience__in=list_audiences(learner),
        )
        .order_by("position", "title")
        .values_list("title", flat=True)
    )


def read_access(*, learner: User | AnonymousUser, course_slug: str) -> CourseAccess | None:
    """How a person stands to a course; None when there is no such course for them. One query, two past the first level."""
    found = read_facts(select_courses(learner).filter(slug=course_slug))
    if not found:
        return None
    course = found[0]
    needs_level = course.level != Level.INTRODUCTORY and not course.is_introduced
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
