"""Blocks made from the shapes of a definition, so that what a check asks is what the CMS offers, and nothing else.

Each block can also say what its value is as plain data: see `read_stream`.
"""

import types
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField

from sandbox.authoring.words import CAST_KINDS, FIELDS, LONG, NAMES
from sandbox.domain.check_modules import CHECKS
from sandbox.domain.definitions import (
    CaseItem,
    CastTemplate,
    Choice,
    Draw,
    Inject,
    ObjectiveTemplate,
    RecordTemplate,
    Script,
)
from sandbox.domain.hints import Hint as HintOfExercise
from sandbox.domain.matching import Matcher
from sandbox.domain.playing.law import STEP_MODULES as STEP_MODULES
from sandbox.domain.playing.solution import Change, ChangeKind, Mistake, StepTemplate
from sandbox.domain.playing.steps import STEPS
from sandbox.domain.questions import Question
from sandbox.enums import EventKind, Purpose

Hint = Any


class PlainStreamField(StreamField):  # type: ignore[misc]
    """A StreamField whose blocks stand in the code alone: a new check needs no migration."""

    def deconstruct(self) -> Any:
        name, _path, _args, kwargs = super().deconstruct()
        return name, "wagtail.fields.StreamField", [[]], {k: v for k, v in kwargs.items() if k != "block_lookup"}


class LinesBlock(blocks.TextBlock):  # type: ignore[misc]
    """Values that are written as lines. `form` names their form in `authoring.lines`."""

    def __init__(self, *, form: str, **options: Any) -> None:
        super().__init__(**{"rows": 3, **options})
        self.form = form


def find_inner(hint: Hint) -> tuple[Hint, bool]:
    """A hint without its None, and whether it had one."""
    origin: Any = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = [argument for argument in get_args(hint) if argument is not type(None)]
        return inner[0], len(inner) < len(get_args(hint))
    return hint, False


def find_form(hint: Hint) -> str:
    """The form in `authoring.lines` of a hint that is written as lines, or ""."""
    origin: Any = get_origin(hint)
    arguments = get_args(hint)
    inner: Any = get_origin(arguments[0]) if arguments else None
    if origin is dict:
        inside, of = arguments[1], get_args(arguments[1])
        is_grouped = bool(of) and get_origin(of[0]) is tuple
        return "draws" if inside is Draw else "grouped" if is_grouped else "lists" if of else "pairs"
    return {dict: "sets", tuple: "groups"}.get(inner, "") if origin is tuple else ""


def _make_field_block(name: str, hint: Hint, *, required: bool) -> blocks.Block:
    label, help_text = FIELDS.get(name, (name.replace("_", " ").capitalize(), ""))
    options: dict[str, Any] = {"label": label, "help_text": help_text, "required": required}
    hint, may_be_empty = find_inner(hint)
    options["required"] = required and not may_be_empty
    if form := find_form(hint):
        return LinesBlock(form=form, **{**options, "required": False})
    origin: Any = get_origin(hint)
    if origin is tuple:
        return _make_list(name, get_args(hint)[0], options)
    if hint is Matcher:
        return _MatcherBlock(label=label, help_text=help_text)
    if is_dataclass(hint):
        return make_struct(hint, label=label, help_text=help_text)
    return _make_scalar(name, hint, options)


def _make_list(name: str, inner: Hint, options: dict[str, Any]) -> blocks.Block:
    listed = {"label": options["label"], "help_text": options["help_text"], "default": []}
    if inner is StepTemplate:
        return StepsBlock(label=options["label"], required=False)
    if is_dataclass(inner):
        return blocks.ListBlock(make_struct(inner), **listed)
    child = _make_scalar(name, inner, {"label": options["label"], "help_text": "", "required": True})
    return blocks.ListBlock(child, **listed)


def _make_scalar(name: str, hint: Hint, options: dict[str, Any]) -> blocks.Block:
    if isinstance(hint, type) and issubclass(hint, Enum):
        choices = getattr(hint, "choices", None) or [(member.value, member.value) for member in hint]
        return blocks.ChoiceBlock(choices=choices, **options)
    if hint is int:
        return blocks.IntegerBlock(**options)
    if hint is bool:
        return blocks.BooleanBlock(**{**options, "required": False})
    if name in LONG:
        return blocks.TextBlock(rows=3, **options)
    return blocks.CharBlock(**options)


class _MatcherBlock(blocks.StructBlock):  # type: ignore[misc]
    """A pattern over one event."""

    kind = blocks.ChoiceBlock(label=_("Event"), choices=EventKind.choices)
    values = LinesBlock(
        form="pairs", label=_("With"), required=False, help_text=_("What must stand in it: name = value, one a line.")
    )


