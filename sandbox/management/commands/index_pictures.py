"""`manage.py index_pictures`: draws and hashes the pictures of works of art, so that look-alikes are found."""

from typing import Any

from django.core.management.base import BaseCommand

from sandbox.domain.art.pictures import index_pictures
from sandbox.models import World


class Command(BaseCommand):
    help = "Draw and hash the pictures of the current world's works of art. Goes on where it stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        world = World.objects.filter(is_current=True).first()
        if world is None:
            self.stdout.write("There is no world. Build one first: manage.py build_world.")
            return
        done = index_pictures(
            world=world, report=lambda at, total: self.stdout.write(f"\r{at:,} of {total:,} pictures", ending="")
        )
        self.stdout.write(f"\n{done:,} pictures indexed." if done else "Every picture is indexed.")
