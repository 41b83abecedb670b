from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.domain.catalogue import read_scenarios, register_exercise
from sandbox.domain.shapes import MisfitError


class Command(BaseCommand):
    help = (
        "Register the exercises that ship with the sandbox. A new version is made only where the content has changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for data in read_scenarios():
            try:
                version, is_new = register_exercise(data=data)
            except MisfitError as error:
                raise CommandError(f"{data.get('slug')}: {error}") from error
            self.stdout.write(f"{version.exercise.slug}: version {version.number}{' (new)' if is_new else ''}")