def make_struct(shape: Any, **options: Any) -> blocks.StructBlock:
    """A StructBlock with a child for each field of a dataclass, in their order."""
    hints = get_type_hints(shape)
    children: list[tuple[str, blocks.Block]] = []
    for field in fields(shape):
        is_required = field.default is MISSING and field.default_factory is MISSING
        block = SPECIAL.get((shape.__name__, field.name)) or _make_field_block(
            field.name, hints[field.name], required=is_required
        )
        if not is_required and field.default not in (MISSING, None, ()):
            block.meta.default = field.default.value if isinstance(field.default, Enum) else field.default
        children.append((field.name, block))
    return blocks.StructBlock(children, **options)


def _make_choice(label: Any, choices: Any, *, required: bool, help_text: Any = "") -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(label=label, choices=choices, required=required, help_text=help_text)


SPECIAL: dict[tuple[str, str], blocks.Block] = {
    ("CastTemplate", "kind"): _make_choice(_("Kind"), CAST_KINDS, required=True),
    ("CastTemplate", "zone"): _make_choice(
        _("Machine-readable zone"), [("valid", _("Right")), ("bad_digit", _("One wrong check digit"))], required=False
    ),
    ("Script", "purpose"): _make_choice(_("Purpose"), Purpose.choices, required=False),
    ("Change", "kind"): _make_choice(
        _("How"),
        [
            (ChangeKind.SKIP.value, _("Leaves it out")), (ChangeKind.ALTER.value, _("Does it differently")),
            (ChangeKind.BEFORE.value, _("Does something else before")), (ChangeKind.AFTER.value, _("Does something else after")),
        ],
        required=True,
    ),
    ("Hint", "title"): blocks.CharBlock(label=_("Title"), help_text=_("Read before it is taken: it gives nothing away.")),
    ("Hint", "text"): blocks.TextBlock(label=_("Text"), rows=3, help_text=_("Markdown. Helps on, and is never the answer itself. May hold ${key.value}.")),
    ("Change", "parameters"): LinesBlock(
        form="altered", label=_("What is different"), required=False, help_text=_("name = value, one a line. Of a list, its values with | between them.")
    ),
}  # fmt: skip


def _make_typed(template: type, kind: str, shape: type) -> blocks.StructBlock:
    """The block of an objective or a step: the template's own fields, and what this kind is asked."""
    hints = get_type_hints(template)
    children: list[tuple[str, blocks.Block]] = []
    for field in fields(template):  # type: ignore[arg-type]
        if field.name in {"check", "do"}:
            continue
        if field.name == "parameters":
            children.append(("parameters", make_struct(shape, label=FIELDS["parameters"][0])))
            continue
        is_required = field.default is MISSING and field.default_factory is MISSING
        children.append((field.name, _make_field_block(field.name, hints[field.name], required=is_required)))
    summary = " ".join(str(shape.__doc__ or "").split())
    return blocks.StructBlock(children, label=NAMES.get(kind, kind.replace("_", " ")), help_text=summary)


class _TypedStream(blocks.StreamBlock):  # type: ignore[misc]
    """One block type for each kind that is known."""

    template: type
    known: dict[str, type]

    def __init__(self, local_blocks: Any = None, **options: Any) -> None:
        made = [(kind, _make_typed(self.template, kind, shape)) for kind, shape in sorted(self.known.items())]
        super().__init__(made, **{"required": False, **options})


class ObjectivesBlock(_TypedStream):
    template, known = ObjectiveTemplate, CHECKS


class StepsBlock(_TypedStream):
    template, known = StepTemplate, STEPS


def make_stream(name: str, shape: type, label: Any) -> list[tuple[str, blocks.Block]]:
    return [(name, make_struct(shape, label=label))]


PARTS: dict[str, Any] = {
    "cast": make_stream("member", CastTemplate, _("Member of the cast")),
    "records": make_stream("record", RecordTemplate, _("Record")),
    "case_file": make_stream("sheet", CaseItem, _("Sheet")),
    "choices": make_stream("choice", Choice, _("Decision")),
    "questions": make_stream("question", Question, _("Question")),
    "scripts": make_stream("script", Script, _("Answer of a bureau")),
    "injects": make_stream("inject", Inject, _("Message that comes unasked")),
    "hints": make_stream("hint", HintOfExercise, _("Hint")),
    "objectives": ObjectivesBlock(),
    "solution": StepsBlock(),
    "mistakes": make_stream("mistake", Mistake, _("Common mistake")),
}
# What the parts are made of.
SHAPES: dict[str, type] = {
    "cast": CastTemplate, "records": RecordTemplate, "case_file": CaseItem, "choices": Choice, "questions": Question,
    "scripts": Script, "injects": Inject, "hints": HintOfExercise, "mistakes": Mistake,
}  # fmt: skip
__all__ = ["PARTS", "SHAPES", "Change", "PlainStreamField", "find_form", "find_inner"]
