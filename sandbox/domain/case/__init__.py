"""The case chart: what a trainee believes to be linked, how surely, and on what it rests."""

from sandbox.domain.case.chart import Certainty, Chart, Entity, EntityKind, Link, LinkKind, fold_chart
from sandbox.domain.case.evidence import limit_desk, list_references, suggest_entity
from sandbox.domain.case.saving import remove_entity, remove_link, save_entity, save_layout, save_link
from sandbox.domain.case.timeline import FactKind, group_by_day, list_facts

__all__ = [
    "Certainty", "Chart", "Entity", "EntityKind", "FactKind", "Link", "LinkKind", "fold_chart", "group_by_day", "limit_desk", "list_facts", "list_references",
    "remove_entity", "remove_link", "save_entity", "save_layout", "save_link", "suggest_entity",
]  # fmt: skip
