"""Reads about awards and certificates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import QuerySet

from certification.codes import group_code, parse_code
from certification.enums import CertificateState, Standing
from certification.facts import StatedLevel, compute_digest, read_levels
from certification.models import Award, Certificate, HeldAward
from college.accounts.models import User
from courses.enums import Level
from courses.models import CourseCompletion, CoursePage, LevelCompletion
from courses.queries.access import list_audiences


@dataclass(frozen=True, slots=True)
class RequiredCourse:
    key: UUID
    title: str


@dataclass(frozen=True, slots=True)
class LevelNeed:
    """What one level (None: a single course) asks for an award, and what is done of it."""

    level: Level | None
    done: tuple[RequiredCourse, ...]
    left: tuple[RequiredCourse, ...]
    was_completed: bool = False

    @property
    def is_complete(self) -> bool:
        """Complete today, or on an earlier day: a course added later takes nothing back. An empty level never is."""
        return self.was_completed or (bool(self.done) and not self.left)

    @property
    def total(self) -> int:
        return len(self.done) + len(self.left)


@dataclass(frozen=True, slots=True)
class AwardProgress:
    """How far a person is towards an award that they do not hold."""

    award: Award
    needs: tuple[LevelNeed, ...]
    held: HeldAward | None

    @property
    def is_earned(self) -> bool:
        return bool(self.needs) and all(need.is_complete for need in self.needs)


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """What anyone who knows the code may read: who, what, when, and whether it holds today. Nothing else about the person."""

    serial: str
    code: str
    printed_name: str
    title: str
    programme: str
    levels: tuple[StatedLevel, ...]
    issued_on: date
    expires_on: date
    standing: Standing
    revoked_on: date | None


def find_standing(certificate: Certificate, *, today: date) -> Standing:
    """The state with the date taken into account: valid to the end of the last day."""
    if certificate.state != CertificateState.VALID:
        return Standing(certificate.state)
    return Standing.EXPIRED if today > certificate.expires_on else Standing.VALID


def is_intact(certificate: Certificate) -> bool:
    """The stored facts still have the digest of the day of issue."""
    return certificate.digest == compute_digest(
        serial=certificate.serial, printed_name=certificate.printed_name, facts=certificate.facts
    )


def list_certificates(learner: User) -> QuerySet[Certificate]:
    """A person's own certificates, the latest first."""
    return Certificate.objects.filter(learner=learner).select_related("award")


def find_own_certificate(learner: User, certificate_id: UUID) -> Certificate | None:
    """A person's certificate by id; another person's is None."""
    return list_certificates(learner).filter(pk=certificate_id).first()


def find_valid_certificate(learner: User, award: Award) -> Certificate | None:
    """The one certificate of this award that is neither revoked nor superseded."""
    return Certificate.objects.filter(learner=learner, award=award, state=CertificateState.VALID).first()


def find_public_record(text: str, *, today: date) -> PublicRecord | None:
    """The public record behind a code in any spelling. None for no code, an unknown code, and a record that was tampered with."""
    code = parse_code(text)
    if code is None:
        return None
    certificate = Certificate.objects.filter(code=code).first()
    if certificate is None or not is_intact(certificate):
        return None
    facts = certificate.facts
    return PublicRecord(
        serial=certificate.serial,
        code=group_code(certificate.code),
        printed_name=certificate.printed_name,
        title=facts["award"]["title"],
        programme=facts["programme"]["title"],
        levels=read_levels(facts),
        issued_on=date.fromisoformat(facts["issued_on"]),
        expires_on=date.fromisoformat(facts["expires_on"]),
        standing=find_standing(certificate, today=today),
        revoked_on=certificate.revoked_at.astimezone(UTC).date() if certificate.revoked_at else None,
    )


