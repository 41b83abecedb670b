"""What the requesting bureau does with its notice after publication: update, addendum, renewal, withdrawal, public extract.

One event a form. Each raises CollegeError (no_such_notice, reason_missing, real_data) and Conflict when the state does not allow it.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from college.core.errors import CollegeError, Conflict
from sandbox.domain.definitions import Review
from sandbox.domain.desk import Notice
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_extracts import may_extract
from sandbox.domain.notice_states import DEEDS, find_expiry, find_renewal_day
from sandbox.domain.notice_types import find_problems
from sandbox.domain.notices import NoticeIncompleteError, get_notice
from sandbox.domain.review import review_notice
from sandbox.domain.text import refuse_real_data
from sandbox.domain.worlds import RunWorld
from sandbox.domain.writing import RunWriter, write_run
from sandbox.enums import EventKind, Tool
from sandbox.models import Run, RunEvent

MIN_REASON = 10
_TEXT_RULES = frozenset({"no_names", "no_words"})


def get_expiry(notice: Notice, today: date) -> date:
    """When a notice leaves the network. Logs of earlier editions name no day: they count from the world's today."""
    return notice.expires_on or find_expiry(NOTICE_TYPES[notice.type_key], today)


def find_hindrance(notice: Notice, deed: str, *, today: date) -> str:
    """Why the bureau may not do this now, as a sentence; nothing when it may. Pure."""
    if notice.state not in DEEDS[deed]:
        state = str(notice.state.label)
        return _("The notice's state is “%(state)s”: this cannot be done now.") % {"state": state}
    if deed == "renew" and today < (opens := find_renewal_day(get_expiry(notice, today))):
        day = date_format(opens, "DATE_FORMAT")
        return _("A notice is renewed in its last six months. This one may be renewed from %(day)s.") % {"day": day}
    if deed == "extract" and not may_extract(notice.type_key):
        return _("Nothing of this type of notice is shown to the public.")
    if deed == "diffuse" and notice.type_key == "sanctions":
        return _("Only the Council puts a name on its list: no bureau sends this as a diffusion.")
    return ""


def require_deed(notice: Notice, deed: str, *, today: date) -> None:
    """Raises Conflict with the reason why the bureau may not do this now."""
    if hindrance := find_hindrance(notice, deed, today=today):
        raise Conflict(f"notice_no_{deed}", hindrance)


def check_reason(writer: RunWriter, reason: str) -> None:
    """Raises CollegeError (reason_missing, real_data)."""
    if len(reason.strip()) < MIN_REASON:
        raise CollegeError(
            "reason_missing", _("Give the reason in at least 10 characters: someone will read it in a year.")
        )
    refuse_real_data(reason, known=writer.world.identifiers)


def update_notice(
    *, run: Run, number: int, fields: Mapping[str, str], reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:  # fmt: skip
    """Change what a published notice says. The type's rules and the reviewer's are asked again.

    Besides, raises NoticeIncompleteError with what is not met, and CollegeError (nothing_changed). Then nothing is logged.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_deed(notice, "update", today=writer.world.today)
        check_reason(writer, reason)
        notice_type = NOTICE_TYPES[notice.type_key]
        old = {spec.key: notice.fields.get(spec.key, "") for spec in notice_type.fields}
        new = {name: fields.get(name, value) for name, value in old.items()}
        changes = {name: [old[name], value] for name, value in new.items() if value != old[name]}
        if not changes:
            raise CollegeError("nothing_changed", _("You changed nothing. Change a field, or publish an addendum."))
        refuse_real_data(*new.values(), known=writer.world.identifiers)
        problems = find_problems(notice_type, new, today=writer.world.today)
        problems += _find_objections(_get_review(writer), writer.world, new)
        if problems:
            raise NoticeIncompleteError(problems)
        payload = {"notice": number, "fields": new, "changes": changes, "reason": reason}
        return writer.append(EventKind.NOTICE_UPDATED, payload, key=key)


def _get_review(writer: RunWriter) -> Review | None:
    return writer.definition.source.notices.review if writer.definition.source.notices else None


def _find_objections(review: Review | None, world: RunWorld, fields: Mapping[str, str]) -> list[dict[str, str]]:
    """What the reviewer would ask; such a problem stands at no field."""
    if review is None:
        return []
    questions = review_notice(review, world, fields, round_number=0).questions
    return [{"rule": "", "field": "", "message": question} for question in questions]


def add_addendum(*, run: Run, number: int, text: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Publish what came to be known beside the notice, such as a refused extradition. It names nobody and judges nobody.

    Besides, raises NoticeIncompleteError with what the reviewer objects to.
    """
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_deed(notice, "addendum", today=writer.world.today)
        check_reason(writer, text)
        review = _get_review(writer)
        if review is not None:  # only what looks for words that must not stand there: the facts stand in the notice
            rules = tuple(replace(rule, fields=()) for rule in review.rules if rule.kind in _TEXT_RULES)
            review = replace(review, rules=rules)
        if problems := _find_objections(review, writer.world, {"text": text}):
            raise NoticeIncompleteError(problems)
        return writer.append(EventKind.NOTICE_ADDENDUM, {"notice": number, "text": text}, key=key)


def withdraw_notice(
    *, run: Run, number: int, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Take a notice back: its source no longer asks for it. It does not come back."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        require_deed(get_notice(writer, number), "withdraw", today=writer.world.today)
        check_reason(writer, reason)
        return writer.append(EventKind.NOTICE_WITHDRAWN, {"notice": number, "reason": reason}, key=key)


def renew_notice(
    *, run: Run, number: int, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Keep a notice for another term from its present last day. Conflict before its last six months."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        today = writer.world.today
        require_deed(notice, "renew", today=today)
        check_reason(writer, reason)
        until = find_expiry(NOTICE_TYPES[notice.type_key], get_expiry(notice, today))
        payload = {"notice": number, "reason": reason, "expires_on": until.isoformat()}
        return writer.append(EventKind.NOTICE_RENEWED, payload, key=key)


def decide_extract(
    *, run: Run, number: int, is_agreed: bool, reason: str, key: UUID | None = None, now: datetime | None = None
) -> RunEvent:
    """Agree to a public extract of a notice, or take the consent back."""
    with write_run(run=run, tool=Tool.NOTICES, now=now) as writer:
        if repeated := writer.find(key):
            return repeated
        notice = get_notice(writer, number)
        require_deed(notice, "extract", today=writer.world.today)
        check_reason(writer, reason)
        payload = {
            "notice": number, "fields": notice.fields, "changes": {}, "public_extract": is_agreed, "reason": reason,
        }  # fmt: skip
        return writer.append(EventKind.NOTICE_UPDATED, payload, key=key)
