"""The map of published notices: where they come from and which countries they concern."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sandbox.domain.gallery.filtering import Choice, Role, choose_notices, count_countries, count_links
from sandbox.domain.geography import BUREAUS, SECRETARIAT
from sandbox.domain.world_map import load_world_map
from sandbox.enums import Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.gallery.forms import MapForm
from sandbox.views.gallery.pages import address_gallery, list_notices

# Markers of one country stand below its name, this far to the left and right.
_APART, _BELOW = 15, 19


@require_safe
@with_run(Tool.NOTICES)
def notice_map(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The map, and the same as a table."""
    form = MapForm(request.GET)
    choice = form.read_choice()
    found = choose_notices(list_notices(opened), choice, today=opened.world.today) if form.is_valid() else []
    sent, about = count_countries(found)
    links = count_links(found, choice.country) if choice.country else Counter()
    context = {
        "markers": _place_markers(opened, choice, sent, about), "arcs": _draw_arcs(choice, links),
        "rows": _tabulate(opened, choice, sent, about), "total": len(found),
        "secretariat": sent["SEC"], "secretariat_name": SECRETARIAT, "links": _tell_links(links),
        "chosen": BUREAUS[choice.country].country if choice.country else "",
    }  # fmt: skip
    return render_desk(request, opened, "sandbox/gallery/map.html", context, form=form)


def _address(opened: OpenedRun, choice: Choice, code: str, role: Role) -> str:
    return address_gallery(opened, type_key=choice.type_key, subject=choice.subject, country=code, role=role.value)


def _place_markers(opened: OpenedRun, choice: Choice, sent: Counter[str], about: Counter[str]) -> list[dict[str, Any]]:
    """Two markers a country: sent from there, and concerning it."""
    markers = []
    for country in load_world_map().countries:
        (x, y), code = country.label, country.code
        for counts, role, kind, side in ((sent, Role.FROM, "from", -1), (about, Role.ABOUT, "about", 1)):
            if counts[code]:
                words = _("%(country)s, sent from there") if role == Role.FROM else _("%(country)s, concerned")
                markers.append({
                    "x": x + side * _APART, "y": y + _BELOW, "kind": kind, "count": counts[code], "label": words % {"country": country.name},
                    "href": _address(opened, choice, code, role),
                })  # fmt: skip
    return markers


def _draw_arcs(choice: Choice, links: Counter[str]) -> list[dict[str, Any]]:
    if not links:
        return []
    places = {country.code: country.label for country in load_world_map().countries}
    return [
        {"start": places[choice.country], "end": places[code], "label": f"{BUREAUS[code].country}: {count}"}
        for code, count in links.most_common()
    ]


def _tabulate(opened: OpenedRun, choice: Choice, sent: Counter[str], about: Counter[str]) -> list[dict[str, Any]]:
    rows = [
        {
            "country": bureau.country, "code": code, "sent": sent[code], "about": about[code],
            "sent_href": _address(opened, choice, code, Role.FROM), "about_href": _address(opened, choice, code, Role.ABOUT),
        }
        for code, bureau in BUREAUS.items()
        if sent[code] or about[code]
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (-row["sent"] - row["about"], row["country"]))


def _tell_links(links: Counter[str]) -> list[str]:
    return [
        ngettext("%(country)s: %(n)s notice", "%(country)s: %(n)s notices", count)
        % {"country": BUREAUS[code].country, "n": count}
        for code, count in links.most_common()
    ]
