"""The form for a comment on an event of a run."""

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.commenting import MAX_COMMENT
from sandbox.forms import DeskForm


class CommentForm(DeskForm):
    text = forms.CharField(
        label=_("Comment"), max_length=MAX_COMMENT, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("On this event. The learner reads it, with your name, when the run is finished."),
    )  # fmt: skip
