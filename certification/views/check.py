"""The public check: who, what, when, and whether it holds today. No sign-in, nothing else about the person."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from certification.codes import clean_code, group_code
from certification.forms import CodeForm
from certification.queries import find_public_record
from certification.throttle import WINDOW_SECONDS, is_too_frequent
from certification.views.present import present_level
from college.core import clock

View = Callable[..., HttpResponse]


def unshared(view: View) -> View:
    """The address holds the code: it is neither sent on, nor indexed, nor kept."""

    @wraps(view)
    def inner(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Not `no-referrer`: with it browsers send "Origin: null", and every form on the page is refused as forged.
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store, private"
        return response

    return inner


def _answer_too_frequent(request: HttpRequest) -> HttpResponse:
    response = render(request, "certification/check_wait.html", {"form": CodeForm()}, status=429)
    response["Retry-After"] = str(WINDOW_SECONDS)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@unshared
def check(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to its page."""
    if request.method != "POST":
        return render(request, "certification/check.html", {"form": CodeForm()})
    if is_too_frequent(request):
        return _answer_too_frequent(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return render(request, "certification/check.html", {"form": form}, status=422)
    code = form.cleaned_data["code"]
    return redirect("certification:check-result", code=group_code(code))


@require_safe
@unshared
def check_result(request: HttpRequest, code: str) -> HttpResponse:
    """The record behind a code. Unknown and malformed codes get one and the same answer, 404."""
    if is_too_frequent(request):
        return _answer_too_frequent(request)
    record = find_public_record(code, today=clock.now().date())
    if record is None:
        form = CodeForm(initial={"code": group_code(clean_code(code))})
        return render(request, "certification/check_unknown.html", {"form": form}, status=404)
    context = {"record": record, "levels": [present_level(level) for level in record.levels]}
    return render(request, "certification/check_result.html", context)
