"""The form in which an exercise is written. What is wrong stands at its block; nothing that was typed is lost."""

import json
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from sandbox.authoring.blocks import PARTS
from sandbox.authoring.content import read_part
from sandbox.authoring.faults import merge_errors, nest_error, split_place, word_problem
from sandbox.authoring.lines import LineError
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.sources import list_faults, write_definition
from sandbox.enums import Tool
from sandbox.models import Exercise, ExerciseSource

PART_LABELS = {
    "cast": (gettext_lazy("Cast"), gettext_lazy("People and things that each run invents anew. Others refer to them by key.")),
    "records": (gettext_lazy("Records in the registers"), gettext_lazy("What is planted in the trainee's world about members of the cast.")),
    "case_file": (gettext_lazy("Case file"), gettext_lazy("Sheets that lie on the desk.")),
    "choices": (gettext_lazy("Decisions"), gettext_lazy("What may be decided on travellers, packs and sheets of the cast.")),
    "questions": (gettext_lazy("Answer sheet"), gettext_lazy("What the trainee is asked outright.")),
    "scripts": (gettext_lazy("Answers of bureaus"), gettext_lazy("The first that fits a message answers it.")),
    "injects": (gettext_lazy("What comes unasked"), gettext_lazy("Messages that arrive once, after something happened.")),
    "hints": (gettext_lazy("Hints"), gettext_lazy("Help that a trainee may take for points of the score.")),
    "objectives": (gettext_lazy("Objectives"), gettext_lazy("What is judged. The points of each group add up to its weight.")),
    "solution": (gettext_lazy("Solution"), gettext_lazy("How it is played to full marks, step by step. The check plays it in many worlds.")),
    "mistakes": (gettext_lazy("Common mistakes"), gettext_lazy("Each as a change of the solution, and which objectives it costs.")),
}  # fmt: skip
# Where a place of the definition has a field of another name.
_FIELD_OF = {
    "role": "role",
    "weights": "weight_outcome",
    "notices": "notice_types",
    "time_limit_minutes": "time_limit_minutes",
}


class ExerciseSourceForm(WagtailAdminModelForm):  # type: ignore[misc]
    """A model form with a field of blocks for each part."""

    tools = forms.MultipleChoiceField(
        label=gettext_lazy("Tools"), choices=Tool.choices, widget=forms.CheckboxSelectMultiple
    )
    notice_types = forms.MultipleChoiceField(
        label=gettext_lazy("Notices that may be drafted"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(key, notice_type.label) for key, notice_type in NOTICE_TYPES.items()],
    )  # fmt: skip

    class Meta:
        model = ExerciseSource
        fields = [
            "title", "slug", "summary", "audience", "role", "bureau", "today", "case_prefix", "minutes", "time_limit_minutes", "may_pause",
            "brief", "tasks", "tools", "notice_types", "pass_mark", "weight_outcome", "weight_procedure", "weight_protection",
            "debrief", "is_unfinished",
        ]  # fmt: skip
        widgets = {"today": AdminDateInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part, (label, hint) in PART_LABELS.items():
            block = self._make_block(part)
            raw = self.instance.parts.get(part, [])
            self.fields[part] = blocks.BlockField(block=block, required=False, label=label, help_text=hint)
            self.initial[part] = block.to_python(raw)
        if self.instance.exercise_id:
            self.fields["slug"].disabled = True
        if self.is_bound and self.data.get("is_unfinished"):
            for name in [*PART_LABELS, *self.fields]:
                self.fields[name].is_deferred_validation = True
            for name in ("brief", "tasks", "debrief", "tools", "summary", "role"):
                self.fields[name].required = False

    @staticmethod
    def _make_block(part: str) -> blocks.StreamBlock:
        made = PARTS[part]
        block = blocks.StreamBlock(made, required=False) if isinstance(made, list) else made
        block.set_name(part)
        return block

    @property
    def sections(self) -> list[tuple[str, Any, list[Any]]]:
        """The fields in the order in which an exercise is thought out: anchor, heading, fields."""
        groups = [
            ("about", _("About the exercise"), ["title", "slug", "summary", "audience", "minutes", "time_limit_minutes", "may_pause"]),
            ("brief", _("Brief"), ["role", "bureau", "today", "case_prefix", "brief", "tasks", "tools", "notice_types"]),
            ("world", _("World"), ["cast", "records", "case_file"]),
            ("play", _("What the trainee meets"), ["choices", "questions", "scripts", "injects", "hints"]),
            ("judging", _("Judging"), ["pass_mark", "weight_outcome", "weight_procedure", "weight_protection", "objectives", "debrief"]),
            ("check", _("Check"), ["solution", "mistakes", "is_unfinished"]),
        ]  # fmt: skip
        return [(anchor, heading, [self[name] for name in names]) for anchor, heading, names in groups]

    def clean_slug(self) -> str:
        """An address belongs to one exercise: also those that ship with the college."""
        slug: str = self.cleaned_data["slug"]
        taken = Exercise.objects.filter(slug=slug).exclude(pk=self.instance.exercise_id).exists()
        if taken:
            raise ValidationError(_("Another exercise has this address. Choose another one."))
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        parts = {part: self._freeze(part) for part in PART_LABELS}
        self.instance.parts = parts
        if cleaned.get("is_unfinished") or self.errors:
            return cleaned
        content = {}
        for part, raw in parts.items():
            try:
                content[part] = read_part(part, raw)
            except LineError as error:
                problem = _("“%(line)s” does not have its form. See the hint below the field.") % {
                    "line": error.line[:80]
                }
                self.add_error(
                    part, blocks.stream_block.StreamBlockValidationError(non_block_errors=[ValidationError(problem)])
                )
        if not self.errors:
            self._judge(write_definition(cleaned, content))
        return cleaned

    def _freeze(self, part: str) -> list[dict[str, Any]]:
        """The blocks as they are stored, also of a part with errors."""
        value = self.cleaned_data.get(part)
        if value is None:
            value = self.fields[part].widget.value_from_datadict(self.data, self.files, self.add_prefix(part))
        prepared = self.fields[part].block.get_prep_value(value)
        return json.loads(json.dumps(prepared, default=str))  # type: ignore[no-any-return]

    def _judge(self, definition: dict[str, Any]) -> None:
        """Put each fault at its block, or at its field; above the form where it has neither."""
        errors: dict[str, Any] = {}
        for place, problem in list_faults(definition):
            root, *path = split_place(place) or [""]
            if root in PART_LABELS:
                kinds = [block["type"] for block in self.instance.parts[root]]
                found = nest_error(self.fields[root].block, path, kinds, word_problem("", problem))
                errors[root] = merge_errors(errors[root], found) if root in errors else found
            else:
                name = root if root in self.fields else _FIELD_OF.get(str(root))
                self.add_error(name, word_problem("" if name else place, problem))
        for part, error in errors.items():
            self.add_error(part, error)
