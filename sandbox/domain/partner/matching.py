"""What a partner's question is held against: lost, stolen and revoked documents, and documents linked to red notices.

A private partner gives number, country and type, and is answered for those three together: a record that agrees in two of them
is another document. Of the documents linked to notices only those of red ones count. Both follow the published terms of
INTERPOL's screening for private partners (I-Checkit).
"""

from dataclasses import dataclass

from django.db.models import Q

from sandbox.domain.invention import fold_number
from sandbox.domain.registers.documents import normalise_number
from sandbox.enums import NoticeColour
from sandbox.models import NoticedDocumentRecord, TravelDocumentRecord

SECRETARIAT_CODE = "SEC"


@dataclass(frozen=True, slots=True)
class Question:
    """All that a partner may send."""

    number: str
    country: str
    document_type: str


@dataclass(frozen=True, slots=True)
class Match:
    """A record behind the answer. Never leaves this package but for the bureaus' alerts."""

    reference: str
    owner: str


def write_question(*, number: str, country: str, document_type: str) -> Question:
    """The question with its number as registers keep it."""
    return Question(normalise_number(number), country, document_type)


def find_matches(*, scope: Q, question: Question, partner_country: str) -> list[Match]:
    """Records that agree in number, country and type, and that are not hidden from the partner's bureau.

    `scope` limits the search to a base world, or to one with a run's overlay. The same queries whatever they find.
    """
    rows = [*_list_documents(scope, question), *_list_noticed(scope, question)]
    return [Match(reference, owner) for reference, owner, hidden in rows if partner_country not in hidden.split()]


def _list_documents(scope: Q, question: Question) -> list[tuple[str, str, str]]:
    records = TravelDocumentRecord.objects.filter(
        scope, folded_number=fold_number(question.number), number=question.number, country=question.country,
        document_type=question.document_type,
    )  # fmt: skip
    return [(record.reference, record.owner_bureau, record.hidden_from) for record in records]


def _list_noticed(scope: Q, question: Question) -> list[tuple[str, str, str]]:
    """Of the documents linked to notices only those of red ones: the others are not for private partners."""
    records = NoticedDocumentRecord.objects.filter(
        scope, folded_number=fold_number(question.number), number=question.number, country=question.country,
        document_type=question.document_type, colour=NoticeColour.RED,
    )  # fmt: skip
    return [(record.reference, record.owner_bureau, record.hidden_from) for record in records]


def list_bureaus(*, matches: list[Match], partner_country: str) -> list[tuple[str, str]]:
    """Whom a hit concerns, with the record: its owner, the bureau of the partner's country, and the secretariat."""
    pairs = [
        (bureau, match.reference) for match in matches for bureau in (match.owner, partner_country, SECRETARIAT_CODE)
    ]
    return list(dict.fromkeys(pairs))
