"""Drafts: what was begun is kept on the server, so that a lost line or a closed window loses nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from college.core.errors import CollegeError
from sandbox.domain.writing import write_run
from sandbox.enums import Tool
from sandbox.models import MessageDraft, Run

MAX_DRAFTS = 20
MAX_LENGTH = 12_000


def save_draft(
    *, run: Run, key: UUID, fields: Mapping[str, Sequence[str]], now: datetime | None = None
) -> MessageDraft | None:
    """Keep what stands in a form, under the form's key. Saving again replaces it; None when the form has been sent meanwhile.

    Raises CollegeError (draft_too_long, too_many_drafts) and Conflict.
    """
    values = {name: [text.replace("\x00", "") for text in texts] for name, texts in fields.items()}
    if sum(len(text) for texts in values.values() for text in texts) > MAX_LENGTH:
        raise CollegeError(
            "draft_too_long", _("This is longer than any message. Shorten it: what you have written stays here.")
        )
    with write_run(run=run, tool=Tool.MESSAGES, now=now) as writer:
        if writer.find(key):
            return None
        drafts = MessageDraft.objects.filter(run=writer.run)
        if drafts.exclude(key=key).count() >= MAX_DRAFTS:
            raise CollegeError("too_many_drafts", _("You have twenty drafts. Send or discard one first."))
        draft, _is_new = drafts.update_or_create(
            run=writer.run, key=key, defaults={"fields": values, "saved_at": writer.now}
        )
        return draft


def discard_draft(*, run: Run, key: UUID, now: datetime | None = None) -> None:
    """Throw a draft away. Safe to repeat. Raises Conflict."""
    with write_run(run=run, tool=Tool.MESSAGES, now=now) as writer:
        MessageDraft.objects.filter(run=writer.run, key=key).delete()
