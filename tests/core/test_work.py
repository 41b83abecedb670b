"""What a killed worker, a dead mail server or a lost cache leaves behind."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from college.core import clock
from college.core.cache import ResilientRedisCache
from college.core.domain.audit import record_audit
from college.core.domain.work import is_queue_stuck, put_back_tasks
from college.core.models import OutgoingMail
from college.core.models.mail import MailState
from college.core.tasks import deliver_mail

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def _queue(db: None, settings: object) -> None:
    settings.TASKS = DATABASE_TASKS  # type: ignore[attr-defined]
    settings.EMAIL_BACKEND = "college.core.mail.OutboxBackend"  # type: ignore[attr-defined]


@pytest.mark.usefixtures("_queue")
class TestQueue:
    def test_a_task_of_a_killed_worker_runs_again(self) -> None:
        deliver_mail.enqueue(1)
        task = DBTaskResult.objects.get()
        task.claim("killed")
        assert put_back_tasks() == 0
        with clock.travel(by=timedelta(minutes=11)):
            assert put_back_tasks() == 1
        task.refresh_from_db()
        assert task.status == TaskResultStatus.READY

    def test_a_queue_that_nobody_serves_is_noticed(self) -> None:
        deliver_mail.enqueue(1)
        assert not is_queue_stuck()
        with clock.travel(by=timedelta(minutes=11)):
            assert is_queue_stuck()

    def test_a_failed_try_enqueues_the_next_for_its_time(
        self, settings: object, django_capture_on_commit_callbacks: object
    ) -> None:
        settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_PORT = 9  # type: ignore[attr-defined]
        EmailMessage(subject="x", body="y", to=["ada@customs.example"]).send()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            deliver_mail.call(OutgoingMail.objects.get().pk)
        mail = OutgoingMail.objects.get()
        assert (mail.state, mail.tries) == (MailState.WAITING, 1)
        assert [task.run_after for task in DBTaskResult.objects.all()] == [mail.next_try_at]

    def test_mail_whose_task_was_lost_is_tried_again(self, capsys: pytest.CaptureFixture[str]) -> None:
        EmailMessage(subject="x", body="y", to=["ada@customs.example"]).send()
        with clock.travel(by=timedelta(minutes=5)):
            call_command("recover_work")
        assert capsys.readouterr().out == "0 tasks put back, 1 mails to be tried again.\n"
        assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db
def test_verify_audit_finds_a_changed_entry(capsys: pytest.CaptureFixture[str]) -> None:
    record_audit(actor=None, verb="thing.done", subject="thing:1", chain="test")
    call_command("verify_audit")
    assert capsys.readouterr().out == "test: 1 entries\nEvery chain is whole.\n"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_auditentry SET actor = 'user:2'")
    with pytest.raises(CommandError, match="Chain test: entry 1 was changed after it was written."):
        call_command("verify_audit")


class TestLostCache:
    @pytest.fixture
    def lost(self) -> BaseCache:
        # The discard port: nobody answers.
        return ResilientRedisCache("redis://127.0.0.1:9/0", {})

    def test_a_lost_cache_is_replaced_by_one_of_the_process(self, lost: BaseCache) -> None:
        lost.set("a", 1)
        assert lost.get("a") == 1
        assert lost.add("a", 2) is False
        assert lost.incr("a") == 2
        lost.delete("a")
        assert lost.get("a", "gone") == "gone"

    def test_production_uses_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from college.settings.env import read_cache

        monkeypatch.setenv("COLLEGE_X", "redis://127.0.0.1:9/0")
        assert read_cache("COLLEGE_X", default="")["BACKEND"] == "college.core.cache.ResilientRedisCache"
        assert caches["default"].get("anything") is None
