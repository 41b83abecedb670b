"""What the page of the reviewer's seat shows of one notice: the rules' report, the draft as handed in, questions, answers, life, case."""

from typing import TYPE_CHECKING, Any

from college.core.markdown import render_markdown
from sandbox.domain.geography import name_bureau
from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_record import Notice
from sandbox.domain.notice_report import RuleVerdict, is_settled, report_notice
from sandbox.enums import EventKind, NoticeState
from sandbox.notice_sheets import list_changes, list_life, list_terms

if TYPE_CHECKING:
    from sandbox.queries import OpenedRun

# The bureau's own desk is not the reviewer's business: what it saved and checked before it handed the notice in.
_OWN_DESK = frozenset({EventKind.NOTICE_DRAFTED, EventKind.NOTICE_VALIDATED})
_TOLD_ABOVE = frozenset({EventKind.NOTICE_QUESTIONED, EventKind.NOTICE_ANSWERED})
_TONES = {RuleVerdict.FAILED: "error", RuleVerdict.DOUBTFUL: "attention", RuleVerdict.MET: "done"}


def describe_review(opened: "OpenedRun", notice: Notice) -> dict[str, Any]:
    """The context of the page, with the open rules first."""
    notice_type = NOTICE_TYPES[notice.type_key]
    report = list_report(opened, notice)
    is_deleted = notice.state == NoticeState.DELETED
    return {
        "notice": notice, "notice_type": notice_type, "is_deleted": is_deleted,
        "bureau": name_bureau(opened.definition.source.role.bureau), "terms": list_terms(opened, notice),
        "open_rules": [row for row in report if row["verdict"] != RuleVerdict.MET],
        "met_rules": [row for row in report if row["verdict"] == RuleVerdict.MET],
        "rows": [] if is_deleted else [
            {"term": spec.label, "value": spec.show(notice.submitted.get(spec.key, ""))} for spec in notice_type.fields
        ],
        "inquiries": [] if is_deleted else _list_inquiries(notice),
        "life": [
            row | ({"detail": ""} if row["kind"] in _TOLD_ABOVE else {})
            for row in list_life(opened, notice)
            if row["kind"] not in _OWN_DESK
        ],
        **describe_case(opened),
    }  # fmt: skip


def list_report(opened: "OpenedRun", notice: Notice) -> list[dict[str, Any]]:
    """Each rule as the page shows it: verdict, what it asks for, what is open, where it comes from."""
    rows = []
    for row in report_notice(NOTICE_TYPES[notice.type_key], notice.submitted, today=opened.world.today):
        queries = [{"text": query.question, "is_settled": is_settled(notice, query)} for query in row.queries]
        rows.append({
            "rule": row.rule, "verdict": row.verdict, "tone": _TONES[row.verdict], "demands": row.demands,
            "queries": queries, "source": row.source, "why": row.why, "is_confirmed": row.is_confirmed,
        })  # fmt: skip
    return rows


def list_doubtful(opened: "OpenedRun", notice: Notice) -> list[str]:
    """The questions of the rules that nobody has settled: what whoever publishes should have read."""
    return [q["text"] for row in list_report(opened, notice) for q in row["queries"] if not q["is_settled"]]


def _list_inquiries(notice: Notice) -> list[dict[str, Any]]:
    """Each round: the questions, the answer, and what the bureau changed in the notice before it answered."""
    rows = []
    for inquiry in notice.inquiries:
        before, after = inquiry.fields, inquiry.answered_fields
        changes = {key: (before.get(key, ""), value) for key, value in after.items() if before.get(key, "") != value}
        rows.append({
            "questions": inquiry.questions, "at": inquiry.at, "answer": inquiry.answer,
            "answered_at": inquiry.answered_at, "changes": list_changes(notice, changes),
        })  # fmt: skip
    return rows


def describe_case(opened: "OpenedRun") -> dict[str, Any]:
    """What the bureau's officer was given, so that the reviewer can judge the facts."""
    source = opened.definition.source
    return {
        "brief": render_markdown(opened.world.fill(source.brief)),
        "sheets": [
            {"title": item.title, "text": render_markdown(opened.world.fill(item.text))}
            for item in source.case_file
            if item.text
        ],
    }
