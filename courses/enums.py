from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """The steps of a programme, in their order. Industry modules stand beside the two levels."""

    INTRODUCTORY = "introductory", _("Introductory")
    INTERMEDIATE = "intermediate", _("Intermediate")
    INDUSTRY = "industry", _("Industry module")


class Audience(models.TextChoices):
    EVERYONE = "everyone", _("Everyone enrolled")
    LAW_ENFORCEMENT = "law_enforcement", _("Law enforcement only")


class EnrolmentState(models.TextChoices):
    REQUESTED = "requested", _("Waiting for a decision")
    ADMITTED = "admitted", _("Admitted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class LessonState(models.TextChoices):
    NOT_STARTED = "not_started", _("Not started")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")


class QuestionKind(models.TextChoices):
    SINGLE = "single", _("Single choice")
    MULTIPLE = "multiple", _("Multiple choice")
    NUMERIC = "numeric", _("Number")
    MATCHING = "matching", _("Matching")


class QuestionUse(models.TextChoices):
    QUIZ = "quiz", _("Quiz")
    CHECK = "check", _("Knowledge check in a lesson")


class AttemptState(models.TextChoices):
    OPEN = "open", _("In progress")
    FINISHED = "finished", _("Finished")


class FinishReason(models.TextChoices):
    """What ended an attempt."""

    LEARNER = "learner", _("Handed in by the learner")
    TIME = "time", _("The time was up")


class AttemptEventKind(models.TextChoices):
    STARTED = "started", _("Started")
    ANSWERED = "answered", _("Answered")
    CLEARED = "cleared", _("Answer removed")
    FLAGGED = "flagged", _("Marked to come back to")
    UNFLAGGED = "unflagged", _("Mark removed")
    FINISHED = "finished", _("Finished")


class FeedbackPolicy(models.TextChoices):
    """What a trainee sees after finishing a quiz."""

    SCORE = "score", _("The score alone")
    ANSWERS = "answers", _("Which answers were right, without the key")
    FULL = "full", _("Right answers and explanations")
