"""What the page of a notice shows of its life: what its bureau may do now, its terms, its timeline in words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sandbox.domain.desk import Notice
from sandbox.domain.geography import name_bureau
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_life import find_hindrance, get_expiry
from sandbox.domain.notice_states import DEEDS
from sandbox.enums import EventKind, NoticeState
from sandbox.notice_narration import SECRETARIAT_KINDS, narrate_notice

if TYPE_CHECKING:
    from sandbox.queries import OpenedRun

_LIVE = frozenset({NoticeState.PUBLISHED, NoticeState.SUSPENDED})


def describe_life(opened: "OpenedRun", notice: Notice) -> dict[str, Any]:
    """For the notice's page: `deeds`, `terms` and `life`."""
    return {
        "deeds": list_deeds(opened, notice), "terms": list_terms(opened, notice), "life": list_life(opened, notice),
        "is_deleted": notice.state == NoticeState.DELETED,
    }  # fmt: skip


def list_deeds(opened: "OpenedRun", notice: Notice) -> list[dict[str, str]]:
    """What the state allows: its label, what it does, its address; or instead of the address why it cannot be done yet."""
    words = {
        "update": (_("Update"), _("Change what it says; the rules are asked again.")),
        "addendum": (_("Addendum"), _("Add what came to be known, beside the notice.")),
        "renew": (_("Renew"), _("Keep it for another term, with a reason.")),
        "extract": (_("Public extract"), _("See, agree to and print what the public may see.")),
        "withdraw": (_("Withdraw"), _("Take it back: its reason is gone.")),
        "diffuse": (_("Send as a diffusion instead"), _("To chosen bureaus, without review.")),
        "recall": (_("Recall"), _("All who had it are told to delete it.")),
    }
    rows = []
    for deed, states in DEEDS.items():
        if notice.state not in states:
            continue
        hindrance = find_hindrance(notice, deed, today=opened.world.today)
        label, note = words[deed]
        href = reverse(f"sandbox:notice-{deed}", kwargs={"run_id": opened.run.pk, "number": notice.number})
        rows.append({"label": label, "note": hindrance or note, "href": "" if hindrance else href})
    return rows


def list_terms(opened: "OpenedRun", notice: Notice) -> list[dict[str, str]]:
    terms = []
    if notice.state in _LIVE:
        expires_on = get_expiry(notice, opened.world.today)
        terms.append({"term": _("Last day"), "value": date_format(expires_on, "DATE_FORMAT")})
    if notice.suspended_until:
        day = date_format(notice.suspended_until, "DATE_FORMAT")
        terms.append({"term": _("Suspended until at the latest"), "value": day})
    if notice.recipients:
        names = ", ".join(name_bureau(code) for code in notice.recipients)
        terms.append({"term": _("Sent to"), "value": names})
    return terms


def list_life(opened: "OpenedRun", notice: Notice) -> list[dict[str, Any]]:
    """Every event of the notice but its checks, in words. What was written in it is told where it is about the notice's fate."""
    rows = []
    for event in opened.events:
        if event.payload.get("notice") != notice.number or event.kind == EventKind.NOTICE_VALIDATED:
            continue
        sentence, detail = narrate_notice(event)
        if event.kind == EventKind.NOTICE_DRAFTED or notice.state == NoticeState.DELETED:
            detail = ""
        rows.append({
            "at": event.at, "sentence": sentence, "detail": detail, "changes": list_changes(notice, event.payload.get("changes", {})),
            "is_from_world": event.kind in SECRETARIAT_KINDS, "kind": event.kind,
        })  # fmt: skip
    return rows


def list_changes(notice: Notice, changes: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The fields that changed, with what stood there before and after."""
    if notice.state == NoticeState.DELETED:
        return []
    rows = []
    for key, (old, new) in changes.items():
        spec = NOTICE_TYPES[notice.type_key].get_field(key)
        rows.append({"label": spec.label, "old": spec.show(old), "new": spec.show(new)})
    return rows
