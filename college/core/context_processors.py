from django.conf import settings
from django.http import HttpRequest


def college(request: HttpRequest) -> dict[str, object]:
    """What every page may show: the college's name, and whether the local outbox is open."""
    return {"site_name": settings.SITE_NAME, "show_outbox": settings.SHOW_OUTBOX}
