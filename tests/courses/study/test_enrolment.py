from datetime import UTC, datetime

import pytest
from django.urls import reverse

from college.core.errors import CollegeError, Conflict, NotPermitted
from college.core.models import AuditEntry
from college.organisations.domain.organisation import add_member, register_organisation
from college.organisations.models import Membership
from courses.domain.enrolment import compute_due, decide_enrolment, request_enrolment, withdraw_enrolment
from courses.models import Enrolment
from tests.conftest import make_person


def test_officer_of_a_verified_agency_is_admitted_at_once(ada, agency, programme, mailoutbox):
    enrolment = request_enrolment(learner=ada, programme=programme)
    assert (enrolment.state, enrolment.organisation) == ("admitted", agency)
    assert Membership.objects.get(person=ada).role == "member"
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [([ada.email], "You are admitted to Investigation")]


def test_unverified_address_waits(agency, programme):
    person = make_person("Uri Vane", email="uri@customs.example")
    person.emailaddress_set.update(verified=False)
    assert request_enrolment(learner=person, programme=programme, organisation=agency).state == "requested"
    assert not Membership.objects.filter(person=person).exists()


def test_private_sector_waits_even_with_a_verified_domain(eve, bea, company, programme, mailoutbox):
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company, motivation="Counterfeits.")
    assert enrolment.state == "requested"
    assert sorted(mail.to[0] for mail in mailoutbox) == [bea.email, eve.email]


def test_domain_must_match_exactly(agency, programme):
    person = make_person("Sub Domain", email="sub@mail.customs.example")
    assert request_enrolment(learner=person, programme=programme, organisation_name="Customs").state == "requested"


def test_asking_twice_is_one_request_and_one_mail(eve, programme, mailoutbox):
    first = request_enrolment(learner=eve, programme=programme, organisation_name="Brand")
    second = request_enrolment(learner=eve, programme=programme, organisation_name="Other")
    assert first == second
    assert len(mailoutbox) == 1
    assert AuditEntry.objects.filter(verb="enrolment.requested").count() == 1


def test_organisation_of_another_sector_or_unverified_is_refused(eve, agency, programme):
    unverified = register_organisation(name="Unknown Ltd", slug="unknown", sector="private", country="QMA", actor=None)
    for organisation in (agency, unverified):
        with pytest.raises(CollegeError) as refused:
            request_enrolment(learner=eve, programme=programme, organisation=organisation)
        assert refused.value.code == "organisation_not_open"
    assert not Enrolment.objects.exists()


def test_manager_decides_and_the_applicant_becomes_a_member(eve, bea, company, programme, mailoutbox):
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company)
    assert decide_enrolment(enrolment=enrolment, is_admitted=True, actor=bea).state == "admitted"
    assert Membership.objects.filter(person=eve, organisation=company, role="member").count() == 1
    assert decide_enrolment(enrolment=enrolment, is_admitted=True, actor=bea).state == "admitted"
    assert len([mail for mail in mailoutbox if mail.to == [eve.email]]) == 2
    with pytest.raises(Conflict):
        decide_enrolment(enrolment=enrolment, is_admitted=False, reason="No.", actor=bea)


def test_decline_needs_a_reason_and_allows_to_ask_again(eve, bea, company, programme, mailoutbox):
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company)
    with pytest.raises(CollegeError) as refused:
        decide_enrolment(enrolment=enrolment, is_admitted=False, reason="  ", actor=bea)
    assert refused.value.code == "reason_missing"
    decide_enrolment(enrolment=enrolment, is_admitted=False, reason="Not one of ours.", actor=bea)
    assert [mail.to for mail in mailoutbox if "Not one of ours." in mail.body] == [[eve.email]]
    assert request_enrolment(learner=eve, programme=programme, organisation=company).pk != enrolment.pk


@pytest.mark.parametrize("who", ["other_manager", "member", "self_as_manager", "outsider"])
def test_nobody_else_decides(who, eve, ada, bea, company, agency, programme):
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company)
    if who == "other_manager":
        add_member(person=ada, organisation=agency, role="manager", actor=None)
        actor = ada
    elif who == "self_as_manager":
        add_member(person=eve, organisation=company, role="manager", actor=None)
        actor = eve
    else:
        actor = make_person("Mo Halden", email="mo@brand.example", sector="private")
        if who == "member":
            add_member(person=actor, organisation=company, actor=None)
    with pytest.raises(NotPermitted):
        decide_enrolment(enrolment=enrolment, is_admitted=True, actor=actor)
    enrolment.refresh_from_db()
    assert enrolment.state == "requested"


