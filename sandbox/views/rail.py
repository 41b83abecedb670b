"""The rail of a run's desk: its tools in groups."""

from functools import lru_cache
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from sandbox.domain.registers import REGISTERS
from sandbox.enums import Tool
from sandbox.queries import OpenedRun

REGISTER_KEYS = {register.tool: register.key for register in REGISTERS.values() if register.key != "documents"}
# A tool (None for what every desk has), the name of its address, its label, and how much waits there.
Entry = tuple[Tool | None, str, Any, int | None]


def list_rail(opened: OpenedRun, path: str) -> list[dict[str, Any]]:
    """The tools of this run in groups, with the one in use marked. A group's first entry bears its `heading`."""
    groups = _list_groups(opened)
    if not opened.run.is_open:
        log, result = groups[-1][1][-2:]
        groups = [(_("Case"), [result, (None, "run-replay", _("Replay"), None), log])]
    elif opened.run.paused_at is not None:
        groups = [("", [(None, "run-pause", _("Paused"), None)])]
    rail = []
    for heading, entries in groups:
        shown = [entry for entry in entries if entry[0] is None or opened.allows(entry[0])]
        for place, (tool, name, label, count) in enumerate(shown):
            href = _address(opened, name, tool)
            rail.append({
                "label": label, "href": href, "is_current": path == href if name == "run-detail" else path.startswith(href),
                "count": count, "is_tool": tool is not None, "heading": heading if place == 0 else "",
            })  # fmt: skip
    return rail


def _list_groups(opened: OpenedRun) -> list[tuple[str, list[Entry]]]:
    desk = opened.desk
    last = ("run-finish", _("Finish")) if opened.run.is_open else ("run-result", _("Result"))
    return [
        ("", [(None, "run-detail", _("Overview"), None)]),
        (_("Registers"), [
            _plain(Tool.PERSONS, "persons"),
            _plain(Tool.DOCUMENTS, "documents"),
            *((tool, "register-page", tool.label, None) for tool in REGISTER_KEYS),
            _plain(Tool.ARTWORKS, "artworks"),
        ]),
        (_("Screening"), [
            _plain(Tool.SCREENING, "screening"),
            _plain(Tool.LISTS, "list-page"),
            _plain(Tool.IDENTIFIERS, "identifiers"),
            _plain(Tool.PARTNER, "partner-check"),
            _plain(Tool.PRODUCTS, "products"),
        ]),
        (_("Correspondence"), [
            (Tool.NOTICES, "notice-list", Tool.NOTICES.label, len(desk.notices) or None),
            (Tool.MESSAGES, "message-list", Tool.MESSAGES.label, len(desk.unread) or None),
        ]),
        (_("Case"), [
            _plain(Tool.CASE, "case-chart"),
            _plain(Tool.DECISIONS, "decision-list"),
            _plain(Tool.ANSWERS, "answer-list"),
            *([(None, "hint-list", _("Hints"), None)] if opened.definition.source.hints else []),
            *([(None, "run-pause", _("Pause"), None)] if opened.definition.may_pause else []),
            (None, "run-log", _("Log"), None), (None, *last, None),
        ]),
    ]  # fmt: skip


def _plain(tool: Tool, name: str) -> Entry:
    return tool, name, tool.label, None


def _address(opened: OpenedRun, name: str, tool: Tool | None) -> str:
    register = REGISTER_KEYS[tool] if name == "register-page" and tool is not None else ""
    return _reverse(name, opened.run.pk, register)


@lru_cache(maxsize=8192)
def _reverse(name: str, run_id: UUID, register: str) -> str:
    kwargs: dict[str, Any] = {"run_id": run_id}
    if register:
        kwargs["register"] = register
    return reverse(f"sandbox:{name}", kwargs=kwargs)
