"""The register of stolen and lost travel documents, asked by its three keys: the common framework under a name of its own."""

import re
from datetime import datetime
from uuid import UUID

from sandbox.domain.registers.querying import open_found_record, query_register
from sandbox.domain.registers.things import DOCUMENTS
from sandbox.models import Run, RunEvent


def normalise_number(text: str) -> str:
    """Capitals without spaces, hyphens and fillers. Nothing else is changed: O stays O, 0 stays 0."""
    return re.sub(r"[\s<-]", "", text).upper()


def query_documents(
    *, run: Run, number: str, country: str, document_type: str, reason: str, case_reference: str,
    key: UUID | None = None, now: datetime | None = None,
) -> RunEvent:  # fmt: skip
    """Ask the register for one document (the first of two steps): see `query_register`."""
    text = {"number": number, "country": country, "document_type": document_type}
    return query_register(
        run=run, register=DOCUMENTS, text=text, reason=reason, case_reference=case_reference, key=key, now=now
    )


def open_record(*, run: Run, reference: str, key: UUID | None = None, now: datetime | None = None) -> RunEvent:
    """Open the full record of a candidate (the second step): see `open_found_record`."""
    return open_found_record(run=run, register=DOCUMENTS, reference=reference, key=key, now=now)
