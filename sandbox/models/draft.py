from django.db import models

from college.core import clock
from sandbox.models.run import Run


class MessageDraft(models.Model):
    """A message that was begun and not sent. No part of the run's log: nobody but its writer has seen it, and nothing judges it.

    `key` is the form's own key: sending the form ends the draft, and saving it twice keeps one.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="message_drafts")
    key = models.UUIDField()
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="message_draft_one_per_form")]

    def __str__(self) -> str:
        return str(self.fields.get("subject") or self.key)
