"""Statements of the hot paths: the ORM writes their text once a process, afterwards they are only bound to values.

By an index the database answers in a fraction of the time that the ORM takes to write the question: four fifths of an exact query
were that. The text still comes from the models, and is the same question on every database.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django.db import connection
from django.db.models import Expression, Field, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)


class Slot(Expression):
    """The place of a value that is given each time the statement is asked; it is read as a value of this field."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    @classmethod
    def of(cls, model: type[Model], field: str, name: str = "") -> "Slot":
        """The place of a value of this field of a model, under the field's name or another."""
        return cls(name or field, cast("Field[Any, Any]", model._meta.get_field(field)))

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Sequence[Any]]:  # type: ignore[override]
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class _Written(Generic[M]):
    """A statement in one database's language, and how its rows become values."""

    sql: str
    params: tuple[Any, ...]
    compiler: SQLCompiler
    converters: dict[int, Any]
    read: Callable[[Sequence[Any]], Any]
    is_locking: bool


class Statement(Generic[M]):
    """A query set whose values are slots. `build` is called once; it may lock rows: then every run needs a transaction."""

    def __init__(self, build: Callable[[], "QuerySet[M, Any]"]) -> None:
        self._build = build
        self._written: dict[str, _Written[M]] = {}

    def fetch(self, **values: Any) -> list[Any]:
        """Ask with these values, one a slot: the objects, or the rows of a `values_list`.

        Raises KeyError for a missing value, TransactionManagementError when it locks rows and no transaction is open.
        """
        written = self._written.get(connection.vendor)
        if written is None:
            written = self._written[connection.vendor] = _write(self._build())
        if written.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("A statement that locks rows needs an open transaction.")
        params = [_bind(param, values) if isinstance(param, Slot) else param for param in written.params]
        with connection.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows: Any = cursor.fetchall()
        if written.converters:
            rows = written.compiler.apply_converters(rows, written.converters)
        return [written.read(row) for row in rows]

    def first(self, **values: Any) -> Any | None:
        """The first of them, if any."""
        return next(iter(self.fetch(**values)), None)


def _bind(slot: Slot, values: dict[str, Any]) -> Any:
    return slot.output_field.get_db_prep_value(values[slot.name], connection)


def _write(query_set: "QuerySet[M, Any]") -> _Written[M]:
    compiler = cast("SQLCompiler", query_set.query.get_compiler(connection=connection))
    sql, params = compiler.as_sql()
    expressions = [expression for expression, _sql, _alias in compiler.select]
    converters = compiler.get_converters(expressions)
    is_plain = query_set.query.values_select
    read = tuple if is_plain else _make_reader(compiler)
    is_locking = query_set.query.select_for_update and connection.features.has_select_for_update
    return _Written(sql, tuple(params), compiler, converters, read, is_locking)


def _make_reader(compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """As a query set makes its objects from rows, those of `select_related` with them."""
    info = cast("dict[str, Any]", compiler.klass_info)
    model, places = info["model"], info["select_fields"]
    first, end = places[0], places[-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:end]]
    populate: Any = get_related_populators  # its stubs are of another version
    populators = populate(info, compiler.select, connection.alias)
    annotations = list((compiler.annotation_col_map or {}).items())

    def read(row: Sequence[Any]) -> Any:
        found = model.from_db(connection.alias, names, row[first:end])
        for populator in populators:
            populator.populate(row, found)
        for name, place in annotations:
            setattr(found, name, row[place])
        return found

    return read


def insert_row(row: Model) -> None:
    """Store a new row, as `save` does, without what `save` has for rows that may be there already and for listeners.

    Sets the key. Raises ValueError for a row that has one, and what the database raises.
    """
    model = type(row)
    if row.pk is not None:
        raise ValueError(f"{model.__name__} {row.pk} is stored already.")
    sql, fields = _inserts.get((model, connection.vendor)) or _write_insert(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields])
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def _write_insert(model: type[Model]) -> "tuple[str, list[Field[Any, Any]]]":
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(map(_quote, fields))
    places = ", ".join("%s" for _field in fields)
    table, key = connection.ops.quote_name(model._meta.db_table), _quote(_get_key(model))
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places}) RETURNING {key}"  # noqa: S608 - names of ours alone
    _inserts[(model, connection.vendor)] = sql, fields
    return sql, fields


def update_row(row: Model, *names: str) -> None:
    """Store these fields of a row that is there."""
    model = type(row)
    sql, fields = _updates.get((model, names, connection.vendor)) or _write_update(model, names)
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
        )  # fmt: skip


def _write_update(model: type[Model], names: tuple[str, ...]) -> "tuple[str, list[Field[Any, Any]]]":
    changed = [cast("Field[Any, Any]", model._meta.get_field(name)) for name in names]
    key = _get_key(model)
    table, values = connection.ops.quote_name(model._meta.db_table), ", ".join(f"{_quote(f)} = %s" for f in changed)
    sql = f"UPDATE {table} SET {values} WHERE {_quote(key)} = %s"  # noqa: S608 - names of ours alone
    _updates[(model, names, connection.vendor)] = sql, [*changed, key]
    return sql, [*changed, key]


def _get_key(model: type[Model]) -> "Field[Any, Any]":
    key = model._meta.pk
    assert key is not None  # noqa: S101 - every model has one
    return key


def _quote(field: "Field[Any, Any]") -> str:
    return connection.ops.quote_name(str(field.column))


_inserts: "dict[tuple[type[Model], str], tuple[str, list[Field[Any, Any]]]]" = {}
_updates: "dict[tuple[type[Model], tuple[str, ...], str], tuple[str, list[Field[Any, Any]]]]" = {}
