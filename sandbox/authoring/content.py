"""What an author wrote, as the plain data of a definition; and a definition as what an author can edit."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints
from uuid import uuid4

from sandbox.authoring import lines
from sandbox.authoring.blocks import SHAPES, find_form, find_inner
from sandbox.domain.check_modules import CHECKS
from sandbox.domain.definitions import ObjectiveTemplate
from sandbox.domain.matching import Matcher
from sandbox.domain.playing.solution import Change, StepTemplate
from sandbox.domain.playing.steps import STEPS
from sandbox.domain.sources import write_definition
from sandbox.models import ExerciseSource

READERS: dict[str, Any] = {
    "grouped": lines.read_grouped, "lists": lines.read_lists, "pairs": lines.read_pairs, "sets": lines.read_sets, "groups": lines.read_groups, "draws": lines.read_draws,
}  # fmt: skip
WRITERS: dict[str, Any] = {
    "grouped": lines.write_grouped, "lists": lines.write_lists, "pairs": lines.write_pairs, "sets": lines.write_sets, "groups": lines.write_groups, "draws": lines.write_draws,
}  # fmt: skip
# Numbers of things in the log; every other value of an event that authors match is text.
_NUMBERS = frozenset({"notice", "message", "attempt"})
# What a template calls the kind of its parameters, and where the kinds stand.
_KINDS: dict[type, tuple[str, dict[str, Any]]] = {ObjectiveTemplate: ("check", CHECKS), StepTemplate: ("do", STEPS)}
_JSON_SIGNS = frozenset('[{"')
Raw = Sequence[Mapping[str, Any]]


def read_part(part: str, raw: Raw) -> list[dict[str, Any]]:
    """The stored blocks of one part as plain data. Raises LineError for a line that does not have its form."""
    if part in SHAPES:
        return [read_struct(SHAPES[part], block["value"]) for block in raw]
    return [_read_typed(ObjectiveTemplate if part == "objectives" else StepTemplate, block) for block in raw]


def _read_typed(template: type, block: Mapping[str, Any]) -> dict[str, Any]:
    name, known = _KINDS[template]
    value = {key: item for key, item in block["value"].items() if key != "parameters"}
    plain = read_struct(template, value)
    parameters = read_struct(known[block["type"]], block["value"].get("parameters") or {})
    return {**plain, name: block["type"], "parameters": parameters}


def read_struct(shape: Any, value: Mapping[str, Any]) -> dict[str, Any]:
    """A block's value by the shape that it follows. What is empty is left out, so that the shape's default holds."""
    hints = get_type_hints(shape)
    plain: dict[str, Any] = {}
    for field in fields(shape):
        if field.name in value and not _is_empty(value[field.name]):
            plain[field.name] = _read(hints[field.name], value[field.name], shape)
        elif field.default is MISSING and field.default_factory is MISSING:
            plain.update(_make_empty(field.name, hints[field.name]))
    return plain


def _make_empty(name: str, hint: Any) -> dict[str, Any]:
    """An empty list or mapping, where one must be given; nothing for anything else."""
    origin: Any = get_origin(find_inner(hint)[0])
    return {name: []} if origin is tuple else {name: {}} if origin is dict else {}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _read(hint: Any, value: Any, shape: type) -> Any:
    hint, _may_be_empty = find_inner(hint)
    if hint is Matcher:
        pairs = lines.read_pairs(value.get("values") or "")
        values = {name: _read_matched(name, text) for name, text in pairs.items()}
        return {"kind": value["kind"]} | ({"values": values} if values else {})
    if shape is Change and get_origin(hint) is dict:
        return _unfold({name: _read_altered(text) for name, text in lines.read_pairs(value).items()})
    if form := find_form(hint):
        return READERS[form](value)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if inner is StepTemplate:
            return [_read_typed(StepTemplate, block) for block in value]
        return [_read(inner, item["value"], shape) for item in value]
    return read_struct(hint, value) if is_dataclass(hint) else value


def _read_matched(name: str, text: str) -> str | int | bool:
    """What must stand in an event: text, true or false, or the number of a notice or message."""
    if text in {"true", "false"}:
        return text == "true"
    return int(text) if name in _NUMBERS and text.isdecimal() else text


def _read_altered(text: str) -> Any:
    """One value of a step that is altered: a list where values stand with | between them, or end with one; a number; JSON in brackets or
    quotation marks."""
    if text.isdecimal():
        return int(text)
    if text[:1] in _JSON_SIGNS:
        try:
            return json.loads(text)
        except ValueError:
            raise lines.LineError(text) from None
    return [part.strip() for part in text.split("|") if part.strip()] if "|" in text else text


def _unfold(values: dict[str, Any]) -> dict[str, Any]:
    """`fields.title` as the value title within fields."""
    plain: dict[str, Any] = {}
    for name, value in values.items():
        outer, dot, inner = name.partition(".")
        if dot:
            plain.setdefault(outer, {})[inner] = value
        else:
            plain[name] = value
    return plain


def _fold(values: Mapping[str, Any]) -> dict[str, str]:
    """The other way: a line for each value, also of a mapping within."""
    folded: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, Mapping):
            folded |= {f"{name}.{inner}": _write_altered(item) for inner, item in value.items()}
        else:
            folded[name] = _write_altered(value)
    return folded


def _write_altered(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) and "|" not in item for item in value):
        return f"{' | '.join(value)} |"
    is_text = isinstance(value, str) and "|" not in value and value[:1] not in _JSON_SIGNS and not value.isdecimal()
    return value if is_text else json.dumps(value, ensure_ascii=False)


def write_part(part: str, plain: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Blocks to edit, from the plain data of a definition."""
    if part in SHAPES:
        name = {"case_file": "sheet", "cast": "member"}.get(part, part.removesuffix("s"))
        return [_block(name, write_struct(SHAPES[part], item)) for item in plain]
    return [_write_typed(ObjectiveTemplate if part == "objectives" else StepTemplate, item) for item in plain]


