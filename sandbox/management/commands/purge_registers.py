"""`manage.py purge_registers`: remove what has been kept for its time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sandbox.domain.lists.working import purge_list_files
from sandbox.domain.partner.retention import purge_partner_checks
from sandbox.domain.registers import purge_registers


class Command(BaseCommand):
    help = (
        "Expire the records of runs whose review date has passed, and say which ones are within six months of it; "
        "remove partners' checks and workbooks of lists that were kept for their time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry_run = options["dry_run"]
        expired = near = 0
        for item in purge_registers(is_dry_run=is_dry_run):
            expired += item.is_expired
            near += not item.is_expired
            word = "expired" if item.is_expired else "to be reviewed"
            self.stdout.write(f"{item.register} {item.reference} {item.owner_bureau} {item.review_on} {word}")
        self.stdout.write(f"{expired} expired, {near} to be reviewed within six months.")
        checks, files = purge_partner_checks(is_dry_run=is_dry_run), purge_list_files(is_dry_run=is_dry_run)
        self.stdout.write(f"{checks} partner checks and {files} workbooks of lists kept for their time.")
