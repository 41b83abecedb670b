"""The form that an instructor writes a question in: rows to fill, no ids, no JSON."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from college.accounts.models import User
from college.core.errors import CollegeError
from courses.domain.question_content import MAX_ROWS, normalise_question
from courses.domain.questions import save_question
from courses.enums import QuestionKind, QuestionUse
from courses.models import CoursePage, Question, Quiz
from courses.rules import list_taught

ROWS = 8
DIFFICULTIES = [(1, _("1 – recall")), (2, _("2 – understanding")), (3, _("3 – application"))]


class QuestionForm(forms.Form):
    """One question of the bank. `save` writes a new version only when something that is asked has changed."""

    course = forms.ModelChoiceField(label=_("Course"), queryset=CoursePage.objects.none(), to_field_name="id")
    key = forms.SlugField(
        label=_("Key"), max_length=60, help_text=_("A short name that stays the same for ever, such as dbh-01.")
    )
    use = forms.ChoiceField(label=_("Used in"), choices=QuestionUse)
    outcome = forms.IntegerField(
        label=_("Outcome"), min_value=1, max_value=99, initial=1,
        help_text=_("The number of the course's outcome that it tests. A quiz is spread over the outcomes."),
    )  # fmt: skip
    difficulty = forms.TypedChoiceField(label=_("Difficulty"), choices=DIFFICULTIES, coerce=int, initial=2)
    kind = forms.ChoiceField(label=_("Kind"), choices=QuestionKind)
    stem = forms.CharField(
        label=_("Question"), widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text=_("Markdown: **bold**, *italics*, lists."),
    )  # fmt: skip
    number_value = forms.CharField(label=_("Right number"), required=False, max_length=30)
    number_tolerance = forms.CharField(
        label=_("Tolerance"),
        required=False,
        max_length=30,
        help_text=_("How far an answer may be off and still be right."),
    )
    number_unit = forms.CharField(label=_("Unit"), required=False, max_length=30)
    distractors = forms.CharField(
        label=_("More matches that fit no row, one a line"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    explanation = forms.CharField(
        label=_("Explanation"), widget=forms.Textarea(attrs={"rows": 3}), max_length=4000, required=False,
        help_text=_("Shown after release: what to remember, and where it is taught."),
    )  # fmt: skip

    def __init__(self, *args: Any, instance: Question | None = None, person: User, **kwargs: Any) -> None:
        self.instance = instance
        self.person = person
        self.current = instance.current if instance else None
        content = self.current.content if self.current else {}
        self.choice_ids = _fill_ids([row["id"] for row in content.get("choices", [])], "abcdefghijkl")
        self.left_ids = _fill_ids([row["id"] for row in content.get("left", [])], [f"l{n}" for n in range(1, 13)])
        kwargs["initial"] = {**self._read_current(), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = list_taught(person)  # type: ignore[attr-defined]
        self._add_rows()
        if instance is not None:
            self.fields["course"].disabled = self.fields["key"].disabled = True

    def _add_rows(self) -> None:
        for number in range(1, len(self.choice_ids) + 1):
            self.fields[f"choice_{number}_text"] = forms.CharField(
                label=_("Choice %(number)s") % {"number": number}, required=False, max_length=2000, widget=_lines()
            )
            self.fields[f"choice_{number}_correct"] = forms.BooleanField(label=_("Right"), required=False)
            self.fields[f"choice_{number}_feedback"] = forms.CharField(
                label=_("Feedback when it is chosen"), required=False, max_length=2000, widget=_lines()
            )
        for number in range(1, len(self.left_ids) + 1):
            self.fields[f"pair_{number}_left"] = forms.CharField(
                label=_("Row %(number)s") % {"number": number}, required=False, max_length=2000, widget=_lines()
            )
            self.fields[f"pair_{number}_right"] = forms.CharField(
                label=_("Its match"), required=False, max_length=2000, widget=_lines()
            )

    def _read_current(self) -> dict[str, Any]:
        question, version = self.instance, self.current
        if question is None or version is None:
            return {}
        initial: dict[str, Any] = {
            "course": question.course_id, "key": question.key, "use": question.use, "kind": version.kind,
            "stem": version.stem, "explanation": version.explanation, "outcome": version.outcome,
            "difficulty": version.difficulty,
        }  # fmt: skip
        content, key = version.content, version.answer_key
        for number, row in enumerate(content.get("choices", []), start=1):
            initial[f"choice_{number}_text"] = row["text"]
            initial[f"choice_{number}_correct"] = row["id"] in key["correct"]
            initial[f"choice_{number}_feedback"] = key["feedback"].get(row["id"], "")
        if version.kind == QuestionKind.NUMERIC:
            initial |= {
                "number_value": key["value"], "number_tolerance": key["tolerance"], "number_unit": content["unit"]
            }  # fmt: skip
        if version.kind == QuestionKind.MATCHING:
            texts = {row["id"]: row["text"] for row in content["right"]}
            for number, row in enumerate(content["left"], start=1):
                initial[f"pair_{number}_left"] = row["text"]
                initial[f"pair_{number}_right"] = texts[key["pairs"][row["id"]]]
            used = set(key["pairs"].values())
            initial["distractors"] = "\n".join(text for row_id, text in texts.items() if row_id not in used)
        return initial

    @property
    def choice_rows(self) -> Iterator[tuple[BoundField, ...]]:
        """Text, tick and feedback of each choice, for the template."""
        for number in range(1, len(self.choice_ids) + 1):
            yield tuple(self[f"choice_{number}_{part}"] for part in ("text", "correct", "feedback"))

    @property
    def pair_rows(self) -> Iterator[tuple[BoundField, ...]]:
        """Left and right of each pair, for the template."""
        for number in range(1, len(self.left_ids) + 1):
            yield tuple(self[f"pair_{number}_{part}"] for part in ("left", "right"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        is_taken = Question.objects.filter(course=data["course"], key=data["key"]).exists()
        if self.instance is None and is_taken:
            self.add_error("key", _("This course has a question with this key. Choose another, or edit that one."))
        data["content"], data["answer_key"] = self._read_content(data)
        try:
            normalise_question(
                kind=data["kind"], stem=data["stem"], content=data["content"], answer_key=data["answer_key"],
                explanation=data["explanation"],
            )  # fmt: skip
        except CollegeError as error:
            raise forms.ValidationError(str(error), code=error.code) from error
        return data

    def _read_content(self, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        if data["kind"] == QuestionKind.NUMERIC:
            value, tolerance = data["number_value"].replace(",", "."), data["number_tolerance"].replace(",", ".")
            return {"unit": data["number_unit"]}, {"value": value, "tolerance": tolerance or "0"}
        if data["kind"] == QuestionKind.MATCHING:
            return self._read_pairs(data)
        rows = [
            (row_id, data[f"choice_{number}_text"], data[f"choice_{number}_correct"], data[f"choice_{number}_feedback"])
            for number, row_id in enumerate(self.choice_ids, start=1)
            if data[f"choice_{number}_text"] or data[f"choice_{number}_correct"] or data[f"choice_{number}_feedback"]
        ]
        return (
            {"choices": [{"id": row_id, "text": text} for row_id, text, _right, _words in rows]},
            {
                "correct": [row_id for row_id, _text, is_right, _words in rows if is_right],
                "feedback": {row_id: words for row_id, _text, _right, words in rows if words},
            },
        )

    def _read_pairs(self, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        known = {row["text"]: row["id"] for row in (self.current.content if self.current else {}).get("right", [])}
        spare = (name for name in (f"r{n}" for n in range(1, 99)) if name not in known.values())
        right: dict[str, str] = {}

        def name(text: str) -> str:
            if text not in right:
                right[text] = known.get(text) or next(spare)
            return right[text]

        left, pairs = [], {}
        for number, row_id in enumerate(self.left_ids, start=1):
            term, match = data[f"pair_{number}_left"], data[f"pair_{number}_right"]
            if term or match:
                left.append({"id": row_id, "text": term})
                pairs[row_id] = name(match)
        for line in data["distractors"].splitlines():
            if line.strip():
                name(line.strip())
        # Known rows keep their place: the same question saved again is the same version.
        order = sorted(right, key=lambda text: list(known).index(text) if text in known else MAX_ROWS)
        return {"left": left, "right": [{"id": right[text], "text": text} for text in order]}, {"pairs": pairs}

    def save(self) -> Question:
        """Write the question through the domain. Raises CollegeError when another author was faster with a refusal."""
        names = (
            "course",
            "key",
            "use",
            "kind",
            "stem",
            "content",
            "answer_key",
            "explanation",
            "outcome",
            "difficulty",
        )
        return save_question(**{name: self.cleaned_data[name] for name in names}, actor=self.person)


def _lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2})


def _fill_ids(used: list[str], names: Iterator[str] | list[str] | str) -> list[str]:
    """The ids of the rows that there are, and fresh ones for the empty rows below them."""
    fresh = [name for name in names if name not in used]
    count = min(MAX_ROWS, max(ROWS, len(used) + 2))
    return [*used, *fresh][:count]


class QuizForm(forms.ModelForm):  # type: ignore[type-arg]
    """The quiz of a course; saved through the domain."""

    class Meta:
        model = Quiz
        fields = ["course", "title", "draw_count", "pass_mark", "minutes", "max_attempts", "wait_minutes", "feedback"]

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["course"].queryset = list_taught(person)  # type: ignore[attr-defined]
        self.fields["course"].to_field_name = "id"  # type: ignore[attr-defined]  # the page's own key refuses a number beyond its column
        self.fields["course"].disabled = self.instance.pk is not None
        self.fields["draw_count"].help_text = _("Drawn from the bank for each attempt, spread over the outcomes.")
