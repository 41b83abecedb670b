"""Issuing, holding, revoking: the rules and what each leaves behind."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import IntegrityError, transaction

from certification.domain.awards import decide_awards, ensure_award, reconcile_awards
from certification.domain.certificates import check_printable_name, issue_certificate, revoke_certificate
from certification.domain.documents import draw_document, store_document
from certification.enums import CertificateState, Standing
from certification.models import Award, Certificate, CertificateDocument, HeldAward, SerialCounter
from certification.queries import find_public_record, find_standing, is_intact
from certification.tasks import decide_awards_of, draw_certificate
from college.accounts.models import User
from college.core.domain.audit import verify_chain
from college.core.errors import CollegeError, NotPermitted
from college.core.models import AuditEntry
from courses.models import CourseCompletion, CoursePage, LevelCompletion
from courses.signals import level_completed
from tests.certification.conftest import MOMENT


def test_issue_states_what_was_done(graduate: User, award: Award) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None, now=MOMENT)
    assert certificate.serial == "IC-2026-000001"
    assert certificate.printed_name == "Ada Lindqvist"
    assert (certificate.issued_on, certificate.expires_on) == (date(2026, 11, 22), date(2030, 11, 22))
    assert [
        (level["level"], [course["title"] for course in level["courses"]]) for level in certificate.facts["levels"]
    ] == [
        ("introductory", ["Police cooperation and its tools", "Databases and hits"]),
        ("intermediate", ["Illicit trade and organised crime", "Cultural property"]),
    ]
    assert certificate.facts["levels"][0]["courses"][1]["completed_on"] == "2026-11-02"
    assert certificate.facts["levels"][0]["courses"][1]["score"] == 82
    certificate.refresh_from_db()
    assert is_intact(certificate)


def test_issue_twice_gives_one(graduate: User, award: Award, mailoutbox: list[EmailMessage]) -> None:
    first = issue_certificate(learner=graduate, award=award, actor=None)
    assert issue_certificate(learner=graduate, award=award, actor=None) == first
    assert Certificate.objects.count() == 1
    assert [mail.to for mail in mailoutbox] == [[graduate.email]]
    assert AuditEntry.objects.filter(verb="certificate.issued").count() == 1
    assert SerialCounter.objects.get(year=first.issued_on.year).last == 1


def test_the_database_refuses_a_second_valid_one(graduate: User, award: Award) -> None:
    first = issue_certificate(learner=graduate, award=award, actor=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            serial="IC-2026-999999", code="X" * 28, learner=graduate, award=award, printed_name="x", facts={}, digest="0",
            issued_at=first.issued_at, issued_on=first.issued_on, expires_on=first.expires_on,
        )  # fmt: skip


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_not_earned(ada: User, award: Award, complete: Callable[..., None], count: int) -> None:
    complete(ada, count)
    assert decide_awards(learner=ada, programme_slug="tools") == []
    with pytest.raises(CollegeError) as refusal:
        issue_certificate(learner=ada, award=award, actor=None)
    assert refusal.value.code == "award_not_earned"
    assert (Certificate.objects.count(), SerialCounter.objects.count(), HeldAward.objects.count()) == (0, 0, 0)


def test_completions_of_others_and_of_other_programmes_do_not_count(
    ada: User, eve: User, award: Award, courses: list[CoursePage], complete: Callable[..., None]
) -> None:
    complete(eve)
    CourseCompletion.objects.filter(learner=eve).update(programme_slug="other")
    assert decide_awards(learner=ada, programme_slug="tools") == []
    assert decide_awards(learner=ada, programme_slug="other") == []


def test_a_level_without_courses_is_never_complete(ada: User, award: Award) -> None:
    assert decide_awards(learner=ada, programme_slug="tools") == []


def test_a_draft_and_an_optional_course_are_not_needed(
    ada: User, award: Award, courses: list[CoursePage], complete: Callable[..., None]
) -> None:
    complete(ada, 3)
    assert decide_awards(learner=ada, programme_slug="tools") == []
    CoursePage.objects.filter(pk=courses[3].pk).update(is_required=False)
    CourseCompletion.objects.create(
        learner=ada, course_key=UUID(int=7), course_title="Other",
        programme_slug="tools", level="industry", score=90,
    )  # fmt: skip
    assert [one.award for one in decide_awards(learner=ada, programme_slug="tools")] == [award]


def test_a_course_added_after_the_level_takes_nothing_back(
    ada: User, award: Award, courses: list[CoursePage], complete: Callable[..., None]
) -> None:
    CoursePage.objects.filter(pk=courses[1].pk).update(live=False)
    complete(ada)
    CourseCompletion.objects.filter(course_key=courses[1].key).delete()
    LevelCompletion.objects.create(learner=ada, programme_slug="tools", level="introductory")
    CoursePage.objects.filter(pk=courses[1].pk).update(live=True)
    assert [one.award for one in decide_awards(learner=ada, programme_slug="tools")] == [award]


def test_a_course_closed_to_the_private_sector_is_not_asked_of_it(
    eve: User, award: Award, courses: list[CoursePage], complete: Callable[..., None]
) -> None:
    complete(eve, 3)
    CoursePage.objects.filter(pk=courses[3].pk).update(audience="law_enforcement")
    CoursePage.objects.filter(pk=courses[2].pk).update(audience="everyone")
    assert len(decide_awards(learner=eve, programme_slug="tools")) == 1


def test_a_course_award(ada: User, courses: list[CoursePage], complete: Callable[..., None]) -> None:
    single = ensure_award(
        slug="databases",
        title="Databases",
        wording="has completed the course.",
        programme_slug="tools",
        course_key=courses[1].key,
    )
    complete(ada, 1)
    assert decide_awards(learner=ada, programme_slug="tools") == []
    CourseCompletion.objects.all().delete()
    complete(ada, 2)
    (certificate,) = decide_awards(learner=ada, programme_slug="tools")
    assert certificate.award == single
    assert [course["title"] for course in certificate.facts["levels"][0]["courses"]] == ["Databases and hits"]
    assert draw_document(certificate).startswith(b"%PDF")


def test_editing_course_name_or_award_changes_nothing_issued(
    graduate: User, award: Award, courses: list[CoursePage]
) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None, now=MOMENT)
    before = draw_document(certificate)
    User.objects.filter(pk=graduate.pk).update(full_name="Ada Renamed")
    CourseCompletion.objects.filter(learner=graduate).update(course_title="Something else")
    courses[0].delete()
    ensure_award(
        slug=award.slug,
        title="Another title",
        wording="Other words.",
        programme_slug="tools",
        required_levels=["introductory"],
    )
    certificate = Certificate.objects.get(pk=certificate.pk)
    assert is_intact(certificate)
    assert draw_document(certificate) == before


def test_serials_run_on_and_begin_anew_each_year(
    graduate: User, eve: User, award: Award, complete: Callable[..., None]
) -> None:
    complete(eve)
    first = issue_certificate(learner=graduate, award=award, actor=None, now=datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    second = issue_certificate(learner=eve, award=award, actor=None, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert [first.serial, second.serial] == ["IC-2026-000001", "IC-2027-000001"]


def test_a_refusal_leaves_no_gap(graduate: User, eve: User, award: Award, complete: Callable[..., None]) -> None:
    complete(eve)
    User.objects.filter(pk=graduate.pk).update(full_name="สมชาย ใจดี")
    decide_awards(learner=graduate, programme_slug="tools", now=MOMENT)
    assert issue_certificate(learner=eve, award=award, actor=None, now=MOMENT).serial == "IC-2026-000001"


@pytest.mark.parametrize(
    "name",
    [
        "สมชาย ใจดี",
        "김철수",
        "Ada <b>Lindqvist</b>",
        "Ada \u202eLindqvist",
        "Ada\x00Lindqvist",
        "Ada 🦊",
        "ئاراز ڕەسوڵ",
        "A" * 121,
        "",
    ],
)
def test_a_name_that_cannot_be_printed_is_held_with_a_reason(
    graduate: User, award: Award, name: str, mailoutbox: list[EmailMessage]
) -> None:
    if "\x00" not in name and len(name) <= 120:
        User.objects.filter(pk=graduate.pk).update(full_name=name)
        assert decide_awards(learner=graduate, programme_slug="tools") == []
        decide_awards(learner=graduate, programme_slug="tools")
        held = HeldAward.objects.get()
        assert (held.learner, held.award, held.code) == (graduate, award, "name_not_printable")
        assert held.reason
        assert [(mail.to, held.reason in mail.body) for mail in mailoutbox] == [([graduate.email], True)]
        assert AuditEntry.objects.filter(verb="award.held").count() == 1
    with pytest.raises(CollegeError) as refusal:
        check_printable_name(name)
    assert refusal.value.code == "name_not_printable"
    assert Certificate.objects.count() == 0


def test_a_mended_name_ends_the_hold(graduate: User, award: Award) -> None:
    User.objects.filter(pk=graduate.pk).update(full_name="김철수")
    decide_awards(learner=graduate, programme_slug="tools")
    User.objects.filter(pk=graduate.pk).update(full_name="Kim Cheol-su")
    assert reconcile_awards().issued == 1
    assert HeldAward.objects.count() == 0
    assert Certificate.objects.get().printed_name == "Kim Cheol-su"


def test_the_signal_enqueues_and_the_task_issues(
    graduate: User, award: Award, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            level_completed.send(
                sender=None, learner_id=graduate.pk, programme_slug="tools", level="intermediate", at=MOMENT
            )
    certificate = Certificate.objects.get()
    assert certificate.document.pdf[:5] == b"%PDF-"


def test_tasks_survive_what_is_gone(db: None) -> None:
    decide_awards_of.func(4_000_000, "tools")
    draw_certificate.func("00000000-0000-0000-0000-000000000000")


def test_reconcile_command(graduate: User, award: Award) -> None:
    out = StringIO()
    call_command("reconcile_awards", "--dry-run", stdout=out)
    assert Certificate.objects.count() == 0
    call_command("reconcile_awards", stdout=out)
    call_command("reconcile_awards", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 certificates are due; none was issued.",
        "1 certificates issued; 0 awards wait for a person's attention.",
        "0 certificates issued; 0 awards wait for a person's attention.",
    ]


def test_revoke(graduate: User, award: Award, administrator: User, mailoutbox: list[EmailMessage]) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    for _ in range(2):
        revoked = revoke_certificate(
            certificate=certificate, reason=" Exam taken by\nanother person. ", actor=administrator
        )
    assert (revoked.state, revoked.revoked_by) == (CertificateState.REVOKED, administrator)
    assert revoked.revocation_reason == "Exam taken by another person."
    _issued, told = mailoutbox
    assert told.subject == f"Your certificate {revoked.serial} was revoked"
    assert (told.to, "Exam taken by another person." in told.body) == ([graduate.email], True)
    assert AuditEntry.objects.filter(verb="certificate.revoked").count() == 1
    assert verify_chain("certification") is None


def test_the_college_never_reissues_by_itself_what_was_revoked(
    graduate: User, award: Award, administrator: User
) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    revoke_certificate(certificate=certificate, reason="Wrong person.", actor=administrator)
    assert reconcile_awards().issued == 0
    with pytest.raises(CollegeError) as refusal:
        issue_certificate(learner=graduate, award=award, actor=None)
    assert refusal.value.code == "award_revoked"
    anew = issue_certificate(learner=graduate, award=award, actor=administrator)
    assert anew.pk != certificate.pk


@pytest.mark.parametrize("reason", ["", "  \n "])
def test_revoke_needs_a_reason(graduate: User, award: Award, administrator: User, reason: str) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    with pytest.raises(CollegeError) as refusal:
        revoke_certificate(certificate=certificate, reason=reason, actor=administrator)
    assert refusal.value.code == "reason_missing"
    assert Certificate.objects.get().state == CertificateState.VALID


def test_only_administrators_revoke(graduate: User, award: Award, eve: User) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    for actor in (graduate, eve, User(is_staff=True, email="teacher@college.example", pk=77)):
        with pytest.raises(NotPermitted):
            revoke_certificate(certificate=certificate, reason="Because.", actor=actor)
    assert Certificate.objects.get().state == CertificateState.VALID


def test_standing_changes_after_the_last_day(graduate: User, award: Award, administrator: User) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None, now=MOMENT)
    last = certificate.expires_on
    assert find_standing(certificate, today=last) == Standing.VALID
    assert find_standing(certificate, today=last + timedelta(days=1)) == Standing.EXPIRED
    revoked = revoke_certificate(certificate=certificate, reason="Why.", actor=administrator)
    assert find_standing(revoked, today=last + timedelta(days=1)) == Standing.REVOKED


def test_a_tampered_record_is_not_vouched_for(graduate: User, award: Award) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    Certificate.objects.filter(pk=certificate.pk).update(printed_name="Mallory")
    tampered = Certificate.objects.get()
    assert find_public_record(tampered.code, today=MOMENT.date()) is None
    with pytest.raises(CollegeError) as refusal:
        store_document(certificate=tampered)
    assert refusal.value.code == "certificate_damaged"
    assert CertificateDocument.objects.count() == 0


def test_a_certificate_outlives_the_account(graduate: User, award: Award) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    graduate.delete()
    kept = Certificate.objects.get()
    assert kept.learner is None
    record = find_public_record(certificate.code, today=MOMENT.date())
    assert record is not None
    assert record.printed_name == "Ada Lindqvist"
    assert store_document(certificate=kept).pdf[:5] == b"%PDF-"


def test_the_document_is_kept_as_it_was(graduate: User, award: Award) -> None:
    certificate = issue_certificate(learner=graduate, award=award, actor=None)
    first = store_document(certificate=certificate)
    assert bytes(store_document(certificate=certificate).pdf) == bytes(first.pdf)
    assert CertificateDocument.objects.count() == 1


@pytest.mark.parametrize(
    "rule", [{}, {"required_levels": ["introductory"], "course_key": "6f6f2a52-5f5e-4c6a-8f0b-3f4a1f6f7a10"}]
)
def test_an_award_asks_for_one_kind_of_thing(programme: object, rule: dict[str, object]) -> None:
    with pytest.raises(CollegeError) as refusal:
        ensure_award(slug="a", title="A", wording="w", programme_slug="tools", **rule)  # type: ignore[arg-type]
    assert refusal.value.code == "award_rule"


def test_ensure_award_twice_is_one_award_and_one_entry(award: Award) -> None:
    again = ensure_award(
        slug=award.slug, title=award.title, wording=award.wording, programme_slug="tools",
        required_levels=["introductory", "intermediate"],
        signatories=[("Ines Okonjo-Varga", "Director of Studies"), ("Tomas Hallgrim", "Registrar")],
    )  # fmt: skip
    assert again == award
    assert AuditEntry.objects.filter(chain="certification").count() == 1
