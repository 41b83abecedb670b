"""A shared cache whose loss does not take the college down."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("college.cache")


def _with_fallback(name: str) -> Callable[..., Any]:
    shared = getattr(RedisCache, name)

    def call(self: "ResilientRedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return shared(self, *args, **kwargs)
        except RedisError as error:
            logger.warning("shared cache unavailable, using this process's own: %s", error)
            return getattr(self.local, name)(*args, **kwargs)

    call.__name__ = name
    return call


class ResilientRedisCache(RedisCache):
    """Redis; while it cannot be reached, a cache of this process alone.

    Sign-in limits then hold for each process by itself: weaker than shared ones, never absent.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.local = LocMemCache("fallback", {**params, "OPTIONS": {}})

    get = _with_fallback("get")
    get_many = _with_fallback("get_many")
    set = _with_fallback("set")
    set_many = _with_fallback("set_many")
    add = _with_fallback("add")
    incr = _with_fallback("incr")
    touch = _with_fallback("touch")
    has_key = _with_fallback("has_key")
    delete = _with_fallback("delete")
    delete_many = _with_fallback("delete_many")
    clear = _with_fallback("clear")
