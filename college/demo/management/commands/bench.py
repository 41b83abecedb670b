"""`make bench`: measures the college and writes bench.json. One part alone: `manage.py bench NAME`.

`manage.py bench names FILE` measures how names are matched, on any labelled file; `make bench` leaves it out, for it has none.
`manage.py bench persons --records N` fills a register of N persons and asks it; `make bench` leaves it out for its size.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from college.demo.benchmarks.art import measure_art
from college.demo.benchmarks.exercises import measure_exercises
from college.demo.benchmarks.journey import measure_journey
from college.demo.benchmarks.lists import measure_screening
from college.demo.benchmarks.names import UnusableFile, measure_names
from college.demo.benchmarks.persons import measure_persons
from college.demo.benchmarks.queries import measure_queries
from college.demo.benchmarks.registers import measure_registers
from college.demo.benchmarks.results import Figure, store_figures
from college.demo.benchmarks.setup import measure_setup
from college.demo.benchmarks.together import measure_together
from college.demo.benchmarks.worlds import measure_worlds

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "art": measure_art,
    "queries": measure_queries,
    "journey": measure_journey,
    "setup": measure_setup,
    "world": measure_worlds,
    "screening": measure_screening,
    "exercises": measure_exercises,
    "together": measure_together,
}
# Measured on a file of the caller's, without a college.
NAMES = "names"
# Fills a world of its own, which at its full size takes minutes.
SIZED = {"persons": measure_persons, "registers": measure_registers}


class Command(BaseCommand):
    help = "Measure the college on the configured database (make bench: PostgreSQL) and write bench.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "part",
            nargs="?",
            choices=sorted([*PARTS, NAMES, *SIZED]),
            help="One part alone; without it, all but names, persons and registers.",
        )
        parser.add_argument(
            "file", nargs="?", type=Path, help="For names: a CSV file with the columns name1, name2 and is_match."
        )

        parser.add_argument(
            "--records", type=int, default=100_000, help="For persons and registers: how many records (100000)."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        part, file = options["part"], options["file"]
        if part == NAMES:
            self._measure_names(file)
            return
        if part in SIZED:
            call_command("migrate", verbosity=0, interactive=False)
            self._keep(SIZED[part](options["records"]))
            return
        if file is not None:
            raise CommandError(f"Only names takes a file: manage.py bench {NAMES} {file}")
        chosen = [part] if part else list(PARTS)
        if chosen in (["world"], ["screening"]):
            call_command("migrate", verbosity=0, interactive=False)
        elif chosen in (["exercises"], ["together"]):
            call_command("migrate", verbosity=0, interactive=False)
            call_command("collectstatic", verbosity=0, interactive=False)
        elif chosen not in (["setup"], ["art"]):
            self.stdout.write("Building the college to measure …")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("seed_demo", stdout=self.stdout)
            call_command("collectstatic", verbosity=0, interactive=False)
        for name in chosen:
            self.stdout.write(f"Measuring: {name} …")
            self._keep(PARTS[name]())

    def _measure_names(self, file: Path | None) -> None:
        if file is None:
            raise CommandError("Which file? manage.py bench names FILE, with the columns name1, name2 and is_match.")
        try:
            self._keep(measure_names(file))
        except UnusableFile as error:
            raise CommandError(str(error)) from error

    def _keep(self, figures: list[Figure]) -> None:
        """Print figures and write them into bench.json."""
        for figure in figures:
            beside = f"  (baseline {figure.baseline})" if figure.baseline is not None else ""
            self.stdout.write(f"  {figure.name:<36} {figure.value:>10} {figure.unit}{beside}  {figure.note}")
        self.stdout.write(f"Written to {store_figures(figures)}.")
