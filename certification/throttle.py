"""How often one address may ask the check page. Counts live in the shared cache; without it, in this process."""

import ipaddress
import logging

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from college.core import clock

logger = logging.getLogger("college.certification")
LIMIT = 30
WINDOW_SECONDS = 60
# With the shared cache down, each process still counts what it sees: the page works and stays limited.
_fallback = LocMemCache("certificate-checks", {"OPTIONS": {"MAX_ENTRIES": 10_000}})


def _find_network(request: HttpRequest) -> str:
    """The visitor's address; of IPv6 the /64, which is one household or office."""
    try:
        address = ipaddress.ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return "unknown"
    if address.version == 6:
        return str(ipaddress.ip_network((address, 64), strict=False).network_address)
    return str(address)


def _count(store: BaseCache, key: str) -> int:
    if store.add(key, 1, timeout=WINDOW_SECONDS * 2):
        return 1
    try:
        return int(store.incr(key))
    except ValueError:
        # It ended between the two calls.
        store.set(key, 1, timeout=WINDOW_SECONDS * 2)
        return 1


def is_too_frequent(request: HttpRequest) -> bool:
    """Count this request; true when its address has asked more than LIMIT times in this minute."""
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = f"certificate-check:{_find_network(request)}:{window}"
    try:
        return _count(cache, key) > LIMIT
    except Exception as error:  # noqa: BLE001 - each cache backend has its own errors, and none may close this page
        logger.warning("cache down, counting checks in this process: %s", type(error).__name__)
        return _count(_fallback, key) > LIMIT
