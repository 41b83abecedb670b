"""The partner check: two words on the desk, who is alerted, and the keys and rules of its HTTP interface."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.urls import reverse

from college.core import clock
from college.core.errors import CollegeError, NotPermitted
from college.core.models import AuditEntry
from college.organisations.domain.organisation import add_member, register_organisation, verify_organisation
from sandbox.domain.base_world.building import build_base_world
from sandbox.domain.partner.checking import MOST_A_MINUTE, check_with_partner
from sandbox.domain.partner.keys import create_key, revoke_key
from sandbox.domain.runs import rebuild_world
from sandbox.models import PartnerAlert, PartnerCheck, PartnerKey, TravelDocumentRecord
from tests.sandbox.conftest import START

ADDRESS = "/api/partner/v1/checks"


def ask(run, values, now=START, **changes):
    keys = {"number": values["number"], "country": values["issuer"], "document_type": "passport", **changes}
    return check_with_partner(run=run, now=now, **keys)


def test_two_words_and_alerts_that_the_partner_cannot_see(begin, eve, client):
    run = begin(eve, "partner-check")
    world = rebuild_world(run)[1]
    reported, record = world.entities["reported"].values, world.records["reported_record"]
    event = ask(run, reported)
    assert event.payload == {
        "number": reported["number"], "country": reported["issuer"], "document_type": "passport", "answer": "secondary_check",
    }  # fmt: skip
    alerts = {(alert.bureau, alert.record) for alert in PartnerAlert.objects.filter(run=run)}
    assert alerts == {(bureau, record.reference) for bureau in (reported["issuer"], "QMA", "SEC")}
    assert run.events.last().payload == {"check": event.sequence}
    client.force_login(eve, backend="college.accounts.backends.PasswordBackend")
    secrets = [record.reference, record.values["national_reference"], "blank"]
    for name, args in (
        ("partner-answer", [run.pk, event.sequence]),
        ("partner-check", [run.pk]),
        ("run-log", [run.pk]),
    ):
        page = client.get(reverse(f"sandbox:{name}", args=args)).content.decode()
        assert "Secondary check" in page
        assert [secret for secret in secrets if secret in page] == []


def test_all_three_must_agree(begin, eve):
    run = begin(eve, "partner-check")
    entities = rebuild_world(run)[1].entities
    reported = entities["reported"].values
    for values, changes in (
        (entities["letter_twin"].values, {}), (entities["blue"].values, {}), (reported, {"country": "QML"}),
        (reported, {"document_type": "visa"}),
    ):  # fmt: skip
        assert ask(run, values, **changes).payload["answer"] == "proceed"
    assert not PartnerAlert.objects.exists()


@pytest.mark.parametrize(("number", "code"), [("SMITH", "number_is_name"), ("12", "number_shape"), ("A1\x00234567", "number_shape")])  # fmt: skip
def test_what_is_no_number_is_refused(begin, eve, number, code):
    with pytest.raises(CollegeError) as refusal:
        check_with_partner(run=begin(eve, "partner-check"), number=number, country="QMB", document_type="passport")
    assert refusal.value.code == code


def test_a_desk_that_asks_too_fast_is_slowed_down(begin, eve):
    run = begin(eve, "partner-check")
    values = rebuild_world(run)[1].entities["blue"].values
    for _time in range(MOST_A_MINUTE):
        ask(run, values)
    with pytest.raises(CollegeError) as refusal:
        ask(run, values, now=START + timedelta(seconds=30))
    assert refusal.value.code == "too_many_checks"
    ask(run, values, now=START + timedelta(seconds=90))


# The interface for systems


@pytest.fixture
def line(db):
    organisation = register_organisation(
        name="Calverra Line", slug="calverra", sector="private", country="QMA", actor=None
    )
    return verify_organisation(organisation=organisation, domains=["calverra.example"], actor=None)


@pytest.fixture
def manager(eve, line):
    add_member(person=eve, organisation=line, role="manager", actor=None)
    return eve


@pytest.fixture
def secret(manager, line):
    cache.clear()
    return create_key(organisation=line, name="Check-in", days=30, actor=manager, form_key=uuid.uuid4())[1]


@pytest.fixture
def hit(db):
    build_base_world(seed="partner", size=50)
    return TravelDocumentRecord.objects.filter(world__isnull=False).exclude(country="QMA").first()


def send(client, secret, body, **extra):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    extra.setdefault("content_type", "application/json")
    return client.post(ADDRESS, data, headers={"Authorization": f"Bearer {secret}"}, **extra)


def body_of(record, **changes):
    return {
        "document_number": record.number, "country": record.country, "document_type": record.document_type,
        "client_reference": "desk-1", **changes,
    }  # fmt: skip


def test_a_system_gets_the_same_answer_for_the_same_reference(client, secret, hit, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = send(client, secret, body_of(hit))
    assert (first.status_code, first.json()["answer"], first.json()["is_training"]) == (200, "secondary_check", True)
    assert set(first.json()) == {"answer", "client_reference", "checked_at", "is_training", "notice"}
    assert hit.reference not in first.content.decode()
    assert send(client, secret, body_of(hit)).json() == first.json()
    assert PartnerCheck.objects.count() == 1
    assert {alert.bureau for alert in PartnerAlert.objects.all()} == {hit.country, "QMA", "SEC"}
    other = send(client, secret, body_of(hit, document_number="XX1234567"))
    assert (other.status_code, other.json()["code"]) == (409, "reference_used")
    clean = send(client, secret, body_of(hit, document_number="XX1234567", client_reference="desk-2"))
    assert clean.json()["answer"] == "proceed"
    read = client.get(f"{ADDRESS}/desk-2", headers={"Authorization": f"Bearer {secret}"})
    assert read.json() == clean.json()
    assert PartnerAlert.objects.count() == 3


def test_another_key_does_not_see_it(client, secret, hit, manager, line):
    send(client, secret, body_of(hit))
    _key, other = create_key(organisation=line, name="Gate", days=30, actor=manager, form_key=uuid.uuid4())
    answer = client.get(f"{ADDRESS}/desk-1", headers={"Authorization": f"Bearer {other}"})
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"surname": "Lindqvist"}, "other"), ({"document_number": 7}, "document_number"), ({"document_number": "x" * 41}, "document_number"),
        ({"country": "USA"}, "country"), ({"document_type": "boat"}, "document_type"), ({"client_reference": "../etc"}, "client_reference"),
        ({"client_reference": None}, "client_reference"),
    ],
)  # fmt: skip
def test_fields_are_refused_one_by_one(client, secret, hit, change, field):
    answer = send(client, secret, body_of(hit, **change))
    assert (answer.status_code, list(answer.json()["fields"])) == (422, [field])
    assert [
        str(value) for value in change.values() if str(value) in answer.content.decode() and value is not None
    ] == []
    assert PartnerCheck.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "extra", "status"),
    [
        ("{", {}, 400), ("[" * 1500, {}, 400), ("[]", {}, 422), ("x" * 3000, {}, 413), ("{}", {"content_type": "text/plain"}, 415),
        ('{"document_number": "\\u0000"}', {}, 422), (b"\xff\xfe", {}, 400),
    ],
)  # fmt: skip
def test_hostile_bodies(client, secret, body, extra, status):
    answer = send(client, secret, body, **extra)
    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer x", "Bearer tr-partner-00000000-abc", "Basic eDp5", "Bearer é\x00" + "x" * 4000]
)
def test_without_a_live_key_nothing_is_told(client, secret, hit, header):
    cache.clear()
    answer = client.post(
        ADDRESS, json.dumps(body_of(hit)), content_type="application/json", headers={"Authorization": header}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")
    assert "Bearer" in answer.headers["WWW-Authenticate"]


def test_keys_end(client, secret, hit, manager, line, monkeypatch):
    key = PartnerKey.objects.get()
    assert secret not in str(PartnerKey.objects.values().get())
    line.verified_at = None
    line.save()
    assert send(client, secret, body_of(hit)).status_code == 403
    line.verified_at = clock.now()
    line.save()
    later = clock.now() + timedelta(days=31)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: later)
        assert send(client, secret, body_of(hit)).status_code == 401
    assert send(client, secret, body_of(hit)).status_code == 200
    revoke_key(key=key, actor=manager)
    revoke_key(key=key, actor=manager)
    assert send(client, secret, body_of(hit)).status_code == 401
    assert AuditEntry.objects.filter(verb="partner_key.revoked").count() == 1


def test_a_key_has_its_limit(client, secret, hit, settings):
    settings.PARTNER_CHECKS_A_MINUTE = 3
    answers = [send(client, secret, body_of(hit)) for _time in range(7)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused  # a new minute may begin in between, once
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 60


def test_only_a_manager_of_a_partner_makes_keys(ada, line, manager, client):
    with pytest.raises(NotPermitted):
        create_key(organisation=line, name="x", days=30, actor=ada, form_key=uuid.uuid4())
    police = register_organisation(name="Police", slug="police", sector="police", country="QMA", actor=None)
    add_member(person=ada, organisation=police, role="manager", actor=None)
    client.force_login(ada, backend="college.accounts.backends.PasswordBackend")
    for slug in ("calverra", "police", "none"):
        assert client.get(reverse("sandbox:partner-keys", args=[slug])).status_code == 404


def test_a_key_is_shown_once(client, manager, line):
    client.force_login(manager, backend="college.accounts.backends.PasswordBackend")
    address, form = (
        reverse("sandbox:partner-keys", args=["calverra"]),
        {"key": uuid.uuid4(), "name": "Desk", "days": 90},
    )
    first = client.post(address, form)
    key = PartnerKey.objects.get()
    assert f"tr-partner-{key.prefix}-" in first.content.decode()
    again = client.post(address, form)
    assert (again.status_code, PartnerKey.objects.count()) == (422, 1)
    assert f"tr-partner-{key.prefix}-" not in again.content.decode() + client.get(address).content.decode()
    client.post(reverse("sandbox:partner-key-revoke", args=["calverra", key.pk]))
    key.refresh_from_db()
    assert key.revoked_at is not None


def test_checks_are_removed_after_their_time(client, secret, hit, settings, capsys):
    key = PartnerKey.objects.get()
    now = clock.now()
    for days in (10, 30, 31, 400):
        made = PartnerCheck.objects.create(
            key=key, client_reference=f"r{days}", number="TA1203456", country="QMB", document_type="passport",
            answer="secondary_check", at=now - timedelta(days=days, minutes=1),
        )  # fmt: skip
        PartnerAlert.objects.create(check_made=made, bureau="QMB", record="TD-1")
    call_command("purge_registers", dry_run=True)
    assert (PartnerCheck.objects.count(), "1 partner checks" in capsys.readouterr().out) == (4, True)
    settings.SANDBOX_PARTNER_CHECK_DAYS = 30
    call_command("purge_registers")
    call_command("purge_registers")
    assert list(PartnerCheck.objects.values_list("client_reference", flat=True)) == ["r10"]
    assert PartnerAlert.objects.count() == 1


def test_the_description_runs_without_a_script(client, db):
    page = client.get("/api/partner/v1/")
    assert (page.status_code, "POST" in page.content.decode()) == (200, True)
    schema = client.get("/api/partner/v1/openapi.json").json()
    sent = schema["components"]["schemas"]["CheckIn"]
    assert set(sent["properties"]) == {"document_number", "country", "document_type", "client_reference"}
    assert sent["additionalProperties"] is False
    nothing = client.get("/api/partner/v1/records")
    assert nothing.status_code in {401, 404}