def list_completions(learner: User, award: Award) -> list[CourseCompletion]:
    """What a person has completed towards an award, in the catalogue's order; courses that left it come last, by date."""
    completions = CourseCompletion.objects.filter(learner=learner, programme_slug=award.programme_slug)
    if award.course_key is not None:
        return list(completions.filter(course_key=award.course_key))
    found = list(completions.filter(level__in=award.required_levels))
    keys = [completion.course_key for completion in found]
    order = dict(CoursePage.objects.filter(key__in=keys).values_list("key", "position"))
    last = datetime.max.replace(tzinfo=UTC)
    return sorted(
        found, key=lambda one: (one.course_key not in order, order.get(one.course_key, 0), one.completed_at or last)
    )


def _list_required(learner: User, awards: Sequence[Award]) -> list[CoursePage]:
    """Published courses that the awards may ask for, without those that are closed to the person."""
    pages = CoursePage.objects.live().filter(
        programme__slug__in={award.programme_slug for award in awards}, audience__in=list_audiences(learner)
    )
    return list(
        pages.only("key", "title", "level", "position", "is_required", "programme__slug")
        .select_related("programme")
        .order_by("position", "title")
    )


@dataclass(frozen=True, slots=True)
class _Done:
    """What a person has completed: keys of courses, and levels as pairs of programme and level."""

    courses: frozenset[UUID]
    levels: frozenset[tuple[str, str]]


def _read_done(learner: User) -> _Done:
    return _Done(
        courses=frozenset(CourseCompletion.objects.filter(learner=learner).values_list("course_key", flat=True)),
        levels=frozenset(LevelCompletion.objects.filter(learner=learner).values_list("programme_slug", "level")),
    )


def _read_needs(award: Award, pages: Sequence[CoursePage], done: _Done) -> tuple[LevelNeed, ...]:
    ours = [page for page in pages if page.programme.slug == award.programme_slug]
    if award.course_key is not None:
        groups: list[tuple[Level | None, list[CoursePage]]] = [
            (None, [page for page in ours if page.key == award.course_key])
        ]
    else:
        groups = [
            (Level(level), [page for page in ours if page.level == level and page.is_required])
            for level in award.required_levels
        ]
    return tuple(
        LevelNeed(
            level=level,
            done=tuple(RequiredCourse(page.key, page.title) for page in group if page.key in done.courses),
            left=tuple(RequiredCourse(page.key, page.title) for page in group if page.key not in done.courses),
            was_completed=level is not None and (award.programme_slug, str(level)) in done.levels,
        )
        for level, group in groups
    )


def list_award_progress(learner: User, *, programme_slug: str | None = None) -> list[AwardProgress]:
    """Every award that can be earned and that the person was never given, with what is done and left. Five queries.

    A revoked certificate counts as given: the college alone gives it anew.
    """
    awards = Award.objects.filter(is_active=True)
    if programme_slug is not None:
        awards = awards.filter(programme_slug=programme_slug)
    given = Certificate.objects.filter(learner=learner).values("award")
    open_awards = list(awards.exclude(pk__in=given))
    if not open_awards:
        return []
    done = _read_done(learner)
    held = {one.award_id: one for one in HeldAward.objects.filter(learner=learner, award__in=open_awards)}
    pages = _list_required(learner, open_awards)
    return [
        AwardProgress(award=award, needs=_read_needs(award, pages, done), held=held.get(award.pk))
        for award in open_awards
    ]


def has_earned(learner: User, award: Award) -> bool:
    """All that the award asks for is complete today. Whether a certificate exists does not matter."""
    needs = _read_needs(award, _list_required(learner, [award]), _read_done(learner))
    return bool(needs) and all(need.is_complete for need in needs)


def list_candidates(award: Award) -> QuerySet[User]:
    """People who completed something in the award's programme and were never given it."""
    studied = CourseCompletion.objects.filter(programme_slug=award.programme_slug).values("learner")
    given = Certificate.objects.filter(award=award, learner__isnull=False).values("learner")
    return User.objects.filter(pk__in=studied).exclude(pk__in=given).order_by("pk")
