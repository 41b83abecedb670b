"""Records that fit a condition, by a statement that was written the first time a condition of the same shape was asked."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Field, Model, Q, QuerySet

from college.core.statements import Slot, Statement

# Comparisons whose value may be a slot. What else a register asks for is left to the ORM each time.
_PLAIN = frozenset({"exact", "lt", "lte", "gt", "gte"})
_MOST_SHAPES = 512
_statements: dict[tuple[Any, ...], Statement[Any]] = {}


class _UnfitError(Exception):
    """A part of the condition has no slot."""


def select_records(model: type[Model], condition: Q, *, limit: int, ordering: tuple[str, ...] = ()) -> list[Any]:
    """At most so many records that fit, in the model's order or in this one. The same as by a query set, only sooner."""
    values: list[Any] = []
    try:
        shape = _read_shape(model, condition, values)
    except _UnfitError:
        return list(_select(model, condition, limit, ordering))
    key = (model, shape, limit, ordering)
    statement = _statements.get(key)
    if statement is None:
        if len(_statements) >= _MOST_SHAPES:
            _statements.clear()
        asked = _put_slots(model, condition, iter(range(len(values))))
        statement = _statements[key] = Statement(lambda: _select(model, asked, limit, ordering))
    return statement.fetch(**{_name(place): value for place, value in enumerate(values)})


def _select(model: type[Model], condition: Q, limit: int, ordering: tuple[str, ...]) -> "QuerySet[Any]":
    found = model._default_manager.filter(condition)
    return (found.order_by(*ordering) if ordering else found)[:limit]


def _read_shape(model: type[Model], condition: Q, values: list[Any]) -> tuple[Any, ...]:
    """The condition without its values, which are added to `values` in their order."""
    parts: list[Any] = [condition.connector, condition.negated]
    for child in _list_children(condition):
        if isinstance(child, Q):
            parts.append(_read_shape(model, child, values))
            continue
        lookup, value = child
        name, _, comparison = lookup.partition("__")
        if comparison == "isnull":
            parts.append((lookup, value))
        elif not isinstance(value, str | int | date | UUID) or (comparison or "exact") not in _PLAIN:
            raise _UnfitError
        else:
            _find_field(model, name)
            parts.append(lookup)
            values.append(value)
    return tuple(parts)


def _put_slots(model: type[Model], condition: Q, places: Any) -> Q:
    """The same condition with a slot for each value, in the order of `_read_shape`."""
    children: list[Any] = []
    for child in _list_children(condition):
        if isinstance(child, Q):
            children.append(_put_slots(model, child, places))
        elif child[0].endswith("__isnull"):
            children.append(child)
        else:
            lookup = child[0]
            children.append((lookup, Slot(_name(next(places)), _find_field(model, lookup.partition("__")[0]))))
    return Q.create(children, connector=condition.connector, negated=condition.negated)


def _list_children(condition: Q) -> list[Any]:
    """Conditions within it, and pairs of a lookup and a value."""
    return list(condition.children)


def _find_field(model: type[Model], name: str) -> "Field[Any, Any]":
    field = model._meta.get_field("id" if name == "pk" else name)
    if not isinstance(field, Field):
        raise _UnfitError
    return field


def _name(place: int) -> str:
    return f"value_{place}"
