"""Reads of the sandbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import F, Max, QuerySet

from college.accounts.models import User
from college.core.statements import Slot, Statement
from sandbox.domain.cohort.figures import Miss, RunResult
from sandbox.domain.definitions import Definition
from sandbox.domain.desk import Desk, Notice, fold_events
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.messages.handling import Reader, withhold_mail
from sandbox.domain.notice_states import ReviewerSeat
from sandbox.domain.runs import rebuild_world, refresh_log
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import read_event, read_log
from sandbox.enums import EventKind, RunState, Tool
from sandbox.models import EventComment, Exercise, Run, RunEvent
from sandbox.narration import narrate_events
from sandbox.rules import may_use_tool


@dataclass
class OpenedRun:
    """A run with all that a page about it needs."""

    run: Run
    definition: Definition
    world: RunWorld
    events: list[LoggedEvent]

    @cached_property
    def desk(self) -> Desk:
        return fold_events(self.events)

    def catch_up(self) -> None:
        """Read what was added to the log since it was read."""
        self.events += read_log(self.run, after=self.events[-1].sequence if self.events else 0)
        self.__dict__.pop("desk", None)

    def allows(self, tool: Tool) -> bool:
        """The exercise puts this tool on the desk, and the learner's side may use it."""
        return self.definition.allows(tool) and may_use_tool(person=self.run.learner, tool=tool)


@dataclass(frozen=True)
class PermittedExercise:
    """An exercise that a person may work on, and where they stand in it."""

    exercise: Exercise
    open_run: Run | None
    best: Run | None
    attempts: int
    is_elective: bool

    @property
    def shelf(self) -> str:
        """Where it stands among the others: `open`, `course`, `more` or `desk`."""
        if self.open_run and not self.exercise.is_practice:
            return "open"
        return "desk" if self.exercise.is_practice else "more" if self.is_elective else "course"


# The definition of an exercise is long, and known to the process by its digest.
_OWN_RUN = Statement(
    lambda: (
        Run.objects.filter(pk=Slot.of(Run, "id", "run"), learner=Slot.of(Run, "learner"))
        .select_related("version", "exercise")
        .defer("version__definition")
    )
)


def open_run(*, learner: User, run_id: UUID) -> OpenedRun | None:
    """The learner's own run, brought up to date; None for anybody else's. Delivers what the world owes by now."""
    run = _OWN_RUN.first(run=run_id, learner=learner.pk)
    if run is None:
        return None
    run.learner = learner
    run, events = refresh_log(run=run)
    return OpenedRun(run, *rebuild_world(run), events)


def load_run(run: Run) -> OpenedRun:
    """A run with its world and log, as it is stored. For a learner's page, and for whoever may look over their shoulder."""
    definition, world = rebuild_world(run)
    return OpenedRun(run, definition, world, list_events(run))


def load_run_for_reviewer(run: Run) -> OpenedRun:
    """A run as the Secretariat's reviewer may see it, also when an instructor sits in that seat: without the mail between bureaus."""
    definition, world = rebuild_world(run)
    return OpenedRun(run, definition, world, withhold_mail(list_events(run), reader=Reader.SECRETARIAT))


@dataclass(frozen=True)
class SubmittedNotice:
    """A notice that its bureau handed in, and the run that it stands in."""

    run: Run
    notice: Notice


def list_runs_to_review(runs: QuerySet[Run]) -> QuerySet[Run]:
    """Of these runs the open ones in whose exercise an instructor has the reviewer's seat, by their beginning."""
    return (
        runs.filter(state=RunState.OPEN, version__definition__notices__reviewer=ReviewerSeat.INSTRUCTOR.value)
        .select_related("learner", "exercise", "version")
        .order_by("started_at", "pk")
    )


def list_submitted_notices(runs: QuerySet[Run]) -> list[SubmittedNotice]:
    """Every notice of these runs that was handed in or published, read from the log without the mail. Two queries."""
    kinds = [kind for kind in EventKind if kind.startswith("notice_")]
    found = {run.pk: run for run in runs}
    logs: dict[UUID, list[LoggedEvent]] = {}
    for event in RunEvent.objects.filter(run__in=list(found), kind__in=kinds).order_by("run_id", "sequence"):
        logs.setdefault(event.run_id, []).append(read_event(event))
    return [
        SubmittedNotice(found[run_id], notice)
        for run_id, events in logs.items()
        for notice in fold_events(events).notices.values()
        if notice.submitted
    ]


def list_events(run: Run) -> list[LoggedEvent]:
    """The log of a run, in its order."""
    return read_log(run)


def list_permitted(learner: User) -> list[PermittedExercise]:
    """The exercises that a person may work on, with their open run, their best result and the number of attempts."""
    exercises = (
        Exercise.objects.filter(permits__learner=learner, current__isnull=False)
        .annotate(is_elective=F("current__definition__is_elective"))
        .order_by("title")
    )
    runs: dict[int, list[Run]] = {}
    for run in Run.objects.filter(learner=learner).order_by("attempt_number").defer("result"):
        runs.setdefault(run.exercise_id, []).append(run)
    return [_sum_up(exercise, runs.get(exercise.pk, [])) for exercise in exercises]


