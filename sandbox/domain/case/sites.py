"""Where in the invented world the things of a case are: entities with a site, opened records, mail. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sandbox.domain.case.chart import Chart, LinkKind
from sandbox.domain.case.timeline import DAYS, FactKind
from sandbox.domain.desk import Desk
from sandbox.domain.geography import BUREAUS, name_bureau
from sandbox.domain.world_map import find_place

# What the countries in a record mean. Who owns a record says where something is only when nothing else does.
COUNTRIES = {
    "theft_country": gettext_lazy("stolen in"), "country": gettext_lazy("issued in"), "plate_country": gettext_lazy("registered in"),
    "birth_country": gettext_lazy("born in"), "country_made": gettext_lazy("made in"), "country_imported": gettext_lazy("imported into"),
    "left_at": gettext_lazy("left the register in"),
}  # fmt: skip
OWNER = gettext_lazy("recorded by")
MAX_ROUTES = 60
_COUNTRY_NAMES = frozenset(bureau.country for bureau in BUREAUS.values())


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is at a site. `reference` may be cited; `number` is that of the entity or message."""

    kind: FactKind
    text: str
    day: str = ""
    reference: str = ""
    number: int = 0


@dataclass(slots=True)
class Site:
    """A point of the map with all that is there."""

    point: tuple[int, int]
    names: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def name(self) -> str:
        return ", ".join(self.names)

    @property
    def is_port(self) -> bool:
        """More is known than the country, whose name stands on the map anyway."""
        return any(name not in _COUNTRY_NAMES for name in self.names)


@dataclass(frozen=True, slots=True)
class Route:
    """A link of the chart between two sites."""

    number: int
    start: tuple[int, int]
    end: tuple[int, int]
    source: str
    words: str
    target: str


def list_choices() -> list[tuple[str, Any]]:
    """The sites that an entity may have, by country: the country itself, then its ports."""
    return [
        (bureau.country, [(code, _("Somewhere in %(country)s") % {"country": bureau.country}), *((port, port) for port in bureau.ports)])
        for code, bureau in BUREAUS.items()
    ]  # fmt: skip


def name_site(site: str) -> str:
    return BUREAUS[site].country if site in BUREAUS else site


def list_sites(desk: Desk, chart: Chart) -> list[Site]:
    """All sites where something is, the fullest first. Sites that lie on the same point are one."""
    found: dict[tuple[int, int], Site] = {}
    for site, finding in [*_read_chart(chart), *_read_records(desk), *_read_mail(desk)]:
        point = find_place(site)
        if point is None:
            continue
        entry = found.setdefault(point, Site(point))
        if name_site(site) not in entry.names:
            entry.names.append(name_site(site))
        entry.findings.append(finding)
    return sorted(found.values(), key=lambda site: (-len(site.findings), site.name))


def list_routes(chart: Chart) -> list[Route]:
    """Links between entities at different points, the first sixty."""
    places = {entity.number: (find_place(entity.site), entity.label) for entity in chart.entities if entity.site}
    routes = []
    for link in chart.links:
        (start, first), (end, second) = (places.get(number, (None, "")) for number in (link.source, link.target))
        if start and end and start != end:
            routes.append(Route(link.number, start, end, first, link.label or str(LinkKind(link.kind).label), second))
    return routes[:MAX_ROUTES]


def _read_chart(chart: Chart) -> list[tuple[str, Finding]]:
    return [
        (entity.site, Finding(FactKind.CHART, entity.label, entity.day, "", entity.number))
        for entity in chart.entities
        if entity.site
    ]


def _read_records(desk: Desk) -> list[tuple[str, Finding]]:
    found = []
    for reference, record in desk.opened_records.items():
        known = [(record[key], meaning) for key, meaning in COUNTRIES.items() if record.get(key) in BUREAUS]
        for code, meaning in known or [(record.get("owner_bureau", ""), OWNER)]:
            found.append((code, _tell_record(reference, record, str(meaning))))
    return found


def _tell_record(reference: str, record: Mapping[str, Any], meaning: str) -> Finding:
    name = next((str(record[key]) for key in ("name", "title") if record.get(key)), reference)
    day = next((str(record[key]) for key in DAYS if record.get(key)), "")
    return Finding(FactKind.RECORD, _("%(name)s: %(what)s") % {"name": name, "what": meaning}, day, reference)


def _read_mail(desk: Desk) -> list[tuple[str, Finding]]:
    found = []
    for message in desk.messages:
        values = {"bureau": name_bureau(message.bureau), "subject": message.subject}
        text = _("%(bureau)s wrote: %(subject)s") if message.is_incoming else _("To %(bureau)s: %(subject)s")
        finding = Finding(FactKind.MESSAGE, text % values, "", f"message-{message.sequence}", message.sequence)
        found.append((message.bureau, finding))
    return found
