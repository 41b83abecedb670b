from argparse import ArgumentParser
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from sandbox.domain.proof import prove_run
from sandbox.models import Run


class Command(BaseCommand):
    help = "Rebuild every run, or those named, from its exercise, seed and log, and compare with what was stored. Writes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("runs", nargs="*", type=UUID, metavar="RUN", help="ids of runs; all without one")

    def handle(self, *args: Any, **options: Any) -> None:
        runs = Run.objects.select_related("version", "exercise").order_by("started_at")
        if options["runs"]:
            runs = runs.filter(pk__in=options["runs"])
            if missing := set(options["runs"]) - set(runs.values_list("pk", flat=True)):
                raise CommandError(f"No such run: {', '.join(map(str, sorted(missing)))}.")
        checked = partly = 0
        differing = []
        for run in runs.iterator(chunk_size=50):
            proof = prove_run(run)
            checked += 1
            partly += not proof.is_complete
            if not proof.holds:
                differing.append(run.pk)
                self.stdout.write(self.style.ERROR(f"{run.pk} ({run.exercise.slug}, attempt {run.attempt_number})"))
                for row in proof.differences:
                    self.stdout.write(f"  {row.name}: stored {row.stored}; rebuilt {row.rebuilt}")
        if partly:
            self.stdout.write(f"{partly} finished before logs were kept by digest: the rest of them was compared.")
        if differing:
            raise CommandError(
                f"{len(differing)} of {checked}: {len(differing)} run{_ending(len(differing))} {_verb(len(differing))}."
            )
        self.stdout.write(self.style.SUCCESS(f"{checked} run{_ending(checked)} rebuilt: all the same."))


def _ending(count: int) -> str:
    return "" if count == 1 else "s"


def _verb(count: int) -> str:
    return "differs" if count == 1 else "differ"
