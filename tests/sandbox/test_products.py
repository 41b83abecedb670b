"""Codes of packs: reading, repairing, judging; the page; what is refused."""

import uuid
from datetime import date
from random import Random

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from college.core.errors import CollegeError
from sandbox.domain.products.checking import check_product
from sandbox.domain.products.codes import list_repairs, read_code, read_expiry
from sandbox.domain.products.invention import STORIES, invent_pack
from sandbox.domain.products.judging import Known, judge_pack
from sandbox.domain.runs import rebuild_world
from sandbox.models import ProductItem
from tests.sandbox.conftest import START

TODAY = date(2027, 7, 9)
EXPECTED = {
    "genuine": "genuine", "expired": "expired:expired", "decommissioned": "decommissioned:inactive",
    "decommissioned_elsewhere": "alert:inactive_elsewhere", "recalled": "recalled:recalled", "stolen": "alert:stolen",
    "unknown_serial": "alert:unknown_serial", "unknown_batch": "alert:unknown_batch",
    "batch_mismatch": "alert:batch_mismatch", "expiry_mismatch": "alert:expiry_mismatch",
    "lost_separator": "scan_fault:lost_separator", "swapped_case": "scan_fault:swapped_case",
    "look_alike": "scan_fault:look_alike", "keyboard": "scan_fault:keyboard",
}  # fmt: skip


def judge(text: str, pack: dict[str, str]) -> str:
    """What a register with this pack alone says about a text."""
    item = ProductItem(
        gtin=pack["gtin"], serial=pack["record_serial"], lot=pack["record_lot"], market=pack["market"],
        expires_on=date.fromisoformat(pack["record_expires_on"]), state=pack["record_state"], left_at=pack["record_left_at"],
    )  # fmt: skip
    known = Known({(item.gtin, item.serial): item}, frozenset({(item.gtin, item.lot)}), frozenset({item.gtin}))
    code, is_whole = read_code(text)
    repairs = list(list_repairs(text, code))
    report = judge_pack(code=code, is_whole=is_whole, repairs=repairs, known=known, today=TODAY)
    return ":".join([report.outcome, *report.findings])


@pytest.mark.parametrize("story", sorted(STORIES))
def test_each_story_is_told_apart_on_every_seed(story):
    assert set(EXPECTED) == STORIES
    for seed in range(40):
        pack = invent_pack(Random(seed), story=story, market="QMA", today=TODAY)
        assert judge(pack["scanned"], pack) == EXPECTED[story]
        if EXPECTED[story].startswith("scan_fault"):
            assert judge(pack["code"], pack) == judge(pack["printed"], pack) == "genuine"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda p: p["code"].replace("\x1d", "<GS>"), "genuine"),
        (lambda p: "]d2" + p["code"], "genuine"),
        (lambda p: f"https://id.example/01/{p['gtin']}/10/{p['lot']}/21/{p['serial']}?17={p['expiry']}", "genuine"),
        (lambda p: p["code"].translate(str.maketrans("1234567890AQZWM", "&é\"'(-è_çàQAWZ?")), "scan_fault:keyboard"),
        (lambda p: p["code"].replace(p["gtin"], p["gtin"][:-1] + str((int(p["gtin"][-1]) + 1) % 10)), "scan_fault:wrong_digit"),
        (lambda p: f"(01){p['gtin']}(21){p['serial']}", "scan_fault:incomplete"),
        (lambda p: "hello", "scan_fault:unreadable"),
    ],
)  # fmt: skip
def test_ways_in_which_a_code_arrives(change, expected):
    for seed in range(20):
        pack = invent_pack(Random(seed), story="genuine", market="QMB", today=TODAY)
        assert judge(change(pack), pack) == expected


def test_a_day_of_noughts_is_the_end_of_the_month():
    assert read_expiry("280200") == date(2028, 2, 29)
    assert read_expiry("271300") is None
    assert read_expiry("270230") is None


@given(st.text(max_size=300))
def test_any_text_is_read_without_failing(text):
    code, _is_whole = read_code(text)
    assert len(list(list_repairs(text, code))) < 200


def test_a_strange_code_is_not_kept(begin, ada):
    run = begin(ada, "product-codes")
    _report, event = check_product(run=run, text="(01)09520000000011(17)280630(10)KLM347(21)SECRET33467", now=START)
    assert (event.payload["pack"], event.payload["code"], event.payload["outcome"]) == ("", "", "alert")
    with pytest.raises(CollegeError) as refusal:
        check_product(run=run, text="(01)04006381333931(17)280630(10)A(21)B", now=START)
    assert refusal.value.code == "code_real"
    assert run.events.count() == 2


def test_another_run_s_packs_are_unknown(begin, ada, eve):
    mine, theirs = begin(ada, "product-codes"), begin(eve, "product-codes")
    pack = next(p for p in rebuild_world(theirs)[1].packs if p.key == "genuine")
    report, _event = check_product(run=mine, text=pack.values["code"], now=START)
    assert report.findings == ("unknown_product",)


def test_the_page_explains_and_alone_may_use_camera_and_decoder(begin, eve, client):
    run = begin(eve, "product-codes")
    packs = {pack.key: pack for pack in rebuild_world(run)[1].packs}
    client.force_login(eve, backend="college.accounts.backends.PasswordBackend")
    address = reverse("sandbox:products", args=[run.pk])
    page = client.get(f"{address}?pack={packs['lost_separator'].reference}")
    assert "'wasm-unsafe-eval'" in page.headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in page.headers["Content-Security-Policy"]
    assert "camera=(self)" in page.headers["Permissions-Policy"]
    overview = client.get(reverse("sandbox:run-detail", args=[run.pk]))
    assert "wasm" not in overview.headers["Content-Security-Policy"]
    assert "camera=()" in overview.headers["Permissions-Policy"]
    for key, words in (("unknown_serial", "not a proof of falsification"), ("lost_separator", "a fault of reading")):
        answer = client.post(address, {"key": uuid.uuid4(), "text": packs[key].values["scanned"]})
        assert (answer.status_code, words in answer.content.decode()) == (200, True)


@pytest.mark.parametrize(
    "text", ["", "\x00", "x" * 5000, "%' OR 1=1 --", "é" * 400, "\x1d" * 50, "(01)" * 900, "(10)0" + "21" * 600]
)
def test_hostile_codes_are_answered_in_a_sentence(begin, eve, client, text):
    run = begin(eve, "product-codes")
    client.force_login(eve, backend="college.accounts.backends.PasswordBackend")
    answer = client.post(reverse("sandbox:products", args=[run.pk]), {"key": uuid.uuid4(), "text": text})
    assert answer.status_code in {200, 422}
