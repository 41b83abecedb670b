"""Pages of the floor: health, the local outbox, the style guide, refusals."""

import shutil

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from college.core.domain.work import is_queue_stuck
from college.core.models import OutgoingMail
from college.core.origins import find_form_page
from college.core.style_guide import list_samples

FREE_BYTES = 200 * 1024 * 1024


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches no database."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready to serve: the database answers and has every migration, the disk has room, the queue moves.

    503 with the reasons otherwise.
    """
    problems = []
    if shutil.disk_usage(settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR).free < FREE_BYTES:
        problems.append("less than 200 MB of disk are free")
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            problems.append("migrations are pending")
        elif is_queue_stuck():
            problems.append("tasks have waited for more than 10 minutes")
    except Exception as error:  # noqa: BLE001 - any failure of the database means: not ready
        problems.append(f"database: {type(error).__name__}")
    response = JsonResponse({"ready": not problems, "problems": problems}, status=503 if problems else 200)
    if problems:
        response["Retry-After"] = "5"
    return response


@require_safe
def outbox(request: HttpRequest, mail_id: int | None = None) -> HttpResponse:
    """The demo's mail: what the college would have sent. Does not exist unless SHOW_OUTBOX is on."""
    if not settings.SHOW_OUTBOX:
        raise Http404
    if mail_id is not None:
        return render(request, "core/outbox_mail.html", {"mail": get_object_or_404(OutgoingMail, pk=mail_id)})
    page = Paginator(OutgoingMail.objects.all(), 25).get_page(request.GET.get("page"))
    return render(request, "core/outbox.html", {"page_obj": page})


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every token and component on one page."""
    return render(request, "core/style_guide.html", list_samples())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose session has ended: says so, and loses nothing that the browser still holds."""
    return render(request, "core/csrf_failure.html", {"page": find_form_page(request) or "/"}, status=403)
