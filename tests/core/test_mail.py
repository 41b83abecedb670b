from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction

from college.core import clock
from college.core.mail import send_mail_from_template
from college.core.models import OutgoingMail
from college.core.models.mail import MailState
from college.core.tasks import MAX_TRIES, deliver_mail

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def _outbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "college.core.mail.OutboxBackend"  # type: ignore[attr-defined]


def store_message() -> OutgoingMail:
    EmailMessage(subject="Your place", body="You are admitted.", to=["ada@customs.example"]).send()
    return OutgoingMail.objects.get()


@pytest.mark.django_db
class TestOutbox:
    def test_without_a_mail_server_a_message_is_held(self, django_capture_on_commit_callbacks: object) -> None:
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            stored = store_message()
        stored.refresh_from_db()
        assert (stored.to, stored.subject, stored.text, stored.state) == (
            "ada@customs.example", "Your place", "You are admitted.", MailState.HELD,
        )  # fmt: skip

    def test_a_message_is_sent_once_however_often_the_task_runs(self, settings: object) -> None:
        settings.MAIL_TRANSPORT = LOCMEM  # type: ignore[attr-defined]
        stored = store_message()
        for _ in range(3):
            deliver_mail.call(stored.pk)
        stored.refresh_from_db()
        assert (len(mail.outbox), stored.state, stored.tries) == (1, MailState.SENT, 1)

    def test_a_message_of_a_rolled_back_transaction_is_gone(self) -> None:
        with pytest.raises(RuntimeError), transaction.atomic():
            store_message()
            raise RuntimeError
        assert OutgoingMail.objects.count() == 0

    def test_a_mail_server_that_is_down_is_tried_later(self, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_PORT = 9  # type: ignore[attr-defined]  # the discard port: refused at once
        stored = store_message()
        deliver_mail.call(stored.pk)
        stored.refresh_from_db()
        assert (stored.state, stored.tries) == (MailState.WAITING, 1)
        assert stored.next_try_at > clock.now() + timedelta(minutes=1)
        for _ in range(MAX_TRIES):
            deliver_mail.call(stored.pk)
        stored.refresh_from_db()
        assert (stored.state, stored.tries) == (MailState.FAILED, MAX_TRIES)

    def test_a_subject_cannot_add_a_header(self) -> None:
        send_mail_from_template(
            to="ada@customs.example", template="test_subject", context={"name": "Ada\r\nBcc: eve@evil.example"}
        )
        stored = OutgoingMail.objects.get()
        assert stored.subject == "For Ada"
        assert stored.to == "ada@customs.example"


def test_a_gone_message_is_logged_and_forgotten(db: None, caplog: pytest.LogCaptureFixture) -> None:
    deliver_mail.call(999_999)
    assert caplog.messages == ["mail 999999 is gone"]
