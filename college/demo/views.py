import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from college.demo.people import PASSWORD, PEOPLE

STEP_SECONDS = 30


@require_safe
def demo_people(request: HttpRequest) -> HttpResponse:
    """The demo's people, their password, and the codes that staff need at this moment (RFC 6238).

    Does not exist outside the demo.
    """
    if not settings.SHOW_OUTBOX:
        raise Http404
    step = int(time.time()) // STEP_SECONDS
    people = [
        {"person": person, "code": format_hotp_value(hotp_value(person.totp_secret, step)) if person.is_staff else ""}
        for person in PEOPLE
    ]
    left = STEP_SECONDS - int(time.time()) % STEP_SECONDS
    return render(request, "demo/people.html", {"people": people, "password": PASSWORD, "seconds_left": left})
