from django.db import models
from django.utils.translation import gettext_lazy as _


class Programme(models.Model):
    """What a person enrols in: an introductory and an intermediate level, and industry modules beside them."""

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    summary = models.TextField(_("summary"))

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
