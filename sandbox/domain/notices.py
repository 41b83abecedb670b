"""What a trainee does with notices: draft, validate, submit, answer the reviewer."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.desk import Notice
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_record import FIRST_ON_FILE
from sandbox.domain.notice_types import find_problems
from sandbox.domain.text import refuse_real_data
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, NoticeState, Tool
from sandbox.models import Run, RunEvent


class NoticeIncompleteError(CollegeError):
    """The notice does not meet its type's rules. `problems` lists rule, field and message."""

    def __init__(self, problems: list[dict[str, str]]) -> None:
        super().__init__(
            "notice_incomplete",
            _("The notice does not meet all the rules yet. Mend what is listed and submit it again."),
        )
        self.problems = problems


def save_draft(
    *, run: Run, type_key: str, fields: dict[str, str], number: int | None = None,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Store a notice: a new one without a number, else the one that has it. The event's payload gives the number.

    One event a form. Raises CollegeError (no_such_type, no_such_notice, real_data) and Conflict when the notice is not the
    trainee's to edit now.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        settings = writer.definition.source.notices
        if settings is None or type_key not in settings.types:
            raise CollegeError("no_such_type", _("This exercise does not use this type of notice."))
        if number is not None:
            require_editable(get_notice(writer, number))
        return write_draft(writer, type_key, fields, number=number, key=key)


def write_draft(
    writer: RunWriter,
    type_key: str,
    fields: Mapping[str, str],
    *,
    number: int | None,
    key: UUID | None,
    cited: str = "",
) -> RunEvent:
    """The event that stores a notice's fields, with the record that was cited, if any. Raises CollegeError (real_data).

    Numbers of records that the trainee opened are part of this world; whatever else looks real is refused.
    """
    desk = writer.desk
    opened = {v for record in desk.opened_records.values() for v in record.values() if isinstance(v, str)}
    clean = {spec.key: fields.get(spec.key, "") for spec in NOTICE_TYPES[type_key].fields}
    refuse_real_data(*clean.values(), known=writer.world.identifiers | opened)
    payload = {"notice": number or sum(n < FIRST_ON_FILE for n in desk.notices) + 1, "type": type_key, "fields": clean}
    return writer.append(EventKind.NOTICE_DRAFTED, payload | ({"cited": cited} if cited else {}), key=key)


def validate_notice(*, run: Run, number: int, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Check a notice against its type's rules; the event's payload lists the problems. One event a form."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_editable(notice)
        payload = {
            "notice": number,
            "problems": _find_problems(writer, notice),
            "is_valid": not _find_problems(writer, notice),
        }
        return writer.append(EventKind.NOTICE_VALIDATED, payload | {"at_submission": False}, key=key)


def submit_notice(*, run: Run, number: int, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Hand a draft in for screening.

    A draft that does not meet the rules is not handed in: the attempt stands in the log, then NoticeIncompleteError is raised.
    One event a form. Raises CollegeError (no_such_notice) and Conflict when it is no draft.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        if notice.state != NoticeState.DRAFT:
            raise Conflict("notice_not_draft", _("This notice has been submitted already."))
        event = _hand_in(writer, notice, EventKind.NOTICE_SUBMITTED, {}, key)
    if event.kind == EventKind.NOTICE_VALIDATED:
        raise NoticeIncompleteError(event.payload["problems"])
    return event


def answer_reviewer(
    *, run: Run, number: int, answer: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Answer the reviewer's questions and hand the notice, as it now stands, back for screening. As `submit_notice` otherwise."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        if notice.state != NoticeState.INFO_REQUESTED:
            raise Conflict("notice_not_questioned", _("The reviewer has no open question on this notice."))
        refuse_real_data(answer, known=writer.world.identifiers)
        event = _hand_in(writer, notice, EventKind.NOTICE_ANSWERED, {"answer": answer}, key)
    if event.kind == EventKind.NOTICE_VALIDATED:
        raise NoticeIncompleteError(event.payload["problems"])
    return event


def _hand_in(writer: RunWriter, notice: Notice, kind: EventKind, extra: dict[str, str], key: UUID | None) -> RunEvent:
    """The event of handing in, or, when rules are not met, the one that says so (without the form's key: it may be sent again)."""
    problems = _find_problems(writer, notice)
    if problems:
        payload = {"notice": notice.number, "problems": problems, "is_valid": False, "at_submission": True}
        return writer.append(EventKind.NOTICE_VALIDATED, payload)
    return writer.append(kind, {"notice": notice.number, "fields": notice.fields} | extra, key=key)


def get_notice(writer: RunWriter, number: int) -> Notice:
    """The notice of this number. Raises CollegeError (no_such_notice)."""
    notice = writer.desk.notices.get(number)
    if notice is None:
        raise CollegeError("no_such_notice", _("There is no such notice in this run."))
    return notice


def require_editable(notice: Notice) -> None:
    """Raises Conflict when the notice is not the trainee's to edit now."""
    if not notice.can_edit:
        raise Conflict(
            "notice_not_editable", _("This notice is with the reviewer or closed: it cannot be changed now.")
        )


def _find_problems(writer: RunWriter, notice: Notice) -> list[dict[str, str]]:
    return find_problems(NOTICE_TYPES[notice.type_key], notice.fields, today=writer.world.today)
