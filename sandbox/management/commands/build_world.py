import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sandbox.domain.base_world import build_base_world


class Command(BaseCommand):
    help = "Build the base world of the sandbox: a register of synthetic travel documents. Safe to repeat; resumes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", default="college", help="Equal seeds give equal worlds.")
        parser.add_argument("--records", type=int, default=10_000, help="How many documents.")

    def handle(self, *args: Any, seed: str, records: int, **options: Any) -> None:
        if not 1 <= records <= 10_000_000:
            raise CommandError("--records must be between 1 and 10,000,000.")
        is_terminal = sys.stderr.isatty()

        def report(done: int, size: int) -> None:
            end = "\r" if is_terminal and done < size else "\n"
            if is_terminal or done == size or done % (size // 5 or 1) < 1000:
                self.stderr.write(f"  documents {done:,} of {size:,} ({done * 100 // size} %)", ending=end)

        world, is_new = build_base_world(seed=seed, size=records, report=report)
        state = "built" if is_new else "already there"
        self.stdout.write(
            f"World “{world.seed}” with {world.size:,} travel documents: {state}. Digest {world.digest[:16]}."
        )
