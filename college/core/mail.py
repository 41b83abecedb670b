"""Mail goes to a table in the caller's transaction; a task sends it, with back-off, once."""

from collections.abc import Sequence

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from college.core import clock
from college.core.models import OutgoingMail


class OutboxBackend(BaseEmailBackend):
    """Django's mail backend that stores each message, one row a recipient, and enqueues its delivery on commit."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        from college.core.tasks import deliver_mail  # a task module imports models: not before apps are ready

        stored = 0
        for message in email_messages:
            html = ""
            if isinstance(message, EmailMultiAlternatives):
                html = next((str(part[0]) for part in message.alternatives if part[1] == "text/html"), "")
            for recipient in message.recipients():
                moment = clock.now()
                mail = OutgoingMail.objects.create(
                    to=recipient,
                    subject=" ".join(str(message.subject).split())[:250],
                    text=str(message.body),
                    html=html,
                    sender=message.from_email,
                    created_at=moment,
                    next_try_at=moment,
                )
                transaction.on_commit(lambda mail_id=mail.pk: deliver_mail.enqueue(mail_id))  # type: ignore[misc]
                stored += 1
        return stored


def send_mail_from_template(*, to: str, template: str, context: dict[str, object], language: str = "en") -> None:
    """Write a message to the outbox from `emails/<template>.txt`, whose first line is the subject.

    Rendered in the recipient's language. Side effect: one OutgoingMail row and one task on commit.
    """
    with translation.override(language):
        rendered = render_to_string(f"emails/{template}.txt", context).strip()
    subject, _, body = rendered.partition("\n")
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to]).send()
