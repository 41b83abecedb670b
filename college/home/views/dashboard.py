from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from college.home.queries import read_dashboard


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """What a person does next, what waits for them, and how far they are."""
    return render(request, "home/dashboard.html", {"dashboard": read_dashboard(request.user)})  # type: ignore[arg-type]
