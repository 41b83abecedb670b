"""Puts back what a killed worker or a dead mail server left behind. Run it every five minutes."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from college.core.domain.work import enqueue_due_mail, put_back_tasks


class Command(BaseCommand):
    help = "Run again the tasks that a killed worker held, and try again the mail that is due. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--minutes", type=int, default=10, help="How long a task may run before its worker is dead."
        )

    def handle(self, *args: Any, minutes: int, **options: Any) -> None:
        tasks = put_back_tasks(started_before=timedelta(minutes=minutes))
        self.stdout.write(f"{tasks} tasks put back, {enqueue_due_mail()} mails to be tried again.")
