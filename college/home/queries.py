"""What the dashboard shows, composed from the apps below."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certification.enums import Standing
from certification.models import Certificate
from certification.queries import find_standing, list_certificates
from college.accounts.models import User
from college.core import clock
from college.organisations.queries import list_managed
from courses.enums import EnrolmentState, LessonState, Level
from courses.queries.enrolment import list_decidable
from courses.queries.progress import (
    CourseProgress,
    LevelProgress,
    NextStep,
    ProgrammeOverview,
    next_step,
    read_own_overview,
)
from courses.rules import list_taught

Item = dict[str, str]


@dataclass(frozen=True, slots=True)
class LevelSection:
    """One level of the programme as a list of tasks."""

    title: str
    total: int
    progress: str
    note: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Dashboard:
    """Everything on a person's first page."""

    step: NextStep
    duties: list[Item]
    levels: list[LevelSection]
    certificates: list[Item]


def read_dashboard(person: User) -> Dashboard:
    """The dashboard of one person. The number of queries does not grow with courses, lessons or people."""
    overview = read_own_overview(person)
    duties = _list_duties(person)
    today = clock.now().date()
    certificates = [_describe_certificate(certificate, today=today) for certificate in list_certificates(person)]
    return Dashboard(
        step=_find_first_step(person, overview, duties),
        duties=duties,
        levels=_list_levels(overview),
        certificates=certificates,
    )


def _find_first_step(person: User, overview: ProgrammeOverview, duties: list[Item]) -> NextStep:
    """What a learner does next; for those who are here to decide or to teach, and study nothing, that."""
    if overview.enrolment_state is not None or not duties:
        return next_step(person, overview)
    if duties[0]["tone"] == "attention":
        return NextStep(
            _("Decide on the requests"), _("People wait for your decision"), duties[0]["href"],
            _("Each of them is answered within five working days."),
        )  # fmt: skip
    if person.is_staff:
        return NextStep(
            _("Go to the staff pages"), _("Your courses and learners"), reverse("wagtailadmin_home"),
            _("Write lessons and questions, and see who is where."),
        )  # fmt: skip
    return NextStep(_("See their progress"), duties[-1]["title"], duties[-1]["href"], _("No request waits for you."))


def _describe_certificate(certificate: Certificate, *, today: date) -> Item:
    standing = find_standing(certificate, today=today)
    return {
        "title": certificate.award.title,
        "href": reverse("certification:mine"),
        "note": _("Serial %(serial)s") % {"serial": certificate.serial},
        "state": str(standing.label),
        "tone": "done" if standing is Standing.VALID else "attention",
    }


def _list_duties(person: User) -> list[Item]:
    """What waits for a manager or an instructor."""
    duties: list[Item] = []
    managed = list(list_managed(person))
    if managed or person.is_staff:
        waiting = list_decidable(person).filter(state=EnrolmentState.REQUESTED).count()
        duties.append({
            "title": _("Requests to enrol"),
            "href": reverse("courses:enrolment-requests"),
            "state": ngettext("%(n)s waiting", "%(n)s waiting", waiting) % {"n": waiting} if waiting else _("None waiting"),
            "tone": "attention" if waiting else "done",
        })  # fmt: skip
    duties += [
        {
            "title": _("Progress of %(organisation)s") % {"organisation": organisation.name},
            "href": reverse("courses:organisation-progress", args=[organisation.slug]),
        }
        for organisation in managed
    ]
    if person.is_staff and (taught := list_taught(person).count()):
        duties.append({
            "title": _("Your courses in the staff pages"),
            "href": reverse("wagtailadmin_home"),
            "note": ngettext("You teach %(n)s course.", "You teach %(n)s courses.", taught) % {"n": taught},
        })  # fmt: skip
    return duties


def _list_levels(overview: ProgrammeOverview) -> list[LevelSection]:
    return [_describe_level(level) for level in overview.levels]


def _describe_level(level: LevelProgress) -> LevelSection:
    """A level as a list of tasks. What locks all of its courses alike is said once, above them."""
    items = [_describe_course(item) for item in level.courses]
    locks = {item.locked_reason for item in level.courses}
    note = locks.pop() if len(locks) == 1 else ""
    if note:
        items = [{**item, "note": ""} for item in items]
    return LevelSection(
        title=_("Industry modules") if level.level == Level.INDUSTRY else str(level.level.label),
        total=0 if note else level.total,
        progress=_("%(done)s of %(total)s courses complete") % {"done": level.done, "total": level.total},
        note=note,
        items=items,
    )


def _describe_course(item: CourseProgress) -> Item:
    """A course as a line of the task list: its state in words, and what is left or what unlocks it."""
    if item.is_completed:
        return {"title": item.course.title, "href": item.url, "state": _("Done"), "tone": "done", "note": ""}
    if item.locked_reason:
        return {"title": item.course.title, "href": item.course.public_url, "state": _("Locked"), "tone": "locked",
                "note": item.locked_reason}  # fmt: skip
    if not item.done and all(lesson.state is LessonState.NOT_STARTED for lesson in item.lessons):
        return {"title": item.course.title, "href": item.url, "state": _("Not started"), "tone": "neutral", "note": ""}
    return {
        "title": item.course.title,
        "href": item.url,
        "state": _("In progress, %(done)s of %(total)s") % {"done": item.done, "total": item.total},
        "tone": "active",
        "note": _("Left: %(titles)s") % {"titles": "; ".join(item.left)},
    }
