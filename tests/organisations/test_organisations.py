import pytest

from college.accounts.models import User
from college.core.domain.audit import verify_chain
from college.core.models import AuditEntry
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from college.organisations.enums import MembershipRole
from college.organisations.models import Organisation
from college.organisations.queries import find_agency_by_address, list_managed, list_managers, list_members
from college.organisations.rules import is_manager_of


def make_organisation(slug: str = "marenia-customs", sector: str = "customs", **fields: str) -> Organisation:
    return register_organisation(
        name=fields.get("name", slug.replace("-", " ").title()), slug=slug, sector=sector, country="QMA", actor=None
    )


@pytest.mark.django_db
class TestVerification:
    def test_only_a_verified_agency_vouches_for_its_mail_domain(self) -> None:
        customs = make_organisation()
        assert find_agency_by_address("ada@customs.marenia.example") is None
        verify_organisation(organisation=customs, domains=["customs.marenia.example"], actor=None)
        assert find_agency_by_address("ADA@Customs.Marenia.example") == customs

    @pytest.mark.parametrize(
        "address",
        ["ada@mail.customs.marenia.example", "ada@customs.marenia.example.evil.example", "ada@xcustoms.marenia.example",
         "ada@marenia.example", "@", ""],
    )  # fmt: skip
    def test_look_alike_addresses_are_not_vouched_for(self, address: str) -> None:
        verify_organisation(organisation=make_organisation(), domains=["customs.marenia.example"], actor=None)

        assert find_agency_by_address(address) is None

    def test_a_private_company_never_vouches(self) -> None:
        verify_organisation(
            organisation=make_organisation("velmora", "private"), domains=["velmora.example"], actor=None
        )
        assert find_agency_by_address("eve@velmora.example") is None

    def test_repeating_changes_nothing(self) -> None:
        customs = make_organisation()
        for _ in range(3):
            verify_organisation(organisation=make_organisation(), domains=["customs.marenia.example"], actor=None)
        assert Organisation.objects.count() == 1
        assert customs.mail_domains.count() == 1
        assert list(AuditEntry.objects.values_list("verb", flat=True)) == [
            "organisation.registered", "organisation.verified",
        ]  # fmt: skip
        assert verify_chain("organisations") is None


@pytest.mark.django_db
class TestMembers:
    def test_a_manager_manages_their_own_organisation_only(self, ada: User) -> None:
        customs, police = make_organisation(), make_organisation("tolvaria-police", "police")
        add_member(person=ada, organisation=customs, role=MembershipRole.MANAGER, actor=None)
        add_member(person=ada, organisation=police, actor=None)
        assert list(list_managed(ada)) == [customs]
        assert (is_manager_of(ada, customs), is_manager_of(ada, police)) == (True, False)
        assert list(list_managers(customs)) == [ada]

    def test_a_deactivated_manager_manages_nothing(self, ada: User) -> None:
        customs = make_organisation()
        add_member(person=ada, organisation=customs, role=MembershipRole.MANAGER, actor=None)
        ada.is_active = False
        ada.save()
        assert not is_manager_of(ada, customs)
        assert list(list_managers(customs)) == []

    def test_joining_again_never_demotes(self, ada: User) -> None:
        customs = make_organisation()
        add_member(person=ada, organisation=customs, role=MembershipRole.MANAGER, actor=None)
        add_member(person=ada, organisation=customs, actor=None)
        assert [(m.person, m.role) for m in list_members(customs)] == [(ada, MembershipRole.MANAGER)]
