"""The dated facts of a run, in their order: of records, messages, notices, decisions, and of the chart. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.domain.case.chart import Chart
from sandbox.domain.desk import Desk
from sandbox.domain.geography import name_bureau

# What the days of a record mean. A record's day of review is housekeeping and no fact of the case.
DAYS = {
    "lost_on": gettext_lazy("lost or stolen"), "stolen_on": gettext_lazy("stolen"), "issued_on": gettext_lazy("issued"),
    "expires_on": gettext_lazy("expires"), "recorded_on": gettext_lazy("recorded in the register"),
    "recovered_on": gettext_lazy("recovered"), "documented_on": gettext_lazy("documented"),
}  # fmt: skip


class FactKind(models.TextChoices):
    RECORD = "record", gettext_lazy("Records")
    MESSAGE = "message", gettext_lazy("Messages")
    NOTICE = "notice", gettext_lazy("Notices")
    DECISION = "decision", gettext_lazy("Decisions")
    CHART = "chart", gettext_lazy("Own entries")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that has a day; a time only when the run's own clock gave it. `reference` may be cited in the chart."""

    day: date
    at: datetime | None
    kind: FactKind
    text: str
    reference: str = ""
    number: int = 0


def list_facts(desk: Desk, chart: Chart, *, today: date, choices: dict[str, str]) -> list[Fact]:
    """All facts, the earliest first.

    What happens in the run happens on the exercise's own day, `today`, whatever day the trainee works on it.
    """
    facts = [*_read_records(desk), *_read_chart(chart), *_read_desk(desk, choices, today)]
    return sorted(facts, key=lambda fact: (fact.day, fact.at is not None, fact.at.timestamp() if fact.at else 0.0))


def _read_records(desk: Desk) -> list[Fact]:
    found = []
    for reference, record in desk.opened_records.items():
        name = next((str(record[key]) for key in ("name", "title") if record.get(key)), "")
        for key, meaning in DAYS.items():
            day = _read_day(record.get(key))
            if day is not None:
                text = _("%(name)s: %(what)s") % {"name": name or reference, "what": meaning}
                found.append(Fact(day, None, FactKind.RECORD, text, reference))
    return found


def _read_chart(chart: Chart) -> list[Fact]:
    days = [(entity, _read_day(entity.day)) for entity in chart.entities]
    return [Fact(day, None, FactKind.CHART, entity.label, "", entity.number) for entity, day in days if day]


def _read_desk(desk: Desk, choices: dict[str, str], today: date) -> list[Fact]:
    found = []
    for message in desk.messages:
        values = {"bureau": name_bureau(message.bureau), "subject": message.subject}
        text = _("%(bureau)s wrote: %(subject)s") if message.is_incoming else _("To %(bureau)s: %(subject)s")
        found.append(
            Fact(today, message.at, FactKind.MESSAGE, text % values, f"message-{message.sequence}", message.sequence)
        )
    for notice in desk.notices.values():
        for at, state in notice.history:
            text = _("Notice %(n)s: %(state)s") % {"n": notice.number, "state": state.label}
            found.append(Fact(today, at, FactKind.NOTICE, text, f"notice-{notice.number}", notice.number))
    for decision in desk.decisions:
        text = f"{decision.traveller}: {choices.get(decision.choice, decision.choice)}"
        found.append(Fact(today, decision.at, FactKind.DECISION, text))
    return found


def _read_day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def group_by_day(facts: Sequence[Fact]) -> list[tuple[date, list[Fact]]]:
    """The facts of each day together."""
    days: dict[date, list[Fact]] = {}
    for fact in facts:
        days.setdefault(fact.day, []).append(fact)
    return list(days.items())
