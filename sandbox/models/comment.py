import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from college.core import clock
from sandbox.models.run import Run


class EventComment(models.Model):
    """What somebody who teaches says about one event of a trainee's run. The trainee reads it when the run is finished.

    It is deleted with the run. When its author's account is, it stays without a name: it belongs to the trainee's record.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="comments")
    sequence = models.PositiveIntegerField(help_text=_("Number of the event in the log."))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="event_comments"
    )
    text = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    # The form's own key: a form that is sent twice makes one comment.
    key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        ordering = ["sequence", "created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="event_comment_one_per_form")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.sequence}"
