from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Award(models.Model):
    """What can be earned, and by what: levels of a programme, or one course."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=160)
    wording = models.TextField(
        _("wording"), max_length=600, help_text=_("Stands below the name. Plain text; nothing in it is replaced.")
    )
    programme_slug = models.SlugField(_("programme"), max_length=60)
    required_levels = models.JSONField(_("levels that must be complete"), default=list, blank=True)
    course_key = models.UUIDField(_("course that must be complete"), null=True, blank=True)
    validity_months = models.PositiveSmallIntegerField(
        _("months of validity"), default=48, validators=[MinValueValidator(1), MaxValueValidator(240)]
    )
    signatories = models.TextField(
        _("signatories"), max_length=400, blank=True, help_text=_("Up to two, one a line: name | office.")
    )
    language = models.CharField(_("language of the document"), max_length=8, default="en")
    is_active = models.BooleanField(_("can be earned"), default=True)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(condition=Q(validity_months__gte=1), name="award_validity_positive"),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Each text must be one that the document's fonts can draw, and the signatories two pairs at the most."""
        from college.core.typesetting.fonts import find_unprintable  # reads font files: not when models load

        errors: dict[str, str | Promise] = {
            name: _("The document cannot show: %(characters)s") % {"characters": " ".join(missing)}
            for name in ("title", "wording", "signatories")
            if (missing := find_unprintable(" ".join(getattr(self, name).split())))
        }
        people = [line for line in self.signatories.splitlines() if line.strip()]
        if len(people) > 2 or any(
            not name.strip() or not office.strip() for name, _bar, office in (one.partition("|") for one in people)
        ):
            errors["signatories"] = _(
                "Write one or two lines, each with a name, an upright stroke and an office: Ines Okonjo | Registrar."
            )
        if errors:
            raise ValidationError(errors)
