"""What can be earned, and who has earned it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from certification.domain.certificates import issue_certificate
from certification.models import Award, Certificate, HeldAward
from certification.queries import list_award_progress, list_candidates
from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError
from college.core.mail import send_mail_from_template
from courses.enums import Level


@transaction.atomic
def ensure_award(
    *,
    slug: str,
    title: str,
    wording: str,
    programme_slug: str,
    required_levels: Sequence[str] = (),
    course_key: UUID | None = None,
    validity_months: int = 48,
    signatories: Sequence[tuple[str, str]] = (),
    language: str = "en",
    actor: User | None = None,
    now: datetime | None = None,
) -> Award:
    """Create the award, or bring it to these values. Certificates already given are not touched.

    Signatories are pairs of name and office. Audited when something changed. Raises CollegeError `award_rule` unless it
    asks for levels of the programme or for one course, and not for both.
    """
    levels = [Level(level).value for level in required_levels]
    if bool(levels) == bool(course_key):
        raise CollegeError("award_rule", _("An award needs either levels or one course to be complete."))
    wanted = {
        "title": title,
        "wording": wording,
        "programme_slug": programme_slug,
        "required_levels": levels,
        "course_key": course_key,
        "validity_months": validity_months,
        "signatories": "\n".join(f"{name} | {office}" for name, office in signatories),
        "language": language,
    }
    award, is_new = Award.objects.select_for_update().get_or_create(slug=slug, defaults=wanted)
    changed = [name for name, value in wanted.items() if getattr(award, name) != value]
    for name in changed:
        setattr(award, name, wanted[name])
    award.full_clean()
    if changed:
        award.save(update_fields=changed)
    if is_new or changed:
        record_audit(
            actor=actor, verb="award.created" if is_new else "award.changed", subject=award, chain="certification",
            data={"slug": slug, "changed": changed}, now=now,
        )  # fmt: skip
    return award


def decide_awards(*, learner: User, programme_slug: str, now: datetime | None = None) -> list[Certificate]:
    """Issue every award of the programme that the person has earned and was never given. Returns the new certificates.

    Safe to repeat. An award that cannot be issued (a name that no font draws) is held, with the reason, for the person to mend.
    """
    issued = []
    for progress in list_award_progress(learner, programme_slug=programme_slug):
        if not progress.is_earned:
            continue
        try:
            issued.append(issue_certificate(learner=learner, award=progress.award, actor=None, now=now))
        except CollegeError as refusal:
            if refusal.code != "name_not_printable":
                raise
            with translation.override(learner.language):
                reason = str(refusal)
            hold_award(learner=learner, award=progress.award, code=refusal.code, reason=reason, now=now)
    return issued


@transaction.atomic
def hold_award(*, learner: User, award: Award, code: str, reason: str, now: datetime | None = None) -> HeldAward:
    """Note that an earned award waits for a person's attention, and why. A mail tells them, and it is audited, when the reason is new."""
    held, is_new = HeldAward.objects.select_for_update().get_or_create(
        learner=learner, award=award, defaults={"code": code, "reason": reason, "noticed_at": now or clock.now()}
    )
    if not is_new and (held.code, held.reason) == (code, reason):
        return held
    held.code, held.reason = code, reason
    held.save(update_fields=["code", "reason"])
    context: dict[str, object] = {
        "award": award,
        "reason": reason,
        "site_name": settings.SITE_NAME,
        "own_url": settings.BASE_URL + reverse("certification:mine"),
    }
    send_mail_from_template(to=learner.email, template="certificate_held", context=context, language=learner.language)
    record_audit(
        actor=None,
        verb="award.held",
        subject=learner,
        chain="certification",
        data={"award": award.slug, "code": code},
        now=now,
    )
    return held


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a run did: certificates issued, and people whose award is held."""

    issued: int
    held: int


def reconcile_awards(*, now: datetime | None = None) -> Reconciliation:
    """Give every award that was earned and not given: what a lost task or a mended name left open. Safe to repeat."""
    issued = 0
    for award in Award.objects.filter(is_active=True):
        # Ids first: a refusal rolls back, and SQLite would end a cursor that is still being read.
        for learner_id in list(list_candidates(award).values_list("pk", flat=True)):
            learner = User.objects.get(pk=learner_id)
            issued += len(decide_awards(learner=learner, programme_slug=award.programme_slug, now=now))
    return Reconciliation(issued=issued, held=HeldAward.objects.count())
