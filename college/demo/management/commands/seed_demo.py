"""Builds the demo college through the domain functions. A second run keeps what people did."""

import time
from typing import Any

from django.core.management.base import BaseCommand

from college.demo.builders.college import build_college


class Command(BaseCommand):
    help = "Build the demo college: pages, courses, people, the sandbox's world, and progress. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()

        def tell(text: str) -> None:
            self.stdout.write(f"    {time.monotonic() - started:5.1f} s  {text}")
            self.stdout.flush()

        build_college(tell=tell)
