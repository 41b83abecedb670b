"""Forms of the reviewer's seat. Each gives the domain function what it asks for beside run, notice and office."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import MIN_REASON
from sandbox.domain.notice_office import MAX_QUESTION, MAX_QUESTIONS, list_suggestions
from sandbox.domain.notice_record import Notice
from sandbox.domain.notice_report import RuleVerdict, is_settled, list_queries, report_notice
from sandbox.domain.notice_states import SUSPENSION_MONTHS
from sandbox.enums import RefusalGround
from sandbox.forms import DeskForm
from sandbox.queries import OpenedRun


class SeatForm(DeskForm):
    """A form about one notice. Without fields of its own: a button."""

    def __init__(self, data: Any, *, opened: OpenedRun, notice: Notice) -> None:
        super().__init__(data)
        self.opened, self.notice = opened, notice
        self.offer()

    def offer(self) -> None:
        """Fill in what may be chosen about this notice."""

    def read(self) -> dict[str, Any]:
        """The values for the domain function."""
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class SeatReasonForm(SeatForm):
    reason = forms.CharField(
        label=_("Reason"), min_length=MIN_REASON, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The bureau reads it, and it stands in the log. Facts, no names."),
    )  # fmt: skip


class GroundForm(SeatReasonForm):
    ground = forms.ChoiceField(
        label=_("Ground"), widget=forms.RadioSelect, choices=RefusalGround.choices,
        error_messages={"required": _("Choose one of the three grounds.")},
    )  # fmt: skip
    field_order: Sequence[str] = ("ground", "reason")


class RefusalForm(GroundForm):
    rules = forms.MultipleChoiceField(
        label=_("Rules that stand in the way"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The bureau is told what each of them asks for."),
    )  # fmt: skip
    field_order = ("ground", "rules", "reason")

    def offer(self) -> None:
        """Rules that are open come first, with what is open."""
        rows = report_notice(NOTICE_TYPES[self.notice.type_key], self.notice.submitted, today=self.opened.world.today)
        rows.sort(key=lambda row: row.verdict == RuleVerdict.MET)
        self.fields["rules"].choices = [  # type: ignore[attr-defined]
            (row.rule, row.queries[0].question if row.queries else f"{row.rule}: {row.demands[0]}") for row in rows
        ]  # type: ignore[attr-defined]


class SuspensionForm(SeatReasonForm):
    months = forms.IntegerField(
        label=_("Months"), min_value=1, max_value=SUSPENSION_MONTHS,
        help_text=_("Six at most. After them the notice must be restored, cancelled or deleted."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    field_order = ("months", "reason")


class QuestionForm(SeatForm):
    """Questions that the author and the rules suggest, and the reviewer's own, one a line."""

    suggested = forms.MultipleChoiceField(
        label=_("Questions from the rules"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("What the exercise's author and the rule engine would ask. Choose what you would ask too."),
    )  # fmt: skip
    own = forms.CharField(
        label=_("Your own questions"), required=False, max_length=MAX_QUESTIONS * (MAX_QUESTION + 2),
        widget=forms.Textarea(attrs={"rows": 4}), help_text=_("One on each line; five in all at most. No names."),
    )  # fmt: skip

    def offer(self) -> None:
        """What was settled by an answer is not suggested again."""
        rows = report_notice(NOTICE_TYPES[self.notice.type_key], self.notice.submitted, today=self.opened.world.today)
        settled = {query.key for query in list_queries(rows) if is_settled(self.notice, query)}
        suggestions = list_suggestions(self.opened, self.notice)
        choices = [(key, text) for key, (text, _asked) in suggestions.items() if key not in settled]
        if choices:
            self.fields["suggested"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["suggested"]

    def read(self) -> dict[str, Any]:
        own = self.cleaned_data["own"].splitlines()
        return {"questions": own, "suggested": self.cleaned_data.get("suggested", [])}
