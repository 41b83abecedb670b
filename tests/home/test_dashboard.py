"""The first page of each kind of person: one thing to do next, then what waits, then how far one is."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from college.accounts.models import User
from college.home.queries import read_dashboard
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.enums import MembershipRole
from college.organisations.models import Organisation
from courses.domain.enrolment import request_enrolment
from courses.models import Programme
from tests.conftest import make_person


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(title="Investigation", slug="investigation", summary="Two levels.")


@pytest.fixture
def velmora(db: None) -> Organisation:
    organisation = register_organisation(name="Velmora", slug="velmora", sector="private", country="QME", actor=None)
    return verify_organisation(organisation=organisation, domains=["velmora.example"], actor=None)


def ask(person: User, programme: Programme, organisation: Organisation) -> None:
    request_enrolment(
        learner=person, programme=programme, organisation=organisation, motivation="I handle suspended goods."
    )


def test_a_newcomer_is_asked_to_enrol(ada: User, programme: Programme) -> None:
    dashboard = read_dashboard(ada)
    assert (dashboard.step.label, dashboard.step.url) == ("Ask to enrol", "/learn/enrol/")
    assert (dashboard.duties, dashboard.levels, dashboard.certificates) == ([], [], [])


def test_an_applicant_is_told_that_a_decision_is_coming(eve: User, programme: Programme, velmora: Organisation) -> None:
    ask(eve, programme, velmora)
    assert read_dashboard(eve).step.label == "See your request"


@pytest.mark.parametrize("applicants", [1, 3])
def test_a_manager_sees_how_many_requests_wait(
    applicants: int, programme: Programme, velmora: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    grace = make_person("Grace Whitfield", email="grace@velmora.example", sector="private")
    add_member(person=grace, organisation=velmora, role=MembershipRole.MANAGER, actor=None)
    other = register_organisation(name="Other Brands", slug="other", sector="private", country="QMA", actor=None)
    for number in range(applicants):
        ask(make_person("Eve Marlow", email=f"eve{number}@velmora.example", sector="private"), programme, velmora)
    ask(make_person("Other Person", email="someone@other.example", sector="private"), programme,
        verify_organisation(organisation=other, domains=[], actor=None))  # fmt: skip
    with django_assert_num_queries(4):
        duties = read_dashboard(grace).duties
    assert [(row["title"], row["href"], row.get("state", "")) for row in duties] == [
        ("Requests to enrol", "/learn/requests/", f"{applicants} waiting"),
        ("Progress of Velmora", "/learn/organisations/velmora/", ""),
    ]


def test_the_dashboard_needs_a_sign_in(client: Client, db: None) -> None:
    response = client.get("/dashboard/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/dashboard/")
