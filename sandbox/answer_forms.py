"""The form of one question of an answer sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sandbox.domain.answering import MAX_TEXT
from sandbox.domain.questions import Question, QuestionKind
from sandbox.forms import DeskForm

EMPTY = {"required": _("Answer the question first."), "invalid_choice": _("Choose among the answers that stand there.")}


class AnswerSheetForm(DeskForm):
    """`row` is a question with its options in this run's order and the answer so far (`views.answers.list_answers`)."""

    def __init__(self, *args: Any, row: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["values"] = _make_field(row["question"], row["prompt"], row["options"])
        is_many = row["question"].kind is QuestionKind.MANY
        self.fields["values"].initial = row["values"] if is_many else "".join(row["values"][:1])

    def read(self) -> dict[str, Any]:
        """What `give_answer` takes: the key of the form and a list of values."""
        values = self.cleaned_data["values"]
        return {"key": self.cleaned_data["key"], "values": values if isinstance(values, list) else [values]}


def _make_field(question: Question, prompt: str, options: list[tuple[str, str]]) -> forms.Field:
    common: dict[str, Any] = {"label": prompt, "help_text": question.hint, "error_messages": EMPTY}
    match question.kind:
        case QuestionKind.ONE:
            return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **common)
        case QuestionKind.MANY:
            return forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **common)
        case QuestionKind.NUMBER:
            attributes = {"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"}
            return forms.CharField(max_length=40, widget=forms.TextInput(attrs=attributes), **common)
    return forms.CharField(max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 5}), **common)
