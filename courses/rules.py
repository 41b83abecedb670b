"""Who may: predicates about studying, teaching and deciding. Each says no when in doubt."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from college.accounts.models import User
from college.organisations.rules import is_manager_of
from courses.enums import EnrolmentState, QuestionUse
from courses.models import CourseInstructor, CoursePage, Enrolment, LessonEdition, LessonPage, Question, Quiz
from courses.queries.access import list_audiences, read_access

Visitor = User | AnonymousUser


def may_see_course(visitor: Visitor, course: CoursePage) -> bool:
    """May read the public description. Courses for law enforcement do not exist for anyone else."""
    return course.audience in list_audiences(visitor)


def may_study_course(learner: Visitor, course: CoursePage) -> bool:
    """Admitted to the programme, of the course's audience, and past the level that must come first."""
    access = read_access(learner=learner, course_slug=course.slug)
    return access is not None and access.is_open


def may_open_lesson(learner: Visitor, lesson: LessonPage) -> bool:
    """The lesson is published, has an edition, and its course is open to the person."""
    if not lesson.live or not LessonEdition.objects.filter(lesson_key=lesson.key).exists():
        return False
    course = CoursePage.objects.filter(path=lesson.path[: -LessonPage.steplen]).first()
    return course is not None and (may_study_course(learner, course) or teaches(learner, course))


def teaches(person: Visitor, course: CoursePage) -> bool:
    """An instructor of this very course, or an administrator of the college."""
    if not person.is_authenticated or not person.is_active or not person.is_staff:
        return False
    return person.is_superuser or CourseInstructor.objects.filter(person=person, course=course).exists()


def list_taught(person: Visitor) -> QuerySet[CoursePage]:
    """Courses that the person may edit and whose learners they may see: their own; all for an administrator."""
    courses: QuerySet[CoursePage] = CoursePage.objects.all()
    if not person.is_authenticated or not person.is_active or not person.is_staff:
        return courses.none()
    if person.is_superuser:
        return courses
    return courses.filter(pk__in=CourseInstructor.objects.filter(person=person).values("course_id"))


def may_sit_quiz(learner: Visitor, quiz: Quiz) -> bool:
    """Whoever may study the course may sit its quiz. How often, and when again, is the retake rules' matter."""
    return may_study_course(learner, quiz.course)


def may_stand_in_lesson(question: Question | None, course: CoursePage | None) -> bool:
    """A knowledge check is a question of the lesson's own course, meant for lessons and not retired."""
    if question is None or course is None:
        return False
    return question.course_id == course.pk and question.use == QuestionUse.CHECK and not question.is_retired


def may_decide_for_college(person: Visitor) -> bool:
    """College staff who may decide any request."""
    return (
        person.is_authenticated and person.is_active and person.is_staff and person.has_perm("courses.change_enrolment")
    )


def may_decide_enrolment(person: Visitor, enrolment: Enrolment) -> bool:
    """The college's staff, or a manager of the verified organisation that the applicant named. Never one's own."""
    if not isinstance(person, User) or enrolment.learner_id == person.pk:
        return False
    if may_decide_for_college(person):
        return True
    organisation = enrolment.organisation
    return organisation is not None and organisation.is_verified and is_manager_of(person, organisation)


def may_withdraw_enrolment(person: Visitor, enrolment: Enrolment) -> bool:
    """One's own place, while it is asked for or held."""
    return enrolment.learner_id == person.pk and enrolment.state in {EnrolmentState.REQUESTED, EnrolmentState.ADMITTED}
