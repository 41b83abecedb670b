from datetime import timedelta

import pytest
from django.core.management import call_command

from college.core import clock
from college.home.domain.pages import ensure_home_page, ensure_standard_page
from college.home.models import StandardPage


@pytest.mark.django_db
def test_a_scheduled_page_goes_live() -> None:
    home = ensure_home_page(title="College", heading="Learn", introduction="The tools.")
    page = ensure_standard_page(home=home, slug="later", title="Later", summary="", body="<p>Text.</p>")
    page.unpublish()
    page.go_live_at = clock.now() - timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at)
    StandardPage.objects.filter(pk=page.pk).update(go_live_at=page.go_live_at)
    call_command("housekeeping")
    assert StandardPage.objects.get(pk=page.pk).live


@pytest.mark.django_db
def test_one_failing_duty_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    def call(name: str, **options: object) -> None:
        ran.append(name)
        if name == "publish_scheduled":
            raise RuntimeError("broken")

    monkeypatch.setattr("college.home.management.commands.housekeeping.call_command", call)
    with pytest.raises(SystemExit):
        call_command("housekeeping")
    assert ran == [
        "recover_work",
        "publish_scheduled",
        "finish_expired_attempts",
        "reconcile_completions",
        "reconcile_awards",
    ]
    assert caplog.messages == ["publish_scheduled failed"]
