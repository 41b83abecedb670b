"""Permits and the life of a run: start, refresh, finish."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import NotPermitted
from sandbox.domain.definitions import Definition, load_definition
from sandbox.domain.delivery import list_due
from sandbox.domain.invention import fold_number
from sandbox.domain.judging import judge_run
from sandbox.domain.matching import LoggedEvent, compute_log_digest
from sandbox.domain.partner.planting import plant_noticed
from sandbox.domain.planting import plant_things
from sandbox.domain.products.planting import plant_products
from sandbox.domain.worlds import RunWorld, build_run_world, compute_seed
from sandbox.domain.writing import RunWriter, load_writer, read_log, recall_world, refuse_paused
from sandbox.enums import EventKind, RunState
from sandbox.models import Exercise, ExercisePermit, Run, RunEvent, ScreeningFile, TravelDocumentRecord, World
from sandbox.rules import is_meant_for
from sandbox.signals import exercise_passed


@transaction.atomic
def grant_permit(*, learner: User, exercise: Exercise, now: datetime | None = None) -> ExercisePermit:
    """Let a person work on an exercise. Granting twice changes nothing. Audited the first time."""
    permit, is_new = ExercisePermit.objects.get_or_create(
        learner=learner, exercise=exercise, defaults={"granted_at": now or clock.now()}
    )
    if is_new:
        record_audit(
            actor=None,
            verb="exercise.permitted",
            subject=exercise,
            chain="sandbox",
            data={"learner": learner.pk},
            now=now,
        )
    return permit


def grant_practice(*, learner: User, now: datetime | None = None) -> list[ExercisePermit]:
    """Open to a person every practice desk and every elective exercise that is meant for their side. Safe to repeat."""
    is_elective = Q(current__definition__is_elective=True)
    desks = Exercise.objects.filter(Q(is_practice=True) | is_elective, current__isnull=False).order_by("slug")
    return [
        grant_permit(learner=learner, exercise=desk, now=now)
        for desk in desks
        if is_meant_for(person=learner, audience=desk.audience)
    ]


@transaction.atomic
def start_run(*, learner: User, exercise: Exercise, now: datetime | None = None) -> Run:
    """The learner's open run, or a new one in a fresh world.

    Side effects of a new run: its planted records, its first event, an audit entry. Safe to repeat, also at the same moment (the
    permit is locked). Raises NotPermitted without a permit or where the exercise has no version.
    """
    at = now or clock.now()
    permit = ExercisePermit.objects.select_for_update().filter(learner=learner, exercise=exercise).first()
    if permit is None or not is_meant_for(person=learner, audience=exercise.audience):
        raise NotPermitted("no_permit", _("You may not work on this exercise yet. Open it from your course."))
    open_run = Run.objects.filter(learner=learner, exercise=exercise, state=RunState.OPEN).first()
    if open_run is not None:
        return open_run
    version = exercise.current
    if version is None:
        raise NotPermitted("no_version", _("This exercise has no published version yet."))
    attempt = Run.objects.filter(learner=learner, exercise=exercise).count() + 1
    seed = compute_seed(learner_id=learner.pk, version_digest=version.digest, attempt=attempt)
    definition = load_definition(digest=version.digest, data=version.definition)
    world = build_run_world(definition, seed)
    limit = definition.source.time_limit_minutes
    run = Run.objects.create(
        learner=learner, exercise=exercise, version=version, world=World.objects.filter(is_current=True).first(),
        attempt_number=attempt, seed=seed, world_digest=world.digest, started_at=at, event_count=1,
        deadline_at=at + timedelta(minutes=limit) if limit else None,
    )  # fmt: skip
    _plant_records(run, world)
    plant_products(run, world)
    plant_noticed(run, world)
    plant_things(run, world)
    RunEvent(run=run, sequence=1, at=at, kind=EventKind.RUN_STARTED, payload={"attempt": attempt}).save()
    record_audit(
        actor=learner,
        verb="run.started",
        subject=run,
        chain="sandbox",
        data={"exercise": exercise.slug, "attempt": attempt},
        now=now,
    )
    return run


def _plant_records(run: Run, world: RunWorld) -> None:
    """Write the planted records into the run's overlay."""
    TravelDocumentRecord.objects.bulk_create(
        TravelDocumentRecord(
            run=run,
            reference=record.reference,
            number=record.values["number"],
            folded_number=fold_number(record.values["number"]),
            country=record.values["country"],
            document_type=record.values["document_type"],
            fraud_type=record.values["fraud_type"],
            owner_bureau=record.values["issuer"],
            lost_on=record.values["lost_on"],
            recorded_on=record.values["recorded_on"],
            review_on=record.values["review_on"],
            national_reference=record.values["national_reference"],
        )
        for record in world.records.values()
        if not record.kind and "colour" not in record.values
    )


