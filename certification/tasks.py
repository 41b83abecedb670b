"""Background work: awards and PDFs. Each task may run twice and out of order."""

import logging
from uuid import UUID

from django_tasks import task

from certification.domain.awards import decide_awards
from certification.domain.documents import store_document
from certification.models import Certificate
from college.accounts.models import User

logger = logging.getLogger("college.certification")


@task()
def decide_awards_of(learner_id: int, programme_slug: str) -> None:
    """Give a person what they have earned in a programme."""
    learner = User.objects.filter(pk=learner_id).first()
    if learner is None:
        logger.warning("person %s is gone: no award decided", learner_id)
        return
    decide_awards(learner=learner, programme_slug=programme_slug)


@task()
def draw_certificate(certificate_id: str) -> None:
    """Draw and keep the PDF of one certificate."""
    certificate = Certificate.objects.filter(pk=UUID(certificate_id)).first()
    if certificate is None:
        logger.warning("certificate %s is gone: no PDF drawn", certificate_id)
        return
    store_document(certificate=certificate)
