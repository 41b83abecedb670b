"""Composing a poster of wanted works, and taking it away as a PDF. Nothing is stored."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
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
    half = "June" if today.month <= 6 else "December"
    words = [
        ArtKind(read["values"]["kind"]).label if read["values"]["kind"] else "",
        name_country(read["values"]["country"]) if read["values"]["country"] else "",
    ]
    title = (
        "Wanted works of art" if not read["is_special"] else "Wanted: " + ", ".join(str(word) for word in words if word)
    )
    content = draw_poster(
        title=title,
        subtitle=f"{half} {today.year}. Six stolen works of the invented world.",
        works=[work.record for work in read["chosen"]],
    )
    name = f"TRAINING-SYNTHETIC-poster-{today.year}-{half}.pdf"
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
