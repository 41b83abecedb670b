from django.db import models
from django.utils.translation import gettext_lazy as _


class Exercise(models.Model):
    """A task in the sandbox that judges what a trainee does. Its content stands in its versions."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("summary"), max_length=250)

    def __str__(self) -> str:
        return self.title
