"""Checks on what the case chart says about the firms of a case. Pure; see `checks`.

Firms are known by their names, which an entity's label must hold; what is only assumed says nothing yet about anybody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from sandbox.domain.case.chart import Certainty, Chart, Link, fold_chart
from sandbox.domain.checks import Check, Finding, RunView, register
from sandbox.domain.text import fold_text
from sandbox.enums import EventKind


def _find_known(chart: Chart, number: int, names: dict[str, str]) -> str:
    """The key of the firm or person that this entity stands for; "" for anything else."""
    entity = chart.find_entity(number)
    label = fold_text(entity.label) if entity else ""
    return next((key for key, name in names.items() if name and fold_text(name) in label), "")


def _list_links(chart: Chart, names: dict[str, str]) -> Iterator[tuple[frozenset[str], Link]]:
    """The links that are more than assumed, with the two that they join."""
    for link in chart.links:
        if link.certainty != Certainty.ASSUMED:
            yield frozenset(_find_known(chart, number, names) for number in (link.source, link.target)), link


def _read_names(view: RunView, keys: Sequence[str]) -> dict[str, str]:
    """Of a firm its name without the legal form, of anybody else the name."""
    return {key: view.subjects[key].values.get("short") or view.subjects[key].values["name"] for key in keys}


def _find_last_save(view: RunView) -> int | None:
    saved = view.list_events(EventKind.CHART_SAVED)
    return saved[-1].sequence if saved else None


@register
@dataclass(frozen=True)
class ChartCluster(Check):
    """The chart links the hub with its cluster, by F1 in hundredths, and each link counts when it cites enough kinds of paper.

    `members` are the kinds of paper that carry each link: for each kind the keys of the papers, of which one is enough. Links of the hub
    with the `others` count as wrong.
    """

    name: ClassVar[str] = "chart_cluster"
    hub: str
    members: dict[str, tuple[tuple[str, ...], ...]]
    others: tuple[str, ...]
    kinds: int
    least_f1: int

    def list_references(self) -> tuple[str, ...]:
        papers = tuple(paper for groups in self.members.values() for group in groups for paper in group)
        return (self.hub, *self.members, *self.others, *papers)

    def judge(self, view: RunView) -> Finding:
        saved = _find_last_save(view)
        if saved is None:
            return Finding(False, _("You drew no chart."))
        names = _read_names(view, (self.hub, *self.members, *self.others))
        cited: dict[str, set[str]] = {}
        for pair, link in _list_links(fold_chart(view.events), names):
            for other in pair - {self.hub, ""}:
                if self.hub in pair:
                    cited.setdefault(other, set()).update(link.evidence)
        carried = [key for key in self.members if key in cited and self._is_carried(view, key, cited[key])]
        wrong = [key for key in cited if key in self.others]
        score = 200 * len(carried) / (len(carried) + len(wrong) + len(self.members))
        did = _("Your chart shows %(n)s of %(all)s suppliers on enough papers, and %(wrong)s others as such.") % {
            "n": len(carried), "all": len(self.members), "wrong": len(wrong),
        }  # fmt: skip
        if score >= self.least_f1:
            return Finding(True, did, (saved,))
        return Finding(False, did, wrong_at=saved)

    def _is_carried(self, view: RunView, member: str, evidence: set[str]) -> bool:
        kinds = [{view.subjects[paper].reference for paper in group} for group in self.members[member]]
        return sum(bool(kind & evidence) for kind in kinds) >= self.kinds


@register
@dataclass(frozen=True)
class ChartKeepsApart(Check):
    """The chart holds at least so many of `needs`, and links none of these pairs more than as assumed."""

    name: ClassVar[str] = "chart_keeps_apart"
    pairs: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...]
    least: int

    def list_references(self) -> tuple[str, ...]:
        return (*self.needs, *(key for pair in self.pairs for key in pair))

    def judge(self, view: RunView) -> Finding:
        saved, chart = _find_last_save(view), fold_chart(view.events)
        names = _read_names(view, tuple(dict.fromkeys(self.list_references())))
        held = {_find_known(chart, entity.number, names) for entity in chart.entities}
        if saved is None or len(held.intersection(self.needs)) < self.least:
            return Finding(False, _("Your chart does not hold yet what there is to judge."), wrong_at=saved)
        apart = {frozenset(pair) for pair in self.pairs}
        wrong = next((pair for pair, _link in _list_links(chart, names) if pair in apart), None)
        if wrong is not None:
            did = _("Your chart links %(names)s.") % {"names": " – ".join(sorted(names[key] for key in wrong))}
            return Finding(False, did, wrong_at=saved)
        return Finding(True, _("Your chart keeps apart what is not linked."), (saved,))
