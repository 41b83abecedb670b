"""Diffusions: a draft that a bureau sends straight to chosen bureaus, and its recall. Same constitution, fewer readers."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.core.errors import CollegeError
from sandbox.domain.desk import Notice
from sandbox.domain.geography import BUREAUS
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import check_reason, require_deed
from sandbox.domain.notice_states import make_diffusion_reference
from sandbox.domain.notice_types import find_problems
from sandbox.domain.notices import NoticeIncompleteError, get_notice
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, Handling, Priority, Purpose, Tool
from sandbox.models import Run, RunEvent

# The criteria of a notice may be unmet in a diffusion. These rules may not: the constitution, what protects a person, what makes it readable.
DIFFUSION_RULES = frozenset({"R7", "YE-3", "ND-2", "ND-3", "ND-4", "PU-1", "PU-9"})


class DiffusionGround(models.TextChoices):
    """Why it is a diffusion and no notice."""

    LIMITED = "limited", gettext_lazy("Only these bureaus should have it")
    CRITERIA = "criteria", gettext_lazy("The criteria of a notice are not met yet")


def find_diffusion_problems(notice: Notice, *, today: date) -> list[dict[str, str]]:
    """The rules that a diffusion must meet and this draft does not. Pure."""
    problems = find_problems(NOTICE_TYPES[notice.type_key], notice.fields, today=today)
    return [problem for problem in problems if problem["rule"] in DIFFUSION_RULES]


def send_diffusion(
    *, run: Run, number: int, to: Iterable[str], ground: str, reason: str, key: UUID | None = None,
    now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Send a draft straight to these bureaus. It is no notice then, and nobody reviews it first. One event a form.

    Raises NoticeIncompleteError with the constitutional rules that are not met, CollegeError (no_such_notice, no_such_bureau,
    all_bureaus, no_such_ground, reason_missing, real_data) and Conflict when it is no draft.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_deed(notice, "diffuse", today=writer.world.today)
        if ground not in DiffusionGround.values:
            raise CollegeError("no_such_ground", _("Choose why it is a diffusion and no notice."))
        bureaus = _check_bureaus(to, own=writer.definition.source.role.bureau)
        check_reason(writer, reason)
        if problems := find_diffusion_problems(notice, today=writer.world.today):
            raise NoticeIncompleteError(problems)
        payload = {
            "notice": number, "to": bureaus, "ground": ground, "reason": reason, "fields": notice.fields,
            "reference": make_diffusion_reference(writer.world.case_reference, number),
        }  # fmt: skip
        return writer.append(EventKind.DIFFUSION_SENT, payload, key=key)


def _check_bureaus(to: Iterable[str], *, own: str) -> list[str]:
    bureaus, others = list(dict.fromkeys(to)), set(BUREAUS) - {own}
    if not bureaus or not others.issuperset(bureaus):
        raise CollegeError("no_such_bureau", _("Choose the bureaus that should have it."))
    if others.issubset(bureaus):
        raise CollegeError(
            "all_bureaus",
            _("A diffusion goes to chosen bureaus. What every bureau should have is a notice: submit it."),
        )
    return bureaus


def recall_diffusion(
    *, run: Run, number: int, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Recall a diffusion. Side effects: a message to each bureau that had it; their answers come later. The log keeps all.

    Raises CollegeError (no_such_notice, reason_missing, real_data) and Conflict when it is no diffusion that is out. One recall a form.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_deed(notice, "recall", today=writer.world.today)
        check_reason(writer, reason)
        payload = {"notice": number, "to": notice.recipients, "reason": reason, "reference": notice.reference}
        event = writer.append(EventKind.DIFFUSION_RECALLED, payload, key=key)
        for bureau in notice.recipients:
            _tell(writer, notice, bureau, reason)
        return event


def _tell(writer: RunWriter, notice: Notice, bureau: str, reason: str) -> None:
    """The recall as a message, so that the bureau answers it as it answers any recall."""
    body = _(
        "We recall diffusion %(reference)s. Delete it and every copy, and tell us when it is done.\n\nReason: %(reason)s"
    )
    values = {"reference": notice.reference, "reason": reason}
    writer.append(EventKind.MESSAGE_SENT, {
        "to": bureau, "also_to": [], "subject": _("Recall of diffusion %(reference)s") % values, "body": body % values,
        "case_reference": writer.world.case_reference, "priority": Priority.URGENT.value, "records": [],
        "handling": Handling.RESTRICTED.value, "purpose": Purpose.RECALL.value, "refs": [notice.reference],
        "thread": writer.run.event_count + 1, "request_number": 0, "deadline_at": "", "attachments": [],
    })  # fmt: skip
