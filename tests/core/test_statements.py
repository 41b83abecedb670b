"""Statements give what the queryset gives, for every value and every run."""

import pytest
from django.db import connection, transaction
from django.db.models.functions import Upper
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from college.accounts.backends import PasswordBackend
from college.accounts.models import User
from college.core.statements import Slot, Statement

pytestmark = pytest.mark.django_db
PERSON = Slot.of(User, "id", "person")


@pytest.fixture
def people() -> list[User]:
    return [User.objects.create_user(f"{name}@customs.marenia.example", full_name=name) for name in ("Ana", "Bo", "Cy")]


def test_it_reads_what_the_queryset_reads(people: list[User]) -> None:
    fixed = Statement(lambda: User.objects.filter(pk=PERSON).annotate(loud=Upper("full_name")))
    for person in [*people, people[0]]:
        (found,) = fixed.fetch(person=person.pk)
        assert {field.attname: getattr(found, field.attname) for field in User._meta.concrete_fields} == {
            field.attname: getattr(person, field.attname) for field in User._meta.concrete_fields
        }
        assert (found.loud, found._state.adding, found._state.db) == (person.full_name.upper(), False, "default")  # type: ignore[attr-defined]
    assert fixed.first(person=0) is None


def test_it_sees_what_changed_meanwhile(people: list[User]) -> None:
    fixed = Statement(lambda: User.objects.filter(pk=PERSON))
    fixed.fetch(person=people[0].pk)
    User.objects.filter(pk=people[0].pk).update(full_name="Ana Marković")
    with CaptureQueriesContext(connection) as queries:
        assert fixed.fetch(person=people[0].pk)[0].full_name == "Ana Marković"
    assert len(queries) == 1


def test_values_never_become_part_of_the_statement(people: list[User]) -> None:
    fixed = Statement(lambda: User.objects.filter(full_name=Slot.of(User, "full_name", "name")))
    assert fixed.fetch(name="' OR 1=1 --") == []
    assert fixed.fetch(name="Bo") == [people[1]]
    assert fixed.fetch(name="%s") == []


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        Statement(lambda: User.objects.filter(pk=PERSON)).fetch(someone=1)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_lock_needs_a_transaction() -> None:
    fixed = Statement(lambda: User.objects.select_for_update().filter(pk=PERSON))
    with pytest.raises(TransactionManagementError):
        fixed.fetch(person=0)
    with transaction.atomic():
        assert fixed.fetch(person=0) == []
    with pytest.raises(TransactionManagementError, match="open transaction"):
        fixed.fetch(person=0)


def test_a_closed_account_is_nobody(people: list[User]) -> None:
    assert PasswordBackend().get_user(people[0].pk) == people[0]
    User.objects.filter(pk=people[0].pk).update(is_active=False)
    assert PasswordBackend().get_user(people[0].pk) is None
