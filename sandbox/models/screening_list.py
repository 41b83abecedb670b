"""Lists of documents that a trainee has screened. No names: a list is read before it is kept, and columns of names are left out."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from college.core import clock
from sandbox.enums import ListState
from sandbox.models.run import Run


class ScreeningList(models.Model):
    """One list of a run. `key` is the form's own key, and that of the event which stands in the log when the list is done."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="screening_lists")
    number = models.PositiveIntegerField()
    key = models.UUIDField()
    reason = models.CharField(max_length=200)
    case_reference = models.CharField(max_length=40)
    # The headings of columns that were not read, for the page.
    left_out = models.JSONField(default=list)
    # SHA-256 over all lines that were asked for, in their order.
    digest = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=ListState, default=ListState.WAITING)
    # Why the workbook could not be read, in the language of whoever sent it.
    fault = models.CharField(max_length=400, blank=True)
    total = models.PositiveIntegerField(default=0)
    screened = models.PositiveIntegerField(default=0)
    malformed = models.PositiveIntegerField(default=0)
    matched = models.PositiveIntegerField(default=0)
    hidden = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["run", "number"], name="screening_list_one_per_number"),
            models.UniqueConstraint(fields=["run", "key"], name="screening_list_one_per_form"),
            models.CheckConstraint(condition=Q(state__in=ListState.values), name="screening_list_state_known"),
            models.CheckConstraint(condition=Q(screened__lte=F("total")), name="screening_list_screened_of_total"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"

    @property
    def is_done(self) -> bool:
        return self.state == ListState.DONE

    @property
    def is_answered(self) -> bool:
        """Every line has its answer, though the workbook may not be written yet."""
        return self.state in {ListState.WRITING, ListState.DONE}

    @property
    def clear(self) -> int:
        """Lines to which the register answered that it has no record."""
        return self.screened - self.malformed - self.matched


class ScreeningFile(models.Model):
    """A workbook of a list, as long as it is needed: the one that was sent, until it is read; the one with the answers, until the run ends.

    Kept in the table and in no folder: it is reached through its list alone, goes with the run, and every worker can read it.
    """

    screening_list = models.ForeignKey(ScreeningList, on_delete=models.CASCADE, related_name="files")
    is_answer = models.BooleanField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["screening_list", "is_answer"], name="screening_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.screening_list_id} {'answers' if self.is_answer else 'upload'}"


class ScreeningChunk(models.Model):
    """Some thousands of lines of a list, kept together: a row a line would cost more than the screening.

    `rows` are the lines that can be asked for, `faults` those that cannot; `matches` is null until the chunk is screened.
    The shapes are those of `domain/lists/shapes.py`.
    """

    screening_list = models.ForeignKey(ScreeningList, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    rows = models.JSONField()
    faults = models.JSONField()
    matches = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["screening_list", "position"], name="screening_chunk_once")
        ]

    def __str__(self) -> str:
        return f"{self.screening_list_id} {self.position}"
