"""Background work of the floor: mail."""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django_tasks import task

from college.core import clock
from college.core.models import OutgoingMail
from college.core.models.mail import MailState

logger = logging.getLogger("college.mail")
MAX_TRIES = 8


@task()
def deliver_mail(mail_id: int) -> None:
    """Send one stored message. Repeating is harmless: only a waiting message is sent."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id).first()
        if mail is None:
            logger.warning("mail %s is gone", mail_id)
            return
        if mail.state != MailState.WAITING:
            return
        if not settings.MAIL_TRANSPORT:
            mail.state = MailState.HELD
            mail.save(update_fields=["state"])
            return
        message = EmailMultiAlternatives(
            subject=mail.subject, body=mail.text, from_email=mail.sender, to=[mail.to],
            connection=get_connection(settings.MAIL_TRANSPORT),
        )  # fmt: skip
        if mail.html:
            message.attach_alternative(mail.html, "text/html")
        mail.tries += 1
        try:
            message.send()
        except OSError as error:  # smtplib's errors are OSErrors; a bad address or recipient is one of them
            mail.last_error = str(error)[:250]
            mail.next_try_at = clock.now() + timedelta(minutes=2**mail.tries)
            if mail.tries >= MAX_TRIES:
                mail.state = MailState.FAILED
            else:
                _try_again(mail)
            logger.warning("mail %s not sent, try %s: %s", mail_id, mail.tries, error)
        else:
            mail.state, mail.sent_at = MailState.SENT, clock.now()
        mail.save()


def _try_again(mail: OutgoingMail) -> None:
    """Enqueue the next try for its time. A backend that cannot wait leaves it to `manage.py recover_work`."""
    if deliver_mail.get_backend().supports_defer:
        later = deliver_mail.using(run_after=mail.next_try_at)
        transaction.on_commit(lambda: later.enqueue(mail.pk))
