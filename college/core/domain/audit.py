"""Writing and checking the audit trail."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from college.core import clock
from college.core.models import AuditChain, AuditEntry

GENESIS = "0" * 64


def name_subject(obj: Model) -> str:
    """How the trail names an object: `app.model:pk`."""
    return f"{obj._meta.label_lower}:{obj.pk}"


def name_actor(actor: Model | None) -> str:
    """How the trail names who acted: `user:12`, or `system` for the college itself."""
    return "system" if actor is None else f"user:{actor.pk}"


def compute_hash(*, previous: str, chain: str, position: int, at: datetime, actor: str, verb: str, subject: str,
                 data: dict[str, Any]) -> str:  # fmt: skip
    """SHA-256 over the entry's canonical JSON and the hash before it, in hexadecimal."""
    content = json.dumps(
        [previous, chain, position, at.isoformat(), actor, verb, subject, data],
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    )  # fmt: skip
    return hashlib.sha256(content.encode()).hexdigest()


def record_audit(*, actor: Model | None, verb: str, subject: Model | str, chain: str,
                 data: dict[str, Any] | None = None, now: datetime | None = None) -> AuditEntry:  # fmt: skip
    """Add one entry to a chain (one chain an app). Locks the chain's head until the caller's transaction ends: call it last.

    `data` must be JSON-serialisable and hold no answer, key or password.
    """
    at = now or clock.now()
    payload = json.loads(json.dumps(data or {}))
    with transaction.atomic():
        AuditChain.objects.get_or_create(name=chain)
        head = AuditChain.objects.select_for_update().get(name=chain)
        entry = AuditEntry(
            chain=chain,
            position=head.length + 1,
            at=at,
            actor=name_actor(actor),
            verb=verb,
            subject=subject if isinstance(subject, str) else name_subject(subject),
            data=payload,
            previous_hash=head.head,
        )
        entry.hash = compute_hash(
            previous=head.head, chain=chain, position=entry.position, at=at, actor=entry.actor,
            verb=verb, subject=entry.subject, data=payload,
        )  # fmt: skip
        entry.save()
        head.length, head.head = entry.position, entry.hash
        head.save(update_fields=["length", "head"])
    return entry


def verify_chain(name: str) -> str | None:
    """None when the chain is whole; otherwise a sentence that names the first entry that does not fit."""
    previous, position = GENESIS, 0
    for entry in AuditEntry.objects.filter(chain=name).order_by("position").iterator():
        position += 1
        if entry.position != position:
            return f"Chain {name}: entry {position} is missing."
        expected = compute_hash(
            previous=previous, chain=name, position=position, at=entry.at, actor=entry.actor,
            verb=entry.verb, subject=entry.subject, data=entry.data,
        )  # fmt: skip
        if entry.previous_hash != previous or entry.hash != expected:
            return f"Chain {name}: entry {position} was changed after it was written."
        previous = entry.hash
    head = AuditChain.objects.filter(name=name).first()
    if head is not None and (head.length, head.head) != (position, previous):
        return f"Chain {name}: the last {head.length - position} entries are missing."
    return None
