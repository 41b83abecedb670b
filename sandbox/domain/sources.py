"""Exercises that authors write in the CMS: from what is stored to a definition, its faults, its check, its publication."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import Conflict
from sandbox.domain.catalogue import make_plain, register_exercise
from sandbox.domain.definitions import build_definition, compute_digest, find_faults
from sandbox.domain.playing.law import check_exercise, find_script_faults
from sandbox.domain.runs import grant_permit
from sandbox.domain.shapes import MisfitError
from sandbox.models import Exercise, ExerciseSource, ExerciseVersion

SEEDS = 10
# A reviewer without rules of an exercise's own asks nothing.
_REVIEW = {"delay_seconds": 30, "rounds": 2, "refusal": "The notice was not completed in time.", "rules": []}


class _TakeBackError(Exception):
    """Ends the transaction of a check, so that nothing of it stays."""


def write_definition(fields: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """A definition from the plain fields of a source and its parts as plain data."""
    plain = {
        "slug": fields["slug"], "title": fields["title"], "summary": fields["summary"], "brief": fields["brief"],
        "today": fields["today"], "minutes": fields["minutes"], "case_prefix": fields["case_prefix"],
        "role": {"key": "trainee", "label": fields["role"], "bureau": fields["bureau"]},
        "tools": list(fields["tools"]), "pass_mark": fields["pass_mark"],
        "weights": {
            "outcome": fields["weight_outcome"], "procedure": fields["weight_procedure"], "data_protection": fields["weight_protection"],
        },
        "tasks": [line.strip() for line in fields["tasks"].splitlines() if line.strip()],
        "debrief": fields["debrief"], "audience": fields["audience"], "time_limit_minutes": fields["time_limit_minutes"],
        **({"may_pause": True} if fields["may_pause"] else {}),
        **content,
    }  # fmt: skip
    if fields["notice_types"]:
        plain["notices"] = {"types": list(fields["notice_types"]), "review": _REVIEW}
    return make_plain(plain)  # type: ignore[no-any-return]


def list_faults(plain: dict[str, Any]) -> list[tuple[str, str]]:
    """All that keeps a definition from being published: pairs of place and problem. The first misfit alone where it has not its
    shape."""
    return list(_find_all(plain))


def _find_all(plain: dict[str, Any]) -> Iterator[tuple[str, str]]:
    try:
        definition = build_definition(plain)
    except MisfitError as error:
        yield error.place, error.problem
        return
    yield from find_faults(definition)
    yield from find_script_faults(definition)
    if not definition.source.solution:
        yield "solution", "is empty: an exercise is published with the way to full marks"


def check_source(*, source: ExerciseSource, definition: dict[str, Any], seeds: int = SEEDS) -> list[dict[str, Any]]:
    """Play what the source says, in every way, over so many worlds; keeps the report on the source and returns it.

    Nothing else stays in the database.
    """
    report: list[dict[str, Any]] = []
    try:
        with transaction.atomic():
            version, _is_new = register_exercise(data=definition)
            exercise = Exercise.objects.get(pk=version.exercise_id)
            report = [
                {"way": played.way, "seeds": played.seeds, "faults": played.faults[:3], "is_fair": played.is_fair}
                for played in check_exercise(exercise, seeds=seeds)
            ]
            raise _TakeBackError
    except _TakeBackError:
        pass
    ExerciseSource.objects.filter(pk=source.pk).update(
        check_report=report, check_digest=compute_digest(definition), check_began_at=None
    )
    return report


@transaction.atomic
def publish_source(
    *, source: ExerciseSource, definition: dict[str, Any], actor: User, now: datetime | None = None
) -> ExerciseVersion:
    """Make what the source says the current version of its exercise, and let the author practise on it. Audited; safe to repeat.

    Raises Conflict while it is unfinished, and when it was not checked as it is now, or not every way of playing came out as it
    should.
    """
    at = now or clock.now()
    held = ExerciseSource.objects.select_for_update().get(pk=source.pk)
    if held.is_unfinished:
        raise Conflict(
            "source_unfinished", _("This exercise is marked as not finished. Finish it, save it and check it first.")
        )
    is_checked = held.check_digest == compute_digest(definition) and bool(held.check_report)
    if not is_checked or not all(way["is_fair"] for way in held.check_report or []):
        raise Conflict(
            "source_unchecked", _("Check the exercise as it is now first. It is published when every way of playing comes out as it should."),
        )  # fmt: skip
    version, is_new = register_exercise(data=definition, now=at)
    held.exercise_id = version.exercise_id
    held.save(update_fields=["exercise"])
    grant_permit(learner=held.author, exercise=version.exercise, now=at)
    if is_new:
        record_audit(
            actor=actor, verb="exercise.published", subject=version.exercise, chain="sandbox",
            data={"number": version.number, "digest": version.digest}, now=at,
        )  # fmt: skip
    return version
