"""What an author writes in the CMS, from which versions of an exercise are published."""

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from sandbox.domain.geography import BUREAUS
from sandbox.enums import Audience


def _list_nothing() -> list[Any]:
    return []


class ExerciseSource(models.Model):
    """An exercise as its author edits it. Nobody practises on it: `exercise` holds the versions that were published.

    The parts are lists of stored blocks (`sandbox.authoring`); a form turns them into a definition and says what is wrong.
    """

    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exercise_sources")
    exercise = models.OneToOneField(
        "sandbox.Exercise", on_delete=models.PROTECT, null=True, editable=False, related_name="authored"
    )
    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(
        _("short name in addresses"),
        max_length=60,
        unique=True,
        help_text=_("Small letters, digits and hyphens. It stays."),
    )
    summary = models.CharField(
        _("summary"), max_length=250, help_text=_("One or two sentences, for the list of exercises.")
    )
    audience = models.CharField(_("audience"), max_length=16, choices=Audience, default=Audience.LAW_ENFORCEMENT)
    role = models.CharField(
        _("role of the trainee"), max_length=120, help_text=_("Such as: Duty officer of the bureau, Port Orsel")
    )
    bureau = models.CharField(
        _("bureau of the trainee"), max_length=3, choices=[(b.code, f"{b.code} – {b.country}") for b in BUREAUS.values()],
        default="QMA",
    )  # fmt: skip
    today = models.DateField(_("day on which it happens"), help_text=_("Inside the exercise. Its records are older."))
    case_prefix = models.CharField(_("beginning of the case reference"), max_length=8, default="TR-EX")
    minutes = models.PositiveSmallIntegerField(_("minutes that it takes"), default=30)
    time_limit_minutes = models.PositiveSmallIntegerField(
        _("time limit in minutes"), null=True, blank=True, help_text=_("By the server's clock. Empty: none.")
    )
    may_pause = models.BooleanField(
        _("may be paused in spite of a clock"),
        default=False,
        help_text=_(
            "Without a time limit, and without a request to confirm a record, an exercise may always be paused."
        ),
    )
    brief = models.TextField(
        _("brief"),
        help_text=_("Markdown. May hold ${case}, ${today}, and values of the cast such as ${courier.number}."),
    )
    tasks = models.TextField(_("tasks"), help_text=_("One a line."))
    debrief = models.TextField(_("debrief"), help_text=_("Markdown. What the exercise teaches, read after the result."))
    tools = models.JSONField(_("tools"), default=_list_nothing)
    notice_types = models.JSONField(_("notices that may be drafted"), default=_list_nothing, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark"), default=70, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    weight_outcome = models.PositiveSmallIntegerField(_("points for the outcome"), default=50)
    weight_procedure = models.PositiveSmallIntegerField(_("points for the procedure"), default=30)
    weight_protection = models.PositiveSmallIntegerField(_("points for data protection"), default=20)
    parts = models.JSONField(default=dict, editable=False)
    is_unfinished = models.BooleanField(
        _("not finished yet"),
        default=False,
        help_text=_("Saves it as it is, with all that is still wrong. It cannot be published then."),
    )
    updated_at = models.DateTimeField(default=clock.now, editable=False)
    # Of the last check: the digest of what was checked, when it began, and how each way of playing came out.
    check_digest = models.CharField(max_length=64, blank=True, editable=False)
    check_began_at = models.DateTimeField(null=True, editable=False)
    check_report = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name = _("exercise")
        verbose_name_plural = _("exercises")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
