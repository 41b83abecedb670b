from datetime import UTC, datetime

import pytest
from django.db import connection

from college.accounts.models import User
from college.core.domain.audit import record_audit, verify_chain
from college.core.errors import CollegeError
from college.core.models import AuditChain, AuditEntry

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
class TestAuditTrail:
    def test_an_entry_names_who_did_what(self, ada: User) -> None:
        entry = record_audit(actor=ada, verb="thing.done", subject=ada, chain="test", data={"n": 1}, now=NOON)
        assert (entry.actor, entry.verb, entry.subject, entry.data, entry.at, entry.position) == (
            f"user:{ada.pk}", "thing.done", f"accounts.user:{ada.pk}", {"n": 1}, NOON, 1,
        )  # fmt: skip

    def test_the_college_itself_acts_as_system(self) -> None:
        assert record_audit(actor=None, verb="thing.done", subject="thing:1", chain="test").actor == "system"

    def test_a_whole_chain_verifies(self) -> None:
        for number in range(5):
            record_audit(actor=None, verb="thing.done", subject=f"thing:{number}", chain="test")
        assert verify_chain("test") is None

    def test_chains_count_apart(self) -> None:
        record_audit(actor=None, verb="a", subject="x", chain="one")
        assert record_audit(actor=None, verb="b", subject="x", chain="two").position == 1

    def test_a_changed_entry_is_found(self) -> None:
        for number in range(3):
            record_audit(actor=None, verb="thing.done", subject=f"thing:{number}", chain="test")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_auditentry SET verb = 'thing.undone' WHERE position = 2")
        assert verify_chain("test") == "Chain test: entry 2 was changed after it was written."

    def test_a_removed_entry_is_found(self) -> None:
        for number in range(3):
            record_audit(actor=None, verb="thing.done", subject=f"thing:{number}", chain="test")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_auditentry WHERE position = 2")
        assert verify_chain("test") == "Chain test: entry 2 is missing."

    def test_a_cut_tail_is_found(self) -> None:
        for number in range(3):
            record_audit(actor=None, verb="thing.done", subject=f"thing:{number}", chain="test")
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_auditentry WHERE position = 3")
        assert AuditChain.objects.get(name="test").length == 3
        assert verify_chain("test") == "Chain test: the last 1 entries are missing."

    def test_entries_cannot_be_changed_or_deleted_through_the_models(self) -> None:
        entry = record_audit(actor=None, verb="thing.done", subject="thing:1", chain="test")
        for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete,
                        lambda: AuditEntry.objects.update(verb="x")):  # fmt: skip
            with pytest.raises(CollegeError) as refusal:
                attempt()
            assert refusal.value.code == "audit_insert_only"
        assert AuditEntry.objects.get().verb == "thing.done"