def list_shelves(learner: User) -> dict[str, list[PermittedExercise]]:
    """The same by shelf: what is under way, what the courses ask for, more of the kind, desks without judging. On each what is not
    passed yet comes first; an empty shelf is left out."""
    entries = sorted(list_permitted(learner), key=lambda entry: bool(entry.best and entry.best.is_passed))
    shelves = {
        shelf: [entry for entry in entries if entry.shelf == shelf] for shelf in ("open", "course", "more", "desk")
    }
    return {shelf: found for shelf, found in shelves.items() if found}


def _sum_up(exercise: Exercise, runs: list[Run]) -> PermittedExercise:
    finished = [run for run in runs if not run.is_open]
    return PermittedExercise(
        exercise=exercise,
        open_run=next((run for run in runs if run.is_open), None),
        best=max(finished, key=lambda run: (run.is_passed, run.score or 0), default=None),
        attempts=len(runs),
        is_elective=bool(exercise.is_elective),  # type: ignore[attr-defined]
    )


def best_result(*, learner: User, exercise_slug: str) -> Run | None:
    """The person's best finished run of an exercise: passed before failed, then by score; None without any."""
    return (
        Run.objects.filter(learner=learner, exercise__slug=exercise_slug, state=RunState.FINISHED)
        .order_by("-is_passed", "-score", "finished_at")
        .first()
    )


def list_own_runs(*, learner: User, exercise: Exercise) -> QuerySet[Run]:
    """A person's runs of one exercise, the latest first."""
    return Run.objects.filter(learner=learner, exercise=exercise).order_by("-attempt_number").defer("result")


def list_runs_of(*, learner_ids: Iterable[int], exercise_slugs: Iterable[str]) -> QuerySet[Run]:
    """Runs of these people in these exercises, the latest first, with the time of the last event as `last_event_at`."""
    return (
        Run.objects.filter(learner_id__in=list(learner_ids), exercise__slug__in=list(exercise_slugs))
        .select_related("learner", "exercise")
        .annotate(last_event_at=Max("events__at"))
        .order_by("-started_at")
    )


def list_cohort_runs(*, learners: QuerySet[User], exercise: Exercise) -> QuerySet[Run]:
    """The finished runs of these people in one exercise."""
    people = learners.order_by().values("pk")
    return Run.objects.filter(learner__in=people, exercise=exercise, state=RunState.FINISHED)


def read_results(runs: QuerySet[Run]) -> Iterator[RunResult]:
    """What is stored of these finished runs, by their end. One query, and never all of them in memory."""
    rows = runs.order_by("finished_at", "pk").values_list(
        "pk", "learner_id", "learner__full_name", "attempt_number", "version__number", "score", "is_passed", "started_at",
        "finished_at", "result__first_wrong_at", "result__objectives",
    )  # fmt: skip
    for row in rows.iterator(chunk_size=200):
        yield RunResult(*[*row[:-1], row[-1] or []])


def read_kinds(runs: QuerySet[Run], misses: Iterable[Miss]) -> dict[tuple[UUID, int], str]:
    """Of which kind the events were at which these runs went wrong. One query."""
    wanted = {(miss.run_id, miss.sequence) for miss in misses}
    events = RunEvent.objects.filter(
        run__in=runs.order_by().values("pk"), sequence__in={sequence for _run, sequence in wanted}
    )
    rows = events.order_by().values_list("run_id", "sequence", "kind").iterator()
    return {(run, sequence): kind for run, sequence, kind in rows if (run, sequence) in wanted}


def list_present_objectives(exercise: Exercise) -> list[str]:
    """The objectives of the version that is given out today, in its order."""
    found = Exercise.objects.filter(pk=exercise.pk).values_list("current__definition__objectives", flat=True).first()
    return [objective["key"] for objective in found or []]


def list_narrated_events(run: Run) -> list[dict[str, Any]]:
    """The log of a run in sentences, with the first wrong turn marked, for the instructor's `sandbox/_run_events.html`."""
    return narrate_events(load_run_for_teacher(run))


def load_run_for_teacher(run: Run) -> OpenedRun:
    """A run as the instructors of its learner may see it.

    While an instructor has the reviewer's seat, the bureaus' mail is left out here too: nobody reads it by another door.
    """
    opened = load_run(run)
    settings = opened.definition.source.notices
    if run.is_open and settings is not None and settings.reviewer == ReviewerSeat.INSTRUCTOR:
        return load_run_for_reviewer(run)
    return opened


def list_comments(run: Run) -> list[EventComment]:
    """What those who teach have said about events of a run, in the order of the events."""
    return list(EventComment.objects.filter(run=run).select_related("author"))


def add_comments(rows: list[dict[str, Any]], comments: list[EventComment]) -> None:
    """Give each narrated event the comments on it."""
    for row in rows:
        row["comments"] = [comment for comment in comments if comment.sequence == row["sequence"]]
