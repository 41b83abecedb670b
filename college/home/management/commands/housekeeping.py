"""Everything that must happen although nobody asks for it. `--every 60` keeps doing it; without it, once."""

import io
import logging
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

logger = logging.getLogger("college.housekeeping")
# In this order: what was left behind first, then what follows from it.
DUTIES = ["recover_work", "publish_scheduled", "finish_expired_attempts", "reconcile_completions", "reconcile_awards"]


class Command(BaseCommand):
    help = (
        "Publish what is scheduled, finish attempts whose time is over, put back lost work, and reconcile completions "
        "and awards. Safe to repeat."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, default=0, metavar="SECONDS", help="Go on for ever, with this pause.")

    def handle(self, *args: Any, every: int, **options: Any) -> None:
        failed = self._run_duties()
        while every > 0:
            time.sleep(every)
            close_old_connections()
            self._run_duties()
        if failed:
            raise SystemExit(1)

    def _run_duties(self) -> list[str]:
        """Run every duty; one that fails is logged and does not keep the others from running."""
        failed = []
        for duty in DUTIES:
            try:
                call_command(duty, verbosity=0, stdout=io.StringIO())
            except Exception:
                logger.exception("%s failed", duty)
                failed.append(duty)
        return failed
