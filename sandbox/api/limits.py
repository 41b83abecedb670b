"""How often a key may ask, and how often a wrong key may be tried: counters in the shared cache, by the minute."""

import ipaddress
import time

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

WINDOW_SECONDS = 60
MOST_WRONG_KEYS = 20


def count_use(name: str, *, most: int) -> int:
    """Count one more use in this minute. 0 while it is allowed, else the seconds to wait."""
    now = time.time()
    place = f"partner:{name}:{int(now // WINDOW_SECONDS)}"
    cache.add(place, 0, WINDOW_SECONDS * 2)
    try:
        used = cache.incr(place)
    except ValueError:  # it was dropped between the two calls
        used = 1
    return 0 if used <= most else max(1, int(WINDOW_SECONDS - now % WINDOW_SECONDS))


def find_network(request: HttpRequest) -> str:
    """The caller's address; of IPv6 the /64, which is one household or office."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def most_checks() -> int:
    """Checks that one key may make in a minute."""
    return int(settings.PARTNER_CHECKS_A_MINUTE)
