from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sandbox.domain.actions import check_identifier
from sandbox.enums import Tool
from sandbox.forms import IdentifierForm
from sandbox.queries import OpenedRun
from sandbox.specimens import list_specimens
from sandbox.views.access import attempt, render_desk, with_run

REFUSALS = ("identifier_empty", "identifier_too_long", "identifier_unknown")


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.IDENTIFIERS)
def identifiers(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Say what an identifier is and whether it agrees with its standard. The answer stands on the page of the form."""
    form = IdentifierForm(request.POST or None)
    checked = None
    if request.method == "POST":
        checked = attempt(
            form,
            lambda: check_identifier(run=opened.run, **form.cleaned_data),
            fields=dict.fromkeys(REFUSALS, "text"),
        )
    context = {"readings": checked[0] if checked else [], "specimens": list_specimens()}
    return render_desk(request, opened, "sandbox/identifiers.html", context, form=form)
