from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sandbox.domain.playing.law import Played, check_exercise
from sandbox.models import Exercise

LIST_MOST = 3


class Command(BaseCommand):
    help = (
        "Play every exercise, or those named, over many seeds: right, not at all, and with each of its common mistakes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slugs", nargs="*", metavar="SLUG", help="exercises to check; all without one")
        parser.add_argument("--seeds", type=int, default=50, help="worlds for each way of playing (50)")

    def handle(self, *args: Any, **options: Any) -> None:
        exercises = Exercise.objects.filter(is_practice=False, current__isnull=False).order_by("slug")
        if unknown := sorted(set(options["slugs"]) - set(exercises.values_list("slug", flat=True))):
            raise CommandError(f"No exercise is called {', '.join(unknown)}.")
        if options["seeds"] < 1:
            raise CommandError("At least one seed is needed.")
        if options["slugs"]:
            exercises = exercises.filter(slug__in=options["slugs"])
        unfair = [exercise.slug for exercise in exercises if not self._check(exercise, options["seeds"])]
        if unfair:
            raise CommandError(f"Not as they should be: {', '.join(unfair)}.")
        self.stdout.write(self.style.SUCCESS(f"{len(exercises)} exercises judge as they should."))

    def _check(self, exercise: Exercise, seeds: int) -> bool:
        self.stdout.write(f"{exercise.slug} ({exercise.title})")
        try:
            ways = check_exercise(exercise, seeds=seeds, report=self._report)
        except ValueError as error:
            self.stdout.write(self.style.ERROR(f"  {error}"))
            return False
        return all(played.is_fair for played in ways)

    def _report(self, played: Played) -> None:
        name = {"": "solution", "-": "doing nothing"}.get(played.way, played.way)
        good = played.seeds - len(played.faults)
        style = self.style.SUCCESS if played.is_fair else self.style.ERROR
        self.stdout.write(style(f"  {name:<40} {good:>4} of {played.seeds}"))
        for fault in played.faults[:LIST_MOST]:
            self.stdout.write(f"      {fault}")
