import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from college.core.errors import CollegeError
from sandbox.domain.base_world.building import build_base_world
from sandbox.domain.base_world.screening import UnusableList, screen_world
from sandbox.management.progress import ProgressLine
from sandbox.models import World


class Command(BaseCommand):
    help = "Build a base world of the sandbox: all registers, of synthetic records. Safe to repeat; goes on where it stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", default="college", help="Equal seeds give equal worlds.")
        parser.add_argument("--records", type=int, default=40_000, help="How many records, in all registers together.")
        parser.add_argument("--workers", type=int, help="Processes at work; by default two on PostgreSQL, else none.")
        parser.add_argument(
            "--screen",
            type=Path,
            help="A CSV file with the columns name1 and name2: fail where an invented name matches one of them.",
        )

    def handle(
        self, *args: Any, seed: str, records: int, workers: int | None, screen: Path | None, **options: Any
    ) -> None:
        if not 1 <= records <= 200_000_000:
            raise CommandError("--records must be between 1 and 200,000,000.")
        if not 1 <= len(seed) <= 60 or not seed.isprintable():
            raise CommandError("--seed must be 1 to 60 printable characters.")
        if workers is not None and not 0 <= workers <= 32:
            raise CommandError("--workers must be between 0 and 32.")
        line = ProgressLine(lambda text, end: self.stderr.write(text, ending=end), is_terminal=sys.stderr.isatty())
        try:
            world, is_new = build_base_world(seed=seed, size=records, workers=workers, report=line.show)
        except CollegeError as error:
            raise CommandError(str(error)) from error
        state = "built" if is_new else "already there"
        self.stdout.write(f"World “{world.seed}” with {world.size:,} records: {state}. Digest {world.digest[:16]}.")
        if is_new:
            for key, count in world.counts.items():
                self.stdout.write(f"  {key:<18} {count:>11,}")
        if screen is not None:
            self._screen(world, screen)

    def _screen(self, world: World, path: Path) -> None:
        try:
            found = screen_world(world=world, path=path)
        except UnusableList as error:
            raise CommandError(str(error)) from error
        for hit in found.hits[:50]:
            self.stdout.write(f"  {hit.score:.3f}  {hit.invented} ({hit.reference})  =  {hit.listed}")
        result = f"{len(found.hits):,} of {found.compared:,} invented names match one of {found.listed:,} listed names at {found.threshold:.2f} or above."
        if found.hits:
            raise CommandError(f"{result} Build a world of another seed, or change the syllables of their tradition.")
        self.stdout.write(result)
