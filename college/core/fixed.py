"""Reads whose SQL is compiled once: for the few that stand in every request.

Django builds and compiles a queryset's SQL anew each time it runs, which costs more CPU than the database needs for a
read by primary key. Only reads that a measurement found belong here (docs/decisions/0026); everything else is a queryset.
"""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Field, Model, QuerySet, Value
from django.db.transaction import TransactionManagementError

M = TypeVar("M", bound=Model)


class Parameter(Value):
    """A place in a fixed read that is filled at each run, with a value of this field of a model."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(None, output_field=field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        return "%s", [self]


@dataclass(frozen=True, slots=True)
class _Statement(Generic[M]):
    """What Django's own iteration over a queryset finds out anew for each run."""

    model: type[M]
    is_locking: bool
    sql: str
    params: tuple[Any, ...]
    converters: tuple[tuple[int, list[Any], Any], ...]
    fields: tuple[str, ...]
    start: int
    annotations: tuple[tuple[str, int], ...]


class FixedRead(Generic[M]):
    """A queryset with Parameters in its filters, compiled at its first run and then run with values.

    It reads one model with its annotations, no related rows.
    """

    def __init__(self, queryset: QuerySet[M]) -> None:
        self._queryset = queryset
        self._statements: dict[str, _Statement[M]] = {}

    def read(self, **values: Any) -> list[M]:
        """The rows, with one query.

        Raises KeyError when a value is missing, and TransactionManagementError when the read locks rows and no
        transaction is open.
        """
        alias = self._queryset.db
        statement = self._statements.get(alias) or self._compile(alias)
        connection = connections[alias]
        if statement.is_locking and not connection.in_atomic_block:
            raise TransactionManagementError("A read that locks rows needs an open transaction.")
        given = [
            param.output_field.get_db_prep_value(values[param.name], connection) if isinstance(param, Parameter) else param
            for param in statement.params
        ]  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, given)
            rows = cursor.fetchall()
        return [self._make(statement, list(row), connection, alias) for row in rows]

    def first(self, **values: Any) -> M | None:
        """The first row, or None, with one query."""
        return next(iter(self.read(**values)), None)

    def _compile(self, alias: str) -> _Statement[M]:
        queryset = self._queryset
        compiler = queryset.query.get_compiler(using=alias)
        connection = connections[alias]
        # Whether a transaction is open is asked at each run; Django asks when it compiles.
        is_locking = queryset.query.select_for_update and connection.features.has_select_for_update
        sql, params = compiler.as_sql()
        shape = compiler.klass_info
        if not shape or shape.get("related_klass_infos"):
            raise TypeError("A fixed read gives one model's rows, without related ones.")
        columns = shape["select_fields"]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        statement = _Statement(
            model=queryset.model,
            is_locking=is_locking,
            sql=sql,
            params=tuple(params),
            converters=tuple((place, found, expression) for place, (found, expression) in converters.items()),
            fields=tuple(compiler.select[place][0].target.attname for place in columns),
            start=columns[0],
            annotations=tuple(compiler.annotation_col_map.items()),
        )
        self._statements[alias] = statement
        return statement

    @staticmethod
    def _make(statement: _Statement[M], row: list[Any], connection: Any, alias: str) -> M:
        for place, converters, expression in statement.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found = statement.model.from_db(
            alias, statement.fields, row[statement.start : statement.start + len(statement.fields)]
        )
        for name, place in statement.annotations:
            setattr(found, name, row[place])
        return found
