"""An owner's two decisions about a record: to keep it longer, and who may not see it."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from sandbox.domain.geography import BUREAUS
from sandbox.domain.registers import Register, renew_record, restrict_record
from sandbox.forms import DeskForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk
from sandbox.views.register_pages import with_register


def _make_reason(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label, min_length=10, max_length=200, help_text=gettext_lazy("Stands in the log. No names."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class RenewForm(DeskForm):
    reason = _make_reason(gettext_lazy("Why the record is still needed"))


class RestrictForm(DeskForm):
    """The bureaus that may not see a record; none lifts the restriction."""

    bureaus = forms.MultipleChoiceField(
        label=gettext_lazy("Bureaus that may not see it"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("To their searches the record is not there. Choose none to lift the restriction."),
    )  # fmt: skip
    reason = _make_reason(gettext_lazy("Reason"))

    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (bureau.code, f"{bureau.code} – {bureau.country}") for bureau in BUREAUS.values() if bureau.code != owner
        ]
        self.fields["bureaus"].choices = choices  # type: ignore[attr-defined]


def _get_own(opened: OpenedRun, register: Register, reference: str) -> dict[str, Any]:
    record = opened.desk.own_records.get(reference)
    if record is None or record["register"] != register.key:
        raise Http404
    return record


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def record_renew(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """Keep an own record longer, with a reason."""
    record = _get_own(opened, register, reference)
    form = RenewForm(request.POST or None)
    if request.method == "POST":
        event = attempt(
            form, lambda: renew_record(run=opened.run, register=register, reference=reference, **form.cleaned_data)
        )
        if event is not None:
            return redirect("sandbox:found-detail", opened.run.pk, register.key, reference)
    lead = _(
        "A record is kept while its purpose holds, and no longer by habit. Renewed, it is reviewed again when its full time of keeping, counted from today, has passed."
    )
    context = {"register": register, "record": record, "title": _("Renew the record"), "lead": lead}
    return render_desk(request, opened, "sandbox/record_form.html", context, form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@with_register
def record_restrict(request: HttpRequest, opened: OpenedRun, register: Register, *, reference: str) -> HttpResponse:
    """Say which bureaus may not see an own record."""
    record = _get_own(opened, register, reference)
    initial = {"bureaus": opened.desk.restrictions.get(reference, [])}
    form = RestrictForm(request.POST or None, owner=record["owner_bureau"], initial=initial)
    if request.method == "POST":
        event = attempt(
            form,
            lambda: restrict_record(run=opened.run, register=register, reference=reference, **form.cleaned_data),
            fields={"no_such_bureau": "bureaus", "restricted_already": "bureaus", "real_data": "reason"},
        )
        if event is not None:
            return redirect("sandbox:found-detail", opened.run.pk, register.key, reference)
    lead = _("The owner of a record decides who may see it. Restrict it only where seeing it would do harm: what a bureau cannot find, it cannot help with.")  # fmt: skip
    context = {"register": register, "record": record, "title": _("Restrict who may see it"), "lead": lead}
    return render_desk(request, opened, "sandbox/record_form.html", context, form=form)
