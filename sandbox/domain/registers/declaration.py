"""What a register is: what it can be asked, how it compares, what its records say. One framework for all of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q

from sandbox.enums import Tool
from sandbox.models.record import RegisterRecord

Keys = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AskField:
    """One field of a form: a code, a choice, a date, or words."""

    key: str
    label: Any
    kind: str = "code"
    choices: tuple[tuple[str, Any], ...] = ()
    hint: Any = ""
    max_length: int = 40
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one field of a candidate stands to what was asked. `why` is a key of `reasons.REASONS`."""

    key: str
    asked: str
    found: str
    agrees: bool
    why: str


@dataclass(frozen=True, slots=True)
class RegisterRule:
    """A figure by which a register compares: its label, the name of its setting, and where it comes from.

    One that is not `is_confirmed` is the sandbox's own reading of published descriptions.
    """

    label: Any
    setting: str
    source: Any
    is_confirmed: bool = False

    @property
    def value(self) -> int:
        return int(getattr(settings, self.setting))


@dataclass(frozen=True, slots=True)
class Register:
    """One register. `database` is its name in audit rows, `key` in addresses.

    `read` turns a form's text into keys and raises CollegeError, its code being the field at fault, or `_form` for the whole;
    `select` narrows the table by keys; `compare` explains one candidate; `store` turns an entry form into the record's own fields;
    `same` finds records of the same thing; `find_name` the words typed where the register has no names, which is refused and logged;
    `rules` are the figures by which it compares; `tells` are fields that every candidate shows before its record is opened. `years` is the retention; `is_years_known` is False where no published figure is known.
    """

    key: str
    database: str
    tool: Tool
    model: type[RegisterRecord]
    prefix: str
    lead: Any
    no_record: Any
    asks: tuple[AskField, ...]
    entries: tuple[AskField, ...]
    read: Callable[[Keys], dict[str, Any]]
    select: Callable[[dict[str, Any]], Q]
    compare: Callable[[Any, dict[str, Any]], list[Agreement]]
    store: Callable[[Keys], dict[str, Any]]
    same: Callable[[dict[str, Any]], Q]
    years: int
    is_years_known: bool = False
    holds_names: bool = False
    is_biometric: bool = False
    accepts: Callable[[list[Agreement]], bool] = field(default=lambda _: True)
    explain: Callable[[dict[str, Any]], list[str]] = field(default=lambda _: [])
    rules: tuple[RegisterRule, ...] = ()
    tells: tuple[str, ...] = ()
    find_name: Callable[[Keys], str] = field(default=lambda _: "")
    after_store: Callable[[Any], None] = field(default=lambda _: None)

    def describe(self, record: RegisterRecord) -> dict[str, Any]:
        """The full record as plain data. `hidden_from` is nobody's business."""
        values = {
            f.name: getattr(record, f.attname)
            for f in record._meta.concrete_fields
            if f.name not in {"id", "world", "run", "hidden_from"} and not f.name.startswith("folded_")
        }
        return {
            "register": self.key,
            **{name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()},
        }


REGISTERS: dict[str, Register] = {}


def add_register(register: Register) -> Register:
    """Make a register known to the pages, the purge and the rail."""
    REGISTERS[register.key] = register
    return register
