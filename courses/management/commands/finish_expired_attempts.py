from typing import Any

from django.core.management.base import BaseCommand

from courses.domain.attempts import finish_expired_attempts


class Command(BaseCommand):
    help = "Finish and grade every quiz attempt whose time is over. Safe to run at any time, as often as wanted."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{finish_expired_attempts()} attempts finished.")
