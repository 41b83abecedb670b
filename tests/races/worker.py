"""What a process does until it is killed. Each line that it prints is something that the college has acknowledged.

Usage: python -m tests.races.worker answer|award|write ARGUMENT…
"""

import os
import sys
import threading

import django

django.setup()

from django.db import connection  # noqa: E402 - the apps must be ready first

from college.core.domain.audit import record_audit  # noqa: E402
from courses.domain.answers import encode_answer  # noqa: E402
from courses.domain.attempts import finish_attempt, save_answer  # noqa: E402
from courses.models import Attempt  # noqa: E402


def answer(attempt_id: str) -> None:
    """Save choices to the single-choice questions, round and round, and say what was acknowledged."""
    attempt = Attempt.objects.get(pk=attempt_id)
    items = [
        item for item in attempt.items.select_related("question_version") if item.question_version.kind == "single"
    ]
    for sequence in range(1, 100_000):
        item = items[sequence % len(items)]
        choice = item.order["choices"][sequence // len(items) % 4]
        posted = encode_answer(order=item.order, answer={"choice": choice})
        saved = save_answer(
            attempt=attempt, position=item.position, answer=posted, idempotency_key=f"w{os.getpid()}:{sequence}"
        )
        sys.stdout.write(f"{item.position} {saved.revision} {choice}\n")
        sys.stdout.flush()


def award(*attempt_ids: str) -> None:
    """Hand in one attempt after the other; completion and certificate follow in the same process."""
    for attempt_id in attempt_ids:
        sys.stdout.write(f"begin {attempt_id}\n")
        sys.stdout.flush()
        finish_attempt(attempt=Attempt.objects.get(pk=attempt_id), reason="learner")
        sys.stdout.write(f"done {attempt_id}\n")
        sys.stdout.flush()


def write(*attempt_ids: str) -> None:
    """One thread an attempt, each with its own connection: forty saves and audit entries. Says each error."""

    def work(attempt_id: str) -> None:
        try:
            attempt = Attempt.objects.get(pk=attempt_id)
            item = next(
                one for one in attempt.items.select_related("question_version") if one.question_version.kind == "single"
            )
            for sequence in range(1, 41):
                posted = {"choice": str(sequence % 4 + 1)}
                save_answer(attempt=attempt, position=item.position, answer=posted, idempotency_key=f"w:{sequence}")
                record_audit(actor=None, verb="test.written", subject=attempt, chain="test")
            sys.stdout.write("done\n")
        except Exception as error:  # noqa: BLE001 - the test looks at it
            sys.stdout.write(f"error {error!r}\n")
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(attempt_id,)) for attempt_id in attempt_ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    {"answer": answer, "award": award, "write": write}[sys.argv[1]](*sys.argv[2:])
