"""From a record or an answer to a notice: the one that it names, and the one in which it is cited."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sandbox.domain.notice_catalogue import NOTICE_TYPES
from sandbox.domain.notice_citing import cite_record, list_citing_types, may_cite
from sandbox.enums import NoticeColour, Tool
from sandbox.forms import DeskForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run


def find_named_notice(opened: OpenedRun, reference: str, colour: str = "") -> dict[str, Any] | None:
    """The notice that a record names, with its number where it lies on this desk and this person may see it."""
    if not reference:
        return None
    notices = opened.desk.notices.values() if opened.allows(Tool.NOTICES) else ()
    number = next((notice.number for notice in notices if notice.reference == reference), None)
    return {
        "reference": reference,
        "colour": NoticeColour(colour).label if colour else "",
        "key": colour,
        "number": number,
    }


def can_cite(opened: OpenedRun, reference: str) -> bool:
    """Whether the page of a record offers to cite it in a notice."""
    return opened.allows(Tool.NOTICES) and may_cite(opened.desk, reference)


class CiteForm(DeskForm):
    """A notice that may be changed, or a type to begin."""

    notice = forms.ChoiceField(
        label=gettext_lazy("Notice"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a draft, or a type of notice to begin.")},
    )  # fmt: skip

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["notice"].choices = choices  # type: ignore[attr-defined]

    def read_target(self) -> dict[str, Any]:
        """The type or the number that was chosen, as `cite_record` takes it."""
        kind, _colon, value = self.cleaned_data["notice"].partition(":")
        return {"type_key": value} if kind == "new" else {"number": int(value)}


def _list_targets(opened: OpenedRun, record: dict[str, Any]) -> list[tuple[str, Any]]:
    settings = opened.definition.source.notices
    types = list_citing_types(record, settings.types if settings else ())
    keys = {one.key for one in types}
    drafts = [notice for notice in opened.desk.notices.values() if notice.can_edit and notice.type_key in keys]
    choices: list[tuple[str, Any]] = [
        (f"draft:{notice.number}", _("Notice %(n)s: %(name)s") % {
            "n": notice.number, "name": notice.fields.get("title") or NOTICE_TYPES[notice.type_key].label,
        })
        for notice in drafts
    ]  # fmt: skip
    return choices + [(f"new:{one.key}", _("Begin: %(name)s") % {"name": one.label}) for one in types]


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.NOTICES)
def notice_cite(request: HttpRequest, opened: OpenedRun, reference: str) -> HttpResponse:
    """Begin a notice with a confirmed record cited, or cite it in a draft."""
    record = opened.desk.opened_records.get(reference)
    if record is None:
        raise Http404
    form = CiteForm(request.POST or None, choices=_list_targets(opened, record))
    if request.method == "POST":
        event = attempt(
            form,
            lambda: cite_record(
                run=opened.run, reference=reference, key=form.cleaned_data["key"], **form.read_target()
            ),
            fields=dict.fromkeys(("no_such_type", "cited_already", "no_room"), "notice"),
        )
        if event is not None:
            return redirect("sandbox:notice-edit", run_id=opened.run.pk, number=event.payload["notice"])
    context = {"record": record, "is_citable": may_cite(opened.desk, reference)}
    return render_desk(request, opened, "sandbox/notice_cite.html", context, form=form)
