"""Checks every chain of the audit trail."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from college.core.domain.audit import verify_chain
from college.core.models import AuditChain


class Command(BaseCommand):
    help = "Check that no entry of the audit trail was changed or removed. Exit code 1 and a sentence where one was."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = [sentence for chain in AuditChain.objects.order_by("name") if (sentence := verify_chain(chain.name))]
        for chain in AuditChain.objects.order_by("name"):
            self.stdout.write(f"{chain.name}: {chain.length} entries")
        if broken:
            raise CommandError(" ".join(broken))
        self.stdout.write("Every chain is whole.")
