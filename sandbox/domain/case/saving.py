"""What a trainee does to the chart. Each save is one event that holds the whole chart."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.case.chart import (
    Chart,
    Entity,
    Link,
    drop_entity,
    drop_link,
    fold_chart,
    put_entity,
    put_link,
    write_chart,
)
from sandbox.domain.case.evidence import limit_desk, list_known_texts, list_references, require_references
from sandbox.domain.case.pinning import put_layout
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent
from sandbox.rules import may_use_tool

# The chart after the change, and what the log says was changed.
Change = Callable[[Chart, RunWriter], tuple[Chart, str]]


def save_entity(
    *, run: Run, revision: int, entity: Entity, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Add an entity (number 0) or change the one of its number. One event a form.

    Raises CollegeError (chart_moved for a form older than the chart, unknown_reference, real_data, and what `put_entity` raises)
    and Conflict.
    """

    def change(chart: Chart, writer: RunWriter) -> tuple[Chart, str]:
        held = chart.find_entity(entity.number)
        _check(writer, [entity.label, entity.note], entity.evidence, held.evidence if held else ())
        return put_entity(chart, entity), entity.label.strip()

    return _save(run, revision, "entity_changed" if entity.number else "entity_added", change, key, now)


def save_link(
    *, run: Run, revision: int, link: Link, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:  # fmt: skip
    """Add a link (number 0) or change the one of its number. As `save_entity` otherwise, with what `put_link` raises."""

    def change(chart: Chart, writer: RunWriter) -> tuple[Chart, str]:
        held = chart.find_link(link.number)
        _check(writer, [link.label, link.note], link.evidence, held.evidence if held else ())
        changed = put_link(chart, link)
        return changed, _name_link(changed, link)

    return _save(run, revision, "link_changed" if link.number else "link_added", change, key, now)


def remove_entity(
    *, run: Run, revision: int, number: int, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Take an entity and its links off the chart. Raises CollegeError (chart_moved, no_such_entity) and Conflict."""

    def change(chart: Chart, writer: RunWriter) -> tuple[Chart, str]:
        entity = chart.find_entity(number)
        return drop_entity(chart, number), entity.label if entity else ""

    return _save(run, revision, "entity_removed", change, key, now)


def remove_link(
    *, run: Run, revision: int, number: int, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Take a link off the chart. Raises CollegeError (chart_moved, no_such_link) and Conflict."""

    def change(chart: Chart, writer: RunWriter) -> tuple[Chart, str]:
        link = chart.find_link(number)
        return drop_link(chart, number), _name_link(chart, link) if link else ""

    return _save(run, revision, "link_removed", change, key, now)


def save_layout(
    *,
    run: Run,
    layout: int,
    places: Mapping[int, tuple[int, int]],
    key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:
    """Keep where the boxes stand; without places the chart arranges itself again. One event a form.

    Raises CollegeError (layout_moved when it was saved from somewhere else since it was opened, and what `put_layout` raises) and
    Conflict.
    """
    with write_run(run=run, tool=Tool.CASE, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        chart = fold_chart(writer.events)
        if chart.layout != layout:
            raise CollegeError(
                "layout_moved",
                _("The layout was saved in another window or on another device after this page was opened. Nothing was saved. Load the page again to see it, or save once more to put yours in its place."),
            )  # fmt: skip
        action = "layout_saved" if places else "layout_released"
        payload = {**write_chart(put_layout(chart, places)), "action": action, "subject": ""}
        return writer.append(EventKind.CHART_SAVED, payload, key=key)


def _save(run: Run, revision: int, action: str, change: Change, key: UUID | None, now: datetime | None) -> RunEvent:
    with write_run(run=run, tool=Tool.CASE, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        chart = fold_chart(writer.events)
        if chart.revision != revision:
            raise CollegeError(
                "chart_moved",
                _("The chart was changed after this form was opened, perhaps in another window. Nothing was saved. Compare with the chart as it is now; to save what you wrote all the same, send the form again."),
            )  # fmt: skip
        changed, subject = change(chart, writer)
        return writer.append(
            EventKind.CHART_SAVED, {**write_chart(changed), "action": action, "subject": subject}, key=key
        )


def _check(writer: RunWriter, texts: list[str], evidence: Sequence[str], held: Sequence[str]) -> None:
    learner = writer.run.learner
    desk = limit_desk(
        writer.desk, lambda tool: writer.definition.allows(tool) and may_use_tool(person=learner, tool=tool)
    )
    require_references(evidence, list_references(desk, writer.events, writer.world.exhibits), held=held)
    refuse_real_data(*texts, known={*writer.world.identifiers, *list_known_texts(desk)})


def _name_link(chart: Chart, link: Link) -> str:
    ends = [chart.find_entity(number) for number in (link.source, link.target)]
    return " – ".join(end.label for end in ends if end is not None)
