"""What can happen to a person's account."""

from datetime import datetime

from django.db import transaction

from college.accounts.models import User
from college.accounts.names import normalise_name, validate_name
from college.core.domain.audit import record_audit


@transaction.atomic
def change_personal_settings(
    *, person: User, full_name: str, language: str, time_zone: str, actor: User, now: datetime | None = None
) -> User:
    """Store name, language and zone. Certificates already issued keep the name they were printed with.

    Raises ValidationError for a name that cannot be printed. Audited when the name changed, without the name itself.
    """
    validate_name(full_name)
    stored = User.objects.select_for_update().get(pk=person.pk)
    is_renamed = stored.full_name != normalise_name(full_name)
    stored.full_name, stored.language, stored.time_zone = normalise_name(full_name), language, time_zone
    stored.save(update_fields=["full_name", "language", "time_zone"])
    if is_renamed:
        record_audit(actor=actor, verb="person.renamed", subject=stored, chain="accounts", now=now)
    return stored
