"""The chart as it stands after the log, and what may be done to it. Pure."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from college.core.errors import CollegeError
from sandbox.domain.matching import LoggedEvent
from sandbox.domain.world_map import find_place
from sandbox.enums import EventKind

MAX_ENTITIES, MAX_LINKS, MAX_EVIDENCE = 200, 400, 20
MAX_LABEL, MAX_NOTE = 80, 500


class EntityKind(models.TextChoices):
    PERSON = "person", gettext_lazy("Person")
    COMPANY = "company", gettext_lazy("Company")
    ADDRESS = "address", gettext_lazy("Address")
    PHONE = "phone", gettext_lazy("Telephone")
    VEHICLE = "vehicle", gettext_lazy("Vehicle")
    DOCUMENT = "document", gettext_lazy("Document")
    ACCOUNT = "account", gettext_lazy("Account")
    SHIPMENT = "shipment", gettext_lazy("Shipment")
    OBJECT = "object", gettext_lazy("Object")
    PLACE = "place", gettext_lazy("Place")
    EVENT = "event", gettext_lazy("Event")


class LinkKind(models.TextChoices):
    KNOWS = "knows", gettext_lazy("knows")
    KIN = "kin", gettext_lazy("is kin of")
    OWNS = "owns", gettext_lazy("owns")
    USES = "uses", gettext_lazy("uses")
    CONTROLS = "controls", gettext_lazy("controls")
    WORKS_FOR = "works_for", gettext_lazy("works for")
    PAYS = "pays", gettext_lazy("pays")
    SENDS = "sends", gettext_lazy("sends to")
    CONTACTS = "contacts", gettext_lazy("is in contact with")
    AT = "at", gettext_lazy("was at")
    PART = "part", gettext_lazy("took part in")
    SAME = "same", gettext_lazy("may be the same as")
    OTHER = "other", gettext_lazy("is linked with")


class Certainty(models.TextChoices):
    """How surely something is known: the owner of the record said so today; somebody reports it; the trainee thinks so."""

    CONFIRMED = "confirmed", gettext_lazy("Confirmed")
    REPORTED = "reported", gettext_lazy("Reported")
    ASSUMED = "assumed", gettext_lazy("Assumed")


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing on the chart. `day` is an ISO date, or empty; `site` a country or port of the invented world (`sites`), or empty."""

    number: int
    kind: str
    label: str
    note: str = ""
    certainty: str = Certainty.REPORTED.value
    evidence: tuple[str, ...] = ()
    day: str = ""
    site: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line from one entity to another, by their numbers."""

    number: int
    source: int
    target: int
    kind: str
    label: str = ""
    note: str = ""
    certainty: str = Certainty.REPORTED.value
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """The whole state at one revision. The counters only grow, so that a number never means two things.

    `places` are the centres of the entities that were put somewhere by hand, `layout` counts how often that was saved: moving boxes
    makes no form old that is open elsewhere, and adding an entity makes no layout old.
    """

    revision: int = 0
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    last_entity: int = 0
    last_link: int = 0
    places: tuple[tuple[int, int, int], ...] = ()
    layout: int = 0

    def find_entity(self, number: int) -> Entity | None:
        return next((entity for entity in self.entities if entity.number == number), None)

    def find_link(self, number: int) -> Link | None:
        return next((link for link in self.links if link.number == number), None)

    def list_links_of(self, number: int) -> list[Link]:
        return [link for link in self.links if number in (link.source, link.target)]


def fold_chart(events: Iterable[LoggedEvent]) -> Chart:
    """The chart that was saved last; an empty one before that. Each save holds the whole state."""
    saved: LoggedEvent | None = None
    for event in events:
        if event.kind == EventKind.CHART_SAVED:
            saved = event
    return Chart() if saved is None else read_chart(saved.payload)


def read_chart(payload: Any) -> Chart:
    """A saved chart from the payload of its event."""
    return Chart(
        revision=payload["revision"],
        entities=tuple(Entity(**{**item, "evidence": tuple(item["evidence"])}) for item in payload["entities"]),
        links=tuple(Link(**{**item, "evidence": tuple(item["evidence"])}) for item in payload["links"]),
        last_entity=payload["last_entity"],
        last_link=payload["last_link"],
        places=tuple((number, x, y) for number, x, y in payload.get("places", ())),
        layout=payload.get("layout", 0),
    )


def write_chart(chart: Chart) -> dict[str, Any]:
    """The chart as plain data for its event."""
    return {
        "revision": chart.revision,
        "entities": [{**asdict(entity), "evidence": list(entity.evidence)} for entity in chart.entities],
        "links": [{**asdict(link), "evidence": list(link.evidence)} for link in chart.links],
        "last_entity": chart.last_entity,
        "last_link": chart.last_link,
        "places": [list(place) for place in chart.places],
        "layout": chart.layout,
    }


def put_entity(chart: Chart, entity: Entity) -> Chart:
    """The chart with this entity: a new one under the number 0, else in the place of the one that has its number.

    Raises CollegeError (chart_full, no_such_entity, label_empty, no_such_site, text_unreadable, text_too_long, too_much_evidence).
    """
    entity = replace(entity, label=entity.label.strip(), note=entity.note.strip(), evidence=_unique(entity.evidence))
    if not entity.label:
        raise CollegeError("label_empty", _("Give it a name that you will know it by."))
    _check_texts(entity.label, entity.note, entity.evidence)
    if entity.site and find_place(entity.site) is None:
        raise CollegeError("no_such_site", _("This place is not on the map. Choose one of the list."))
    if entity.number == 0:
        if len(chart.entities) >= MAX_ENTITIES:
            raise CollegeError(
                "chart_full",
                _("A chart holds %(n)s entities at most. Remove what the case does not need.") % {"n": MAX_ENTITIES},
            )
        number = chart.last_entity + 1
        return replace(
            chart, entities=(*chart.entities, replace(entity, number=number)), last_entity=number,
            revision=chart.revision + 1,
        )  # fmt: skip
    _require_entity(chart, entity.number)
    entities = tuple(entity if other.number == entity.number else other for other in chart.entities)
    return replace(chart, entities=entities, revision=chart.revision + 1)


def put_link(chart: Chart, link: Link) -> Chart:
    """The chart with this link: a new one under the number 0, else in the place of the one that has its number.

    What is confirmed or reported cites what it rests on; what is assumed may stand alone. Raises CollegeError (chart_full,
    no_such_link, no_such_entity, link_to_itself, evidence_missing, text_unreadable, text_too_long, too_much_evidence).
    """
    link = replace(link, label=link.label.strip(), note=link.note.strip(), evidence=_unique(link.evidence))
    _require_entity(chart, link.source)
    _require_entity(chart, link.target)
    if link.source == link.target:
        raise CollegeError("link_to_itself", _("A link joins two different entities."))
    _check_texts(link.label, link.note, link.evidence)
    if link.certainty != Certainty.ASSUMED and not link.evidence:
        raise CollegeError(
            "evidence_missing", _("Cite what a confirmed or reported link rests on, or call the link assumed.")
        )
    if link.number == 0:
        if len(chart.links) >= MAX_LINKS:
            raise CollegeError(
                "chart_full",
                _("A chart holds %(n)s links at most. Remove what the case does not need.") % {"n": MAX_LINKS},
            )
        number = chart.last_link + 1
        return replace(
            chart, links=(*chart.links, replace(link, number=number)), last_link=number, revision=chart.revision + 1
        )
    if chart.find_link(link.number) is None:
        raise CollegeError("no_such_link", _("This link is no longer on the chart."))
    links = tuple(link if other.number == link.number else other for other in chart.links)
    return replace(chart, links=links, revision=chart.revision + 1)


def drop_entity(chart: Chart, number: int) -> Chart:
    """The chart without this entity and the links to it. Raises CollegeError (no_such_entity)."""
    _require_entity(chart, number)
    return replace(
        chart, entities=tuple(entity for entity in chart.entities if entity.number != number),
        links=tuple(link for link in chart.links if number not in (link.source, link.target)), revision=chart.revision + 1,
        places=tuple(place for place in chart.places if place[0] != number),
    )  # fmt: skip


def drop_link(chart: Chart, number: int) -> Chart:
    """The chart without this link. Raises CollegeError (no_such_link)."""
    if chart.find_link(number) is None:
        raise CollegeError("no_such_link", _("This link is no longer on the chart."))
    return replace(
        chart, links=tuple(link for link in chart.links if link.number != number), revision=chart.revision + 1
    )


def _require_entity(chart: Chart, number: int) -> None:
    if chart.find_entity(number) is None:
        raise CollegeError("no_such_entity", _("This entity is no longer on the chart."))


def _unique(references: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(references))


def _check_texts(label: str, note: str, evidence: Sequence[str]) -> None:
    """Texts must fit, and a picture (XML) must be able to hold them."""
    if len(label) > MAX_LABEL or len(note) > MAX_NOTE:
        raise CollegeError("text_too_long", _("This text is too long. Shorten it."))
    if any(_is_unreadable(c) for c in label) or any(_is_unreadable(c) for c in note if c not in "\r\n\t"):
        raise CollegeError("text_unreadable", _("The text holds characters that cannot be shown. Type it again."))
    if len(evidence) > MAX_EVIDENCE:
        raise CollegeError(
            "too_much_evidence", _("Cite %(n)s sources at most: the ones that carry it.") % {"n": MAX_EVIDENCE}
        )


def _is_unreadable(character: str) -> bool:
    # Cc: controls; Cs: halves of pairs; Cn holds the two last code points of each plane, which XML forbids.
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE
