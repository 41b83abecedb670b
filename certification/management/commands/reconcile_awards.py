from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from certification.domain.awards import reconcile_awards
from certification.models import Award
from certification.queries import list_award_progress, list_candidates


class Command(BaseCommand):
    help = "Issue every certificate that was earned and not given. Safe to repeat; meant to run every night."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only count what would be issued.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dry_run"]:
            due = sum(
                progress.is_earned and progress.award == award
                for award in Award.objects.filter(is_active=True)
                for learner in list_candidates(award).iterator(chunk_size=500)
                for progress in list_award_progress(learner, programme_slug=award.programme_slug)
            )
            self.stdout.write(f"{due} certificates are due; none was issued.")
            return
        result = reconcile_awards()
        self.stdout.write(f"{result.issued} certificates issued; {result.held} awards wait for a person's attention.")
