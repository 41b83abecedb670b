from django.db import models
from django.utils.translation import gettext_lazy as _


class Sector(models.TextChoices):
    """Where a person works. Police, customs and regulatory authorities are law enforcement."""

    POLICE = "police", _("Police")
    CUSTOMS = "customs", _("Customs")
    REGULATORY = "regulatory", _("Regulatory authority")
    PRIVATE = "private", _("Private sector")

    @property
    def is_law_enforcement(self) -> bool:
        return self is not Sector.PRIVATE
