"""Who may: predicates about courses, their bank and their quizzes."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from college.accounts.models import User
from courses.enums import Audience, EnrolmentState
from courses.models import CourseInstructor, CoursePage, Enrolment, Quiz


def list_taught(person: User) -> QuerySet[CoursePage]:
    """Courses that the person may edit and whose learners they may see: their own; all for an administrator."""
    if not person.is_active:
        return CoursePage.objects.none()
    if person.is_superuser:
        return CoursePage.objects.all()
    return CoursePage.objects.filter(pk__in=CourseInstructor.objects.filter(person=person).values("course_id"))


def teaches(person: User | AnonymousUser, course: CoursePage) -> bool:
    """An administrator, or an instructor of this very course."""
    if not person.is_authenticated or not person.is_active:
        return False
    return person.is_superuser or CourseInstructor.objects.filter(person=person, course=course).exists()


def may_study_course(learner: User, course: CoursePage) -> bool:
    """Admitted to the course's programme, and of the sector that the course is open to."""
    if not learner.is_active or not course.live:
        return False
    if course.audience == Audience.LAW_ENFORCEMENT and not learner.is_law_enforcement:
        return False
    return Enrolment.objects.filter(
        learner=learner, programme=course.programme_id, state=EnrolmentState.ADMITTED
    ).exists()


def may_sit_quiz(learner: User, quiz: Quiz) -> bool:
    """Whoever may study the course may sit its quiz. How often, and when again, is `retakes.judge_start`'s matter."""
    return may_study_course(learner, quiz.course)
