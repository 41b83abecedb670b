"""How an exercise of a course went with the course's learners."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from courses.models import CourseExercise, CoursePage
from courses.queries.teaching import list_course_learners
from sandbox.domain.cohort.figures import CohortFigures, WrongTurn, list_wrong_turns, sum_up
from sandbox.models import Exercise, Run
from sandbox.queries import list_cohort_runs, list_present_objectives, read_kinds, read_results


@dataclass(frozen=True, slots=True)
class CohortChoice:
    """Which runs are looked at, and in which order objectives stand."""

    is_first_only: bool
    version: int | None
    sort: str

    @property
    def query(self) -> str:
        """The choice of runs as it stands in an address."""
        return f"attempts={'first' if self.is_first_only else 'all'}&version={self.version or 'all'}"


@dataclass(frozen=True, slots=True)
class Cohort:
    """One exercise of a course, and the runs that its learners finished."""

    course: CoursePage
    exercise: Exercise
    finished: QuerySet[Run]
    # Pairs of a version's number and its finished runs, the newest first.
    versions: list[tuple[int, int]]
    choice: CohortChoice

    @property
    def runs(self) -> QuerySet[Run]:
        """The finished runs that were chosen."""
        runs = self.finished
        if self.choice.is_first_only:
            runs = runs.filter(attempt_number=1)
        return runs.filter(version__number=self.choice.version) if self.choice.version else runs


def find_cohort(*, course: CoursePage, exercise_slug: str, wanted: Mapping[str, str]) -> Cohort | None:
    """The cohort of one of the course's exercises, as `attempts`, `version` and `sort` in `wanted` choose it; anything odd there
    stands for the usual. None for an exercise that the course does not have. Two queries."""
    linked = (
        CourseExercise.objects.filter(course=course, exercise__slug=exercise_slug).select_related("exercise").first()
    )
    if linked is None:
        return None
    finished = list_cohort_runs(learners=list_course_learners(course=course), exercise=linked.exercise)
    counted = finished.order_by().values_list("version__number").annotate(runs=Count("pk"))
    versions = sorted(counted, reverse=True)
    choice = CohortChoice(
        is_first_only=wanted.get("attempts") != "all",
        version=next((number for number, _runs in versions if str(number) == wanted.get("version")), None),
        sort="missed" if wanted.get("sort") == "missed" else "order",
    )
    return Cohort(course, linked.exercise, finished, versions, choice)


def read_figures(cohort: Cohort) -> CohortFigures:
    """The figures of the chosen runs, objectives in the chosen order. Two queries for any number of runs."""
    figures = sum_up(read_results(cohort.runs), present=list_present_objectives(cohort.exercise))
    if cohort.choice.sort == "missed":
        figures.objectives.sort(key=lambda objective: objective.met / objective.judged)
    return figures


def read_wrong_turns(cohort: Cohort, figures: CohortFigures) -> list[WrongTurn]:
    """What was missed, the commonest first. One query for any number of runs."""
    misses = [miss for objective in figures.objectives for miss in objective.misses]
    return list_wrong_turns(figures.objectives, read_kinds(cohort.runs, misses))


def count_unfinished(cohort: Cohort) -> int:
    """Runs of the course's learners that are still under way, and count nowhere."""
    people = list_course_learners(course=cohort.course).order_by().values("pk")
    return Run.objects.filter(learner__in=people, exercise=cohort.exercise, finished_at__isnull=True).count()
