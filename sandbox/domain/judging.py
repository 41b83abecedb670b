"""Judging a run: a pure function of its definition, its world and its log."""

from collections.abc import Sequence
from typing import Any

from sandbox.domain.checks import RunView, Subject
from sandbox.domain.definitions import Definition
from sandbox.domain.desk import fold_events
from sandbox.domain.hints import sum_hints
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.worlds import RunWorld
from sandbox.enums import Group


def view_run(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> RunView:
    """What checks may see of a run."""
    subjects = {e.key: Subject(e.key, e.reference, e.values) for e in world.entities.values()}
    subjects |= {r.key: Subject(r.key, r.reference, r.values, r.of) for r in world.records.values()}
    return RunView(
        subjects=subjects,
        case_reference=world.case_reference,
        events=events,
        desk=fold_events(events),
        choice_labels={choice.key: choice.label for choice in definition.source.choices},
        fill=world.fill,
    )


def judge_run(definition: Definition, world: RunWorld, events: Sequence[LoggedEvent]) -> dict[str, Any]:
    """The result, ready to be stored: score (the points earned, less the cost of hints, never below 0), points by group, every
    objective with what was done and why, and the first wrong turn (None when all is right). An objective that fails for something left undone goes wrong at the last event."""
    view = view_run(definition, world, events)
    objectives: list[dict[str, Any]] = []
    for objective in definition.objectives:
        template, finding = objective.template, objective.check.judge(view)
        wrong_at = None if finding.is_met else finding.wrong_at or view.last_sequence
        objectives.append(
            {
                "key": template.key,
                "group": template.group.value,
                "title": template.title,
                "task": template.task,
                "points": template.points if finding.is_met else 0,
                "of": template.points,
                "is_met": finding.is_met,
                "did": finding.did,
                "feedback": world.fill(template.right if finding.is_met else template.wrong),
                "rule": template.rule,
                "source": template.source,
                "lesson": template.lesson,
                "evidence": list(finding.evidence),
                "wrong_at": wrong_at,
            }
        )
    groups: list[dict[str, Any]] = [
        {
            "group": group.value,
            "points": sum(o["points"] for o in objectives if o["group"] == group),
            "of": sum(o["of"] for o in objectives if o["group"] == group),
        }
        for group in Group
    ]
    earned = sum(group["points"] for group in groups)
    hints = sum_hints(events, earned=earned)
    score = max(earned - hints["hints"]["cost"], 0) if hints else earned
    return {
        "score": score,
        "pass_mark": definition.source.pass_mark,
        "is_passed": not definition.source.is_practice and score >= definition.source.pass_mark,
        "is_practice": definition.source.is_practice,
        "groups": groups,
        "objectives": objectives,
        **hints,
        "first_wrong_at": min((o["wrong_at"] for o in objectives if o["wrong_at"] is not None), default=None),
    }