def test_withdraw_own_only(eve, bea, company, programme):
    enrolment = request_enrolment(learner=eve, programme=programme, organisation=company)
    with pytest.raises(NotPermitted):
        withdraw_enrolment(enrolment=enrolment, actor=bea)
    assert withdraw_enrolment(enrolment=enrolment, actor=eve).state == "withdrawn"
    assert withdraw_enrolment(enrolment=enrolment, actor=eve).state == "withdrawn"
    with pytest.raises(Conflict):
        decide_enrolment(enrolment=enrolment, is_admitted=True, actor=bea)


def test_due_counts_working_days():
    friday = datetime(2026, 11, 20, 15, tzinfo=UTC)
    assert compute_due(friday) == datetime(2026, 11, 27, 15, tzinfo=UTC)
    assert compute_due(datetime(2026, 11, 21, tzinfo=UTC)) == datetime(2026, 11, 27, tzinfo=UTC)


# Pages


def test_enrol_page_keeps_input_and_says_what_is_missing(signed_in, eve, programme, company):
    client = signed_in(eve)
    response = client.post(reverse("courses:enrol"), {"motivation": "I check parcels."})
    assert response.status_code == 422
    assert response.content.decode().count("Choose your organisation, or write where you work.") >= 1
    assert "I check parcels." in response.content.decode()
    assert not Enrolment.objects.exists()


def test_enrol_page_offers_only_verified_organisations_of_own_sector(signed_in, eve, programme, company, agency):
    register_organisation(name="Unknown Ltd", slug="unknown", sector="private", country="QMA", actor=None)
    page = signed_in(eve).get(reverse("courses:enrol")).content.decode()
    assert [name for name in ("Halden Brands", "Customs of Marenia", "Unknown Ltd") if name in page] == [
        "Halden Brands"
    ]


def test_posted_state_and_foreign_organisation_change_nothing(signed_in, eve, programme, agency):
    client = signed_in(eve)
    data = {"motivation": "x", "organisation": agency.pk, "state": "admitted", "learner": 1}
    assert client.post(reverse("courses:enrol"), data).status_code == 422
    client.post(reverse("courses:enrol"), {"motivation": "x", "organisation_name": "Brand", "state": "admitted"})
    assert Enrolment.objects.get().state == "requested"


def test_request_page_says_what_happens_next_and_is_private(signed_in, eve, ada, programme, company):
    client = signed_in(eve)
    response = client.post(reverse("courses:enrol"), {"motivation": "x", "organisation": company.pk}, follow=True)
    assert "The training manager of Halden Brands" in response.content.decode()
    address = response.redirect_chain[-1][0]
    assert client.get(reverse("courses:enrol"), follow=True).redirect_chain[-1][0] == address
    assert signed_in(ada).get(address).status_code == 404


def test_manager_sees_own_requests_alone(signed_in, eve, bea, ada, company, programme):
    mine = request_enrolment(learner=eve, programme=programme, organisation=company)
    other = make_person("Zoe Ek", email="zoe@else.example", sector="private")
    foreign = request_enrolment(learner=other, programme=programme, organisation_name="Else")
    client = signed_in(bea)
    page = client.get(reverse("courses:enrolment-requests")).content.decode()
    assert ("Eve Marlow" in page, "Zoe Ek" in page) == (True, False)
    assert client.get(reverse("courses:enrolment-decide", args=[foreign.pk])).status_code == 404
    response = client.post(reverse("courses:enrolment-decide", args=[mine.pk]), {"decision": "decline", "reason": ""})
    assert response.status_code == 422
    client.post(reverse("courses:enrolment-decide", args=[mine.pk]), {"decision": "admit"})
    mine.refresh_from_db()
    assert (mine.state, mine.decided_by) == ("admitted", bea)
    assert signed_in(ada).get(reverse("courses:enrolment-requests")).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_requests_page_queries_do_not_grow(signed_in, bea, company, programme, count, django_assert_num_queries):
    for number in range(count):
        person = make_person(f"P{number} Ek", email=f"p{number}@else.example", sector="private")
        request_enrolment(learner=person, programme=programme, organisation=company)
    client = signed_in(bea)
    client.get(reverse("courses:enrolment-requests"))
    with django_assert_num_queries(5):
        client.get(reverse("courses:enrolment-requests"))
