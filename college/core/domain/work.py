"""Background work that was left behind: by a killed worker, or a mail server that was down."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from college.core import clock
from college.core.models import OutgoingMail
from college.core.models.mail import MailState

STUCK_AFTER = timedelta(minutes=10)


def is_queue_stuck() -> bool:
    """Whether a task that is due has waited for more than ten minutes: no worker runs, or too few."""
    limit = clock.now() - STUCK_AFTER
    # A task for "now" carries the last date there is.
    due = Q(run_after=get_date_max()) | Q(run_after__lte=limit)
    return DBTaskResult.objects.filter(due, status=TaskResultStatus.READY, enqueued_at__lt=limit).exists()


@transaction.atomic
def put_back_tasks(*, started_before: timedelta = STUCK_AFTER) -> int:
    """Let tasks that a worker began and never ended run again; how many. Every task may run twice.

    `started_before` is how long a task may take before its worker counts as dead.
    """
    limit = clock.now() - started_before
    held = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lte=limit)
    return held.update(status=TaskResultStatus.READY, started_at=None)


def enqueue_due_mail() -> int:
    """Enqueue every message whose next try is due and whose task was lost; how many. A message is sent once."""
    from college.core.tasks import deliver_mail  # the task module imports models: not before apps are ready

    limit = clock.now() - timedelta(minutes=1)
    due = list(
        OutgoingMail.objects.filter(state=MailState.WAITING, next_try_at__lte=limit).values_list("pk", flat=True)
    )
    for mail_id in due:
        deliver_mail.enqueue(mail_id)
    return len(due)
