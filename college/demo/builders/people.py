"""Builds the demo's organisations and people through the domain functions."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP

from college.accounts.models import User
from college.demo.people import ORGANISATIONS, PASSWORD, PEOPLE, DemoPerson
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.enums import MembershipRole
from college.organisations.models import Organisation


def build_organisations(*, now: datetime) -> dict[str, Organisation]:
    """The demo's organisations, verified, by slug. Safe to repeat."""
    built = {}
    for row in ORGANISATIONS:
        organisation = register_organisation(
            name=row.name, slug=row.slug, sector=row.sector, country=row.country, actor=None, now=now
        )
        verify_organisation(organisation=organisation, domains=[row.domain], actor=None, now=now)
        built[row.slug] = organisation
    return built


def build_person(row: DemoPerson, *, now: datetime) -> User:
    """One person with a verified address, as sign-up leaves them. An existing account is left as it is."""
    person = User.objects.filter(email=row.email).first()
    if person is not None:
        return person
    person = User.objects.create_user(
        row.email, PASSWORD, full_name=row.name, sector=row.sector, language=row.language, time_zone=row.time_zone,
        is_staff=row.is_staff, is_superuser=row.part.startswith("administrator"), joined_at=now,
    )  # fmt: skip
    EmailAddress.objects.create(user=person, email=row.email, verified=True, primary=True)
    if row.totp_secret:
        TOTP.activate(person, row.totp_secret)
    return person


def build_people(*, organisations: dict[str, Organisation], now: datetime) -> dict[str, User]:
    """All people of the demo, by email address, with their memberships. Safe to repeat."""
    built = {}
    for row in PEOPLE:
        person = build_person(row, now=now)
        built[row.email] = person
        if row.organisation:
            role = MembershipRole.MANAGER if row.is_manager else MembershipRole.MEMBER
            add_member(person=person, organisation=organisations[row.organisation], role=role, actor=None, now=now)
    return built
