"""Comments of those who teach on the events of a run. Who may see the run is decided by the app that knows the courses."""

import unicodedata
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from college.accounts.models import User
from college.core import clock
from college.core.domain.audit import record_audit
from college.core.errors import CollegeError, NotPermitted
from sandbox.models import EventComment, Run

MAX_COMMENT = 2000


@transaction.atomic
def comment_on_event(
    *, run: Run, sequence: int, author: User, text: str, key: UUID, now: datetime | None = None
) -> EventComment:
    """Say something about an event of a run. The same form sent twice makes one comment.

    Side effect: an audit entry without the text. Raises CollegeError (no_such_event, comment_empty, comment_too_long,
    text_unreadable).
    """
    known = EventComment.objects.filter(run=run, key=key).first()
    if known is not None:
        return known
    if not run.events.filter(sequence=sequence).exists():
        raise CollegeError("no_such_event", _("This run has no such event. Load the page again."))
    comment, is_new = EventComment.objects.get_or_create(
        run=run, key=key,
        defaults={"sequence": sequence, "author": author, "text": _read(text), "created_at": now or clock.now()},
    )  # fmt: skip
    if is_new:
        _note(comment, author, "run.commented", now)
    return comment


@transaction.atomic
def change_comment(*, comment: EventComment, author: User, text: str, now: datetime | None = None) -> EventComment:
    """Word one's own comment anew; readers are told that it was changed. Nothing happens when the words are the same.

    Side effect: an audit entry without the text. Raises NotPermitted for another's comment, and CollegeError as above.
    """
    if comment.author_id != author.pk:
        raise NotPermitted("not_your_comment", _("Only its author may change a comment."))
    words = _read(text)
    if words != comment.text:
        comment.text, comment.edited_at = words, now or clock.now()
        comment.save(update_fields=["text", "edited_at"])
        _note(comment, author, "run.comment_changed", now)
    return comment


def _read(text: str) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise CollegeError("comment_empty", _("Write what you want to say about this event."))
    if len(words) > MAX_COMMENT:
        raise CollegeError("comment_too_long", _("A comment has at most %(n)s characters.") % {"n": MAX_COMMENT})
    if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in words if sign not in "\n\t"):
        raise CollegeError("text_unreadable", _("The text holds characters that cannot be shown. Type it again."))
    return words


def _note(comment: EventComment, author: User, verb: str, now: datetime | None) -> None:
    data = {"event": comment.sequence, "comment": comment.pk}
    record_audit(actor=author, verb=verb, subject=comment.run, chain="sandbox", data=data, now=now)