def refresh_run(*, run: Run, now: datetime | None = None) -> Run:
    """Deliver what the world owes by now, and finish a run whose time is up. Writes nothing when there is nothing to do."""
    return refresh_log(run=run, now=now)[0] if run.is_open else run


def refresh_log(*, run: Run, now: datetime | None = None) -> tuple[Run, list[LoggedEvent]]:
    """As `refresh_run`, with the log as it is afterwards."""
    at = now or clock.now()
    events = read_log(run)
    if not run.is_open or run.paused_at is not None:
        return run, events
    is_overdue = run.deadline_at is not None and at > run.deadline_at
    definition, world = recall_world(run)
    owed = list_due(definition, world, events)
    if not (is_overdue or any(item.at <= at for item in owed)):
        return run, events
    with transaction.atomic():
        writer = load_writer(run_id=run.pk, now=at)
        if writer.run.is_open and writer.run.paused_at is None:
            _bring_up_to_date(writer)
        return writer.run, read_log(writer.run)


def _bring_up_to_date(writer: RunWriter) -> None:
    deadline = writer.run.deadline_at
    if deadline is not None and writer.now > deadline:
        writer.deliver(until=deadline)
        _close(writer, at=deadline)
    else:
        writer.deliver()


@transaction.atomic
def finish_run(*, run: Run, now: datetime | None = None) -> Run:
    """Judge a run and close it. A second call returns the same result.

    Side effects: the last event, score and result, an audit entry; workbooks of its lists go; after commit the signal `exercise_passed` when it is passed.
    """
    writer = load_writer(run_id=run.pk, now=now)
    if writer.run.is_open:
        refuse_paused(writer.run)
        _bring_up_to_date(writer)
    if writer.run.is_open:
        _close(writer, at=writer.now)
    return writer.run


def _close(writer: RunWriter, *, at: datetime) -> None:
    run = writer.run
    writer.append(EventKind.RUN_FINISHED, {}, at=at)
    result = judge_run(writer.definition, writer.world, writer.events)
    run.state, run.finished_at, run.result = RunState.FINISHED, at, result
    run.score, run.is_passed = result["score"], result["is_passed"]
    run.log_digest = compute_log_digest(read_log(run))
    run.save(update_fields=["state", "finished_at", "result", "score", "is_passed", "log_digest"])
    ScreeningFile.objects.filter(screening_list__run=run).delete()
    record_audit(
        actor=run.learner,
        verb="run.finished",
        subject=run,
        chain="sandbox",
        data={"score": run.score, "is_passed": run.is_passed, "log": run.log_digest},
        now=at,
    )
    if run.is_passed:
        slug, run_id, learner_id, score = run.exercise.slug, run.pk, run.learner_id, run.score
        transaction.on_commit(
            lambda: exercise_passed.send(
                sender=Run, run_id=run_id, learner_id=learner_id, exercise_slug=slug, score=score, at=at
            )
        )


def rebuild_world(run: Run) -> tuple[Definition, RunWorld]:
    """A run's definition and world again, from its version and seed alone."""
    return recall_world(run)
