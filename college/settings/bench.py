"""Measuring: as production, but plain HTTP on this machine, one cache a process, and no sign-in limits,
because every simulated person comes from one address."""

from college.settings.base import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
