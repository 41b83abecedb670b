"""What can happen to a certificate."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from certification.codes import group_code, make_code
from certification.enums import CertificateState
from certification.facts import FACTS_VERSION, add_months, compute_digest
from certification.models import Award, Certificate, HeldAward, SerialCounter
from certification.queries import find_valid_certificate, has_earned, list_completions
from certification.rules import may_administer_certificates
from college.accounts.models import User
from college.accounts.names import normalise_name, validate_name
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, Conflict, NotPermitted
from college.core.mail import send_mail_from_template
from college.core.typesetting.fonts import find_unprintable
from courses.models import CourseCompletion, Programme


def issue_certificate(*, learner: User, award: Award, actor: User | None, now: datetime | None = None) -> Certificate:
    """Give the award to a person who earned it. Given already: returns that certificate and changes nothing.

    Side effects, all in one transaction: the certificate with the next serial of the year, a mail to the holder, the end of a
    hold, an audit entry; on commit a task draws the PDF. Parallel calls give one certificate.

    Raises CollegeError `award_not_earned`; `award_revoked` when the college itself (`actor` None) would give again what was
    revoked; `name_not_printable` when the name cannot be set.
    """
    existing = find_valid_certificate(learner, award)
    if existing is not None:
        return existing
    try:
        with transaction.atomic():
            return _issue(learner=learner, award=award, actor=actor, moment=now or clock.now())
    except IntegrityError:
        # Lost a race that the counter's lock did not decide: the winner's certificate is the one.
        existing = find_valid_certificate(learner, award)
        if existing is None:
            raise
        return existing


def _issue(*, learner: User, award: Award, actor: User | None, moment: datetime) -> Certificate:
    counter = _lock_counter(moment.astimezone(UTC).year)
    existing = find_valid_certificate(learner, award)
    if existing is not None:
        return existing
    holder = User.objects.get(pk=learner.pk)
    if (
        actor is None
        and Certificate.objects.filter(learner=holder, award=award, state=CertificateState.REVOKED).exists()
    ):
        raise CollegeError("award_revoked", _("This certificate was revoked. Only the college can give it again."))
    if not has_earned(holder, award):
        raise CollegeError("award_not_earned", _("Not everything that this certificate asks for is complete yet."))
    printed_name = check_printable_name(holder.full_name)
    counter.last += 1
    counter.save(update_fields=["last"])
    certificate = _write_certificate(
        holder=holder,
        award=award,
        printed_name=printed_name,
        serial=f"IC-{counter.year}-{counter.last:06d}",
        moment=moment,
    )
    HeldAward.objects.filter(learner=holder, award=award).delete()
    _announce(certificate, template="certificate_issued")
    _draw_on_commit(certificate)
    record_audit(
        actor=actor, verb="certificate.issued", subject=certificate, chain="certification",
        data={"serial": certificate.serial, "award": award.slug, "digest": certificate.digest}, now=moment,
    )  # fmt: skip
    return certificate


def _lock_counter(year: int) -> SerialCounter:
    """The year's counter, locked until the transaction ends: issuing is one at a time, and a roll-back leaves no gap."""
    SerialCounter.objects.get_or_create(year=year)
    return SerialCounter.objects.select_for_update().get(year=year)


def check_printable_name(name: str) -> str:
    """The name as it will be printed. Raises CollegeError `name_not_printable` with what to do about it."""
    try:
        validate_name(name)
    except ValidationError as error:
        raise CollegeError("name_not_printable", " ".join(error.messages)) from error
    missing = find_unprintable(normalise_name(name))
    if missing:
        raise CollegeError(
            "name_not_printable",
            format_lazy(
                _("We cannot print “{characters}” of your name yet. Change the name in your settings to Latin, Arabic, "
                  "Cyrillic, Greek or Chinese letters, or write to the college."),
                characters=" ".join(missing),
            ),
        )  # fmt: skip
    return normalise_name(name)


