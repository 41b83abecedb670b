"""Composing a poster of wanted works, and taking it away as a PDF. Nothing is stored."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from sandbox.domain.art.poster_pdf import draw_poster
from sandbox.domain.art.posters import PosterWork, find_imbalance, list_poster_works, suggest_six
from sandbox.domain.geography import name_country
from sandbox.enums import ArtKind, Tool
from sandbox.queries import OpenedRun
from sandbox.views.access import render_desk, with_run
from sandbox.views.art.forms import COUNTRIES


class ThemeForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Theme: type of object"),
        choices=[("", gettext_lazy("Any type")), *ArtKind.choices],
        required=False,
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Theme: country"), choices=[("", gettext_lazy("Any country")), *COUNTRIES], required=False
    )


def _read(request: HttpRequest, opened: OpenedRun) -> dict[str, Any]:
    """The theme, the works looked at, those chosen, and what is wrong with the choice."""
    form = ThemeForm(request.GET)
    theme = dict(form.cleaned_data) if form.is_valid() else {"kind": "", "country": ""}
    source = opened.definition.source
    looked_at = list_poster_works(run=opened.run, bureau=source.role.bureau, today=source.today, **theme)
    is_special = any(theme.values())
    wanted = request.GET.getlist("work")[:50]
    if not wanted and "choose" not in request.GET:
        wanted = suggest_six(looked_at, is_special=is_special)
    chosen = [work for work in looked_at if work.record.reference in wanted]
    problems = [f"{work.record.reference}: {why}" for work in chosen for why in work.refusals]
    problems += find_imbalance((work.record for work in chosen), is_special=is_special)
    return {
        "theme": form,
        "values": theme,
        "is_special": is_special,
        "works": looked_at,
        "chosen": chosen,
        "problems": problems,
    }


def _show(work: PosterWork, chosen: list[PosterWork]) -> dict[str, Any]:
    return {
        "record": work.record, "kind": ArtKind(work.record.kind).label, "country": name_country(work.record.theft_country),
        "refusals": work.refusals, "is_chosen": work in chosen,
    }  # fmt: skip


def _name_theme(values: dict[str, str]) -> str:
    words = [str(ArtKind(values["kind"]).label)] if values["kind"] else []
    words += [name_country(values["country"])] if values["country"] else []
    return _("Wanted: %(theme)s") % {"theme": ", ".join(words)}


@require_safe
@with_run(Tool.ARTWORKS)
def poster(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Choose six works; refused ones say why."""
    read = _read(request, opened)
    context = {
        **read,
        "works": [_show(work, read["chosen"]) for work in read["works"]],
        "query": request.GET.urlencode(),
    }
    return render_desk(request, opened, "sandbox/art/poster.html", context)


@require_safe
@with_run(Tool.ARTWORKS)
def poster_file(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """The poster as a PDF; the page with what is wrong, and 422, when the choice breaks a rule."""
    read = _read(request, opened)
    if read["problems"]:
        context = {**read, "works": [_show(work, read["chosen"]) for work in read["works"]], "query": ""}
        response = render_desk(request, opened, "sandbox/art/poster.html", context)
        response.status_code = 422
        return response
    today = opened.definition.source.today
    issue = date(today.year, 6 if today.month <= 6 else 12, 1)
    content = draw_poster(
        title=_name_theme(read["values"]) if read["is_special"] else _("Wanted works of art"),
        subtitle=_("%(month)s. Six stolen works of the invented world.")
        % {"month": capfirst(date_format(issue, "YEAR_MONTH_FORMAT"))},
        works=[work.record for work in read["chosen"]],
    )
    name = f"TRAINING-SYNTHETIC-poster-{issue:%Y-%m}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
