"""Typed values from plain data (YAML, JSON): every misfit is refused with the place where it stands."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

Shape = TypeVar("Shape")


class MisfitError(ValueError):
    """Data that does not have its shape. `place` is a path such as `objectives[2].points`."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


@cache
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def build_shape(shape: type[Shape], data: object, place: str = "") -> Shape:
    """An instance of a dataclass from a mapping. Raises MisfitError for unknown, missing and ill-typed values."""
    if not isinstance(data, Mapping):
        raise MisfitError(place or shape.__name__, "must be a mapping")
    known = {field.name: field for field in fields(cast("Any", shape))}
    unknown = sorted(set(map(str, data)) - set(known))
    if unknown:
        raise MisfitError(
            place or shape.__name__, f"has no {', '.join(unknown)}; it accepts {', '.join(sorted(known))}"
        )
    values: dict[str, Any] = {}
    for name, field in known.items():
        where = f"{place}.{name}" if place else name
        if name in data:
            values[name] = _build(_hints(cast("Any", shape))[name], data[name], where)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise MisfitError(where, "is missing")
    return shape(**values)


def _build(kind: Any, value: object, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        inner = [argument for argument in get_args(kind) if argument is not type(None)]
        return None if value is None else _build(inner[0], value, place)
    if origin is tuple:
        return _build_tuple(get_args(kind), value, place)
    if origin is dict:
        if not isinstance(value, Mapping):
            raise MisfitError(place, "must be a mapping")
        return {str(key): _build(get_args(kind)[1], item, f"{place}.{key}") for key, item in value.items()}
    if is_dataclass(kind):
        return build_shape(cast("type[Any]", kind), value, place)
    return _build_scalar(kind, value, place)


def _build_tuple(kinds: tuple[Any, ...], value: object, place: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise MisfitError(place, "must be a list")
    return tuple(_build(kinds[0], item, f"{place}[{index}]") for index, item in enumerate(value))


def _build_scalar(kind: Any, value: object, place: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(value)
        except ValueError:
            raise MisfitError(place, f"is {value!r}; known are {', '.join(str(m.value) for m in kind)}") from None
    if kind is date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise MisfitError(place, f"is {value!r}, not a date such as 2027-05-14") from None
    if kind is Any:
        return value
    if isinstance(kind, type) and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
        raise MisfitError(place, f"is {value!r}, not {kind.__name__}")
    return value.strip() if isinstance(value, str) else value