def _write_certificate(*, holder: User, award: Award, printed_name: str, serial: str, moment: datetime) -> Certificate:
    issued_on = moment.astimezone(UTC).date()
    expires_on = add_months(issued_on, award.validity_months)
    programme = Programme.objects.filter(slug=award.programme_slug).first()
    facts: dict[str, Any] = {
        "version": FACTS_VERSION,
        "issuer": settings.SITE_NAME,
        "language": award.language,
        "award": {"slug": award.slug, "title": award.title, "wording": award.wording},
        "programme": {"slug": award.programme_slug, "title": programme.title if programme else award.programme_slug},
        "levels": _state_levels(list_completions(holder, award), award),
        "signatories": _read_signatories(award.signatories),
        "issued_on": issued_on.isoformat(),
        "expires_on": expires_on.isoformat(),
    }
    return Certificate.objects.create(
        serial=serial,
        code=make_code(),
        learner=holder,
        award=award,
        printed_name=printed_name,
        facts=facts,
        digest=compute_digest(serial=serial, printed_name=printed_name, facts=facts),
        issued_at=moment,
        issued_on=issued_on,
        expires_on=expires_on,
    )


def _state_levels(completions: Sequence[CourseCompletion], award: Award) -> list[dict[str, Any]]:
    if award.course_key is not None:
        return [{"level": None, "courses": [_state_course(one) for one in completions]}]
    ordered = sorted(completions, key=lambda one: award.required_levels.index(one.level))
    return [
        {"level": level, "courses": [_state_course(one) for one in group]}
        for level, group in groupby(ordered, key=lambda one: one.level)
    ]


def _state_course(completion: CourseCompletion) -> dict[str, Any]:
    return {
        "key": str(completion.course_key),
        "title": completion.course_title,
        "completed_on": completion.completed_at.astimezone(UTC).date().isoformat(),
        "score": completion.score,
    }


def _read_signatories(lines: str) -> list[dict[str, str]]:
    """`name | office`, one a line; two at the most stand on the page."""
    pairs = (line.partition("|") for line in lines.splitlines() if line.strip())
    return [{"name": name.strip(), "office": office.strip()} for name, _bar, office in pairs][:2]


def _announce(certificate: Certificate, *, template: str) -> None:
    holder = certificate.learner
    if holder is None:
        return
    context: dict[str, object] = {
        "certificate": certificate,
        "site_name": settings.SITE_NAME,
        "own_url": settings.BASE_URL + reverse("certification:mine"),
        "check_url": settings.BASE_URL + reverse("certification:check-result", args=[group_code(certificate.code)]),
    }
    send_mail_from_template(to=holder.email, template=template, context=context, language=holder.language)


def _draw_on_commit(certificate: Certificate) -> None:
    from certification.tasks import draw_certificate  # tasks import this module: the queue is the outer layer

    transaction.on_commit(lambda: draw_certificate.enqueue(str(certificate.pk)))  # type: ignore[misc]


@transaction.atomic
def revoke_certificate(
    *, certificate: Certificate, reason: str, actor: User, now: datetime | None = None
) -> Certificate:
    """Declare a certificate void from now on; the check page says so at once. Revoked already: changes nothing.

    Side effects: a mail to the holder with the reason, an audit entry. Raises NotPermitted unless the actor is an
    administrator; CollegeError `reason_missing`; Conflict `certificate_superseded` for one that another has replaced.
    """
    if not may_administer_certificates(actor):
        raise NotPermitted("not_permitted", _("Only administrators of the college revoke certificates."))
    if not reason.strip():
        raise CollegeError("reason_missing", _("Say why the certificate is revoked: the holder is told."))
    # Only the certificate's own row is locked: PostgreSQL refuses to lock the empty side of an outer join.
    stored = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if stored.state == CertificateState.REVOKED:
        return stored
    if stored.state == CertificateState.SUPERSEDED:
        raise Conflict("certificate_superseded", _("Another certificate has replaced this one: revoke that one."))
    stored.state = CertificateState.REVOKED
    stored.revoked_at = now or clock.now()
    stored.revoked_by = actor
    stored.revocation_reason = " ".join(reason.split())[:1000]
    stored.save(update_fields=["state", "revoked_at", "revoked_by", "revocation_reason"])
    _announce(stored, template="certificate_revoked")
    record_audit(
        actor=actor, verb="certificate.revoked", subject=stored, chain="certification",
        data={"serial": stored.serial, "reason": stored.revocation_reason}, now=now,
    )  # fmt: skip
    return stored
