"""`make bench`: measures the college and writes bench.json. One part alone: `manage.py bench NAME`."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from college.demo.benchmarks.journey import measure_journey
from college.demo.benchmarks.queries import measure_queries
from college.demo.benchmarks.results import Figure, store_figures
from college.demo.benchmarks.setup import measure_setup

PARTS: dict[str, Callable[[], list[Figure]]] = {
    "queries": measure_queries,
    "journey": measure_journey,
    "setup": measure_setup,
}


class Command(BaseCommand):
    help = "Measure the college on the configured database (make bench: PostgreSQL) and write bench.json."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("part", nargs="?", choices=sorted(PARTS), help="One part alone; all without it.")

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [options["part"]] if options["part"] else list(PARTS)
        if chosen != ["setup"]:
            self.stdout.write("Building the college to measure …")
            call_command("migrate", verbosity=0, interactive=False)
            call_command("seed_demo", stdout=self.stdout)
            call_command("collectstatic", verbosity=0, interactive=False)
        for name in chosen:
            self.stdout.write(f"Measuring: {name} …")
            figures = PARTS[name]()
            for figure in figures:
                beside = f"  (baseline {figure.baseline})" if figure.baseline is not None else ""
                self.stdout.write(f"  {figure.name:<36} {figure.value:>10} {figure.unit}{beside}  {figure.note}")
            path = store_figures(figures)
        self.stdout.write(f"Written to {path}.")
