from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sandbox.domain.actions import screen_zone
from sandbox.enums import Tool
from sandbox.forms import ZoneForm
from sandbox.queries import OpenedRun
from sandbox.views.access import attempt, render_desk, with_run

REFUSALS = ("zone_empty", "zone_too_long", "zone_characters", "zone_size", "real_data")


@require_http_methods(["GET", "HEAD", "POST"])
@with_run(Tool.SCREENING)
def screening(request: HttpRequest, opened: OpenedRun) -> HttpResponse:
    """Read a machine-readable zone and show each check digit's calculation. The answer stands on the page of the form."""
    traveller = opened.world.find_traveller(request.GET.get("traveller", ""))
    initial = {"text": f"{traveller.values['zone_1']}\n{traveller.values['zone_2']}"} if traveller else {}
    form = ZoneForm(request.POST or None, initial=initial)
    screened = None
    if request.method == "POST":
        screened = attempt(
            form, lambda: screen_zone(run=opened.run, **form.cleaned_data), fields=dict.fromkeys(REFUSALS, "text")
        )
    zone = screened[0] if screened else None
    return render_desk(request, opened, "sandbox/screening.html", {"zone": zone, "traveller": traveller}, form=form)
