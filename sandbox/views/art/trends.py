"""Charts of thefts on the works-of-art register, with their tables, and both as files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sandbox.domain.art.exports import Table, write_csv, write_xlsx
from sandbox.domain.art.trends import Trends, count_thefts
from sandbox.domain.geography import name_country
from sandbox.enums import ArtKind, Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.art.forms import COUNTRIES

# A label stands above its bar, so that the words keep their size on a phone: in units that are about pixels there.
_ROW, _LEFT, _WIDTH, _LONGEST = 42, 12, 380, 310


class TrendForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Type of object"), choices=[("", gettext_lazy("Any type")), *ArtKind.choices], required=False
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Stolen in"), choices=[("", gettext_lazy("Any country")), *COUNTRIES], required=False
    )
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=1900, max_value=2100, required=False)


def _read(request: HttpRequest, opened: OpenedRun) -> tuple[TrendForm, Trends]:
    form = TrendForm(request.GET)
    chosen = dict(form.cleaned_data) if form.is_valid() else {}
    return form, count_thefts(run=opened.run, bureau=opened.definition.source.role.bureau, **chosen)


def _tabulate(trends: Trends) -> list[Table]:
    kinds = [(str(ArtKind(kind).label), n) for kind, n in trends.kinds.most_common()]
    countries = [(name_country(code), n) for code, n in trends.countries.most_common()]
    months = [(str(MONTHS[month]), trends.months[month]) for month in range(1, 13)]
    years = [(str(year), n) for year, n in sorted(trends.years.items())]
    return [
        (_("Thefts by type"), kinds), (_("Thefts by country"), countries), (_("Thefts by region"), trends.regions.most_common()),
        (_("Thefts by month of the year"), months), (_("Thefts by year"), years),
    ]  # fmt: skip


def _lay_out(table: Table) -> Mapping[str, Any]:
    """Bars from the left, one a row; the longest fills the width."""
    title, rows = table
    most = max((count for _label, count in rows), default=0) or 1
    bars = [
        {
            "label": label, "count": count, "y": 26 + i * _ROW, "label_y": 20 + i * _ROW, "value_y": 39 + i * _ROW,
            "width": max(1, round(_LONGEST * count / most)), "end": _LEFT + 8 + round(_LONGEST * count / most),
        }
        for i, (label, count) in enumerate(rows)
    ]  # fmt: skip
    best = max(rows, key=lambda row: row[1], default=("", 0))
    return {
        "title": title, "bars": bars, "left": _LEFT, "width": _WIDTH, "height": 14 + _ROW * len(rows),
        "description": _("Most: %(label)s, %(n)s.") % {"label": best[0], "n": best[1]}, "rows": rows,
    }  # fmt: skip


@require_safe
@with_run(Tool.ARTWORKS)
def trends(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Charts and tables of thefts, narrowed by type, country and year."""
    form, counted = _read(request, opened)
    charts = (
        [{**_lay_out(table), "id": f"trend-{i}"} for i, table in enumerate(_tabulate(counted))] if counted.total else []
    )
    context = {"filter": form, "charts": charts, "total": counted.total, "query": request.GET.urlencode()}
    return render_desk(request, opened, "sandbox/art/trends.html", context)


@require_safe
@with_run(Tool.ARTWORKS)
def trends_file(request: HttpRequest, opened: OpenedRun, form: str) -> HttpResponse:
    """The tables as a file for a spreadsheet: csv or xlsx."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    tables = _tabulate(_read(request, opened)[1])
    content, kind = (write_csv(tables), "text/csv; charset=utf-8") if form == "csv" else (
        write_xlsx(tables), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    name = f"TRAINING-SYNTHETIC-thefts-of-art.{form}"
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
