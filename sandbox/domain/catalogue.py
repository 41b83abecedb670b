"""Registering exercises from their source files."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from college.core import clock
from college.core.domain.audit import record_audit
from college.core.yaml_text import parse_yaml
from sandbox.domain.definitions import compute_digest, parse_definition
from sandbox.domain.playing.law import find_script_faults
from sandbox.domain.shapes import MisfitError
from sandbox.models import Exercise, ExerciseVersion

SCENARIOS = Path(__file__).resolve().parent.parent / "scenarios"


def read_scenarios() -> list[dict[str, Any]]:
    """Every scenario that ships with the sandbox, as plain data."""
    return [parse_yaml(path.read_text(encoding="utf-8")) for path in sorted(SCENARIOS.glob("*.yaml"))]


def make_plain(data: Any) -> Any:
    """The data as JSON would give it back: dates become text."""
    if isinstance(data, dict):
        return {str(key): make_plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [make_plain(value) for value in data]
    return data.isoformat() if hasattr(data, "isoformat") else data


@transaction.atomic
def register_exercise(*, data: dict[str, Any], now: datetime | None = None) -> tuple[ExerciseVersion, bool]:
    """The version of an exercise that has this content, made when it is new; and whether it is.

    Side effects of a new one: the exercise's title, summary and current version, an audit entry. Runs keep the version that
    they cite. Raises MisfitError, with the place, for a definition that does not hold together.
    """
    plain = make_plain(data)
    definition = parse_definition(plain)
    for place, problem in find_script_faults(definition):
        raise MisfitError(place, problem)
    source = definition.source
    digest = compute_digest(plain)
    exercise, _is_new = Exercise.objects.select_for_update().get_or_create(
        slug=source.slug, defaults={"title": source.title, "summary": source.summary}
    )
    version = ExerciseVersion.objects.filter(exercise=exercise, digest=digest).first()
    is_new = version is None
    if version is None:
        number = ExerciseVersion.objects.filter(exercise=exercise).count() + 1
        version = ExerciseVersion.objects.create(
            exercise=exercise, number=number, definition=plain, digest=digest, created_at=now or clock.now()
        )
    if exercise.current_id != version.pk:
        exercise.title, exercise.summary, exercise.current = source.title, source.summary, version
        exercise.audience, exercise.is_practice = source.audience, source.is_practice
        exercise.save(update_fields=["title", "summary", "current", "audience", "is_practice"])
        record_audit(
            actor=None,
            verb="exercise.version_current",
            subject=exercise,
            chain="sandbox",
            data={"number": version.number},
            now=now,
        )
    return version, is_new
