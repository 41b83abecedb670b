"""`manage.py purge_registers`: expire records whose retention has ended."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sandbox.domain.registers import purge_registers


class Command(BaseCommand):
    help = "Expire the records of runs whose review date has passed; say which ones are within six months of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say what would be done.")

    def handle(self, *args: Any, **options: Any) -> None:
        expired = near = 0
        for item in purge_registers(is_dry_run=options["dry_run"]):
            expired += item.is_expired
            near += not item.is_expired
            word = "expired" if item.is_expired else "to be reviewed"
            self.stdout.write(f"{item.register} {item.reference} {item.owner_bureau} {item.review_on} {word}")
        self.stdout.write(f"{expired} expired, {near} to be reviewed within six months.")
