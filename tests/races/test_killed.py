"""A worker killed with signal 9 in the middle: what it acknowledged is there, what it had begun is done once by the retry."""

import os
import random
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from certification.domain.awards import reconcile_awards
from certification.models import Certificate, SerialCounter
from college.core.domain.audit import verify_chain
from college.core.models import AuditEntry
from courses.domain.attempts import finish_attempt, start_attempt
from courses.domain.completion import reconcile_completions
from courses.enums import AttemptEventKind
from courses.models import Attempt, AttemptEvent, CourseCompletion
from tests.courses.quiz.conftest import answer_right
from tests.races.conftest import SmallCollege

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def start_worker(*arguments: str, address: str | None = None) -> "subprocess.Popen[str]":
    """A process of its own on the tests' database (or on another)."""
    held = connection.settings_dict
    own = f"postgres://{held['USER']}@:{held['PORT']}/{held['NAME']}?host={held['HOST']}"
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "college.settings.test", "COLLEGE_DATABASE_URL": address or own,
    }  # fmt: skip
    return subprocess.Popen(
        [sys.executable, "-m", "tests.races.worker", *arguments],
        cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill_after(worker: "subprocess.Popen[str]", *, lines: int, pause: float) -> list[str]:
    """Kill it some time after its so-manieth line. Every whole line that it ever wrote."""
    assert worker.stdout is not None
    seen = [worker.stdout.readline() for _ in range(lines)]
    time.sleep(pause)
    worker.kill()
    rest, _errors = worker.communicate(timeout=20)
    return [line.strip() for line in [*seen, *rest.splitlines(keepends=True)] if line.endswith("\n")]


def test_no_acknowledged_answer_is_lost(college: SmallCollege) -> None:
    attempt = start_attempt(learner=college.admit("Ada Lindqvist"), quiz=college.quiz)
    for lines in (5, 23):
        said = kill_after(start_worker("answer", str(attempt.pk)), lines=lines, pause=random.uniform(0, 0.05))
        last = {int(position): (int(revision), choice) for position, revision, choice in map(str.split, said)}
        assert len(said) >= lines
        for position, (revision, choice) in last.items():
            item = attempt.items.get(position=position)
            # One more may have been stored whose acknowledgement was on its way.
            assert item.save_count in {revision, revision + 1}
            assert item.save_count > revision or item.answer == {"choice": choice}
    sequences = list(
        AttemptEvent.objects.filter(attempt=attempt).order_by("sequence").values_list("sequence", flat=True)
    )
    assert sequences == list(range(1, len(sequences) + 1))


def test_an_award_that_was_cut_short_is_given_once(college: SmallCollege) -> None:
    attempts = []
    for name in ("Ada", "Ben", "Cleo", "Dan", "Ela", "Finn"):
        attempt = start_attempt(learner=college.admit(f"{name} Learner"), quiz=college.quiz)
        answer_right(attempt)
        attempts.append(attempt)
    left = [str(attempt.pk) for attempt in attempts]
    for lines in (1, 3):
        said = kill_after(start_worker("award", *left), lines=lines, pause=random.uniform(0.005, 0.06))
        done = [line.split()[1] for line in said if line.startswith("done")]
        assert set(Attempt.objects.filter(pk__in=done).values_list("score", flat=True)) <= {100}
        left = [pk for pk in left if pk not in done]
    for _again in range(2):
        for attempt in attempts:
            assert finish_attempt(attempt=attempt, reason="learner").score == 100
        reconcile_completions()
        reconcile_awards()
    count = len(attempts)
    assert AttemptEvent.objects.filter(kind=AttemptEventKind.FINISHED).count() == count
    assert AuditEntry.objects.filter(verb="attempt.finished").count() == count
    assert CourseCompletion.objects.count() == count
    assert Certificate.objects.count() == count
    assert Certificate.objects.values("learner").distinct().count() == count
    assert SerialCounter.objects.get().last == count
    assert [verify_chain(chain) for chain in ("courses", "certification")] == [None, None]