def _block(kind: str, value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(uuid4())}


def _write_typed(template: type, item: Mapping[str, Any]) -> dict[str, Any]:
    name, known = _KINDS[template]
    value = write_struct(template, {key: v for key, v in item.items() if key not in {name, "parameters"}})
    value["parameters"] = write_struct(known[item[name]], item.get("parameters") or {})
    return _block(item[name], value)


def write_struct(shape: Any, plain: Mapping[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(shape)
    return {
        field.name: _write(hints[field.name], plain[field.name], shape)
        for field in fields(shape)  # type: ignore[arg-type]
        if field.name in plain
    }


def _write(hint: Any, value: Any, shape: type) -> Any:
    hint, _may_be_empty = find_inner(hint)
    if hint is Matcher:
        values = value.get("values") or {}
        shown = {name: str(item).lower() if isinstance(item, bool) else item for name, item in values.items()}
        return {"kind": value["kind"], "values": lines.write_pairs(shown)}
    if shape is Change and get_origin(hint) is dict:
        return lines.write_pairs(_fold(value))
    if form := find_form(hint):
        return WRITERS[form](value)
    if get_origin(hint) is tuple:
        inner = get_args(hint)[0]
        if inner is StepTemplate:
            return [_write_typed(StepTemplate, item) for item in value]
        return [_block("item", _write(inner, item, shape)) for item in value]
    return write_struct(hint, value) if is_dataclass(hint) else value


def read_source(source: ExerciseSource) -> dict[str, Any]:
    """The definition that a stored source says. Raises LineError, as for a source that was saved unfinished."""
    values = {field.name: getattr(source, field.name) for field in source._meta.concrete_fields}
    return write_definition(values, {part: read_part(part, raw) for part, raw in source.parts.items()})
