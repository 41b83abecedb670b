"""The demo's settings, without sign-in limits: every person of the tests comes from one address."""

from college.settings.dev import *  # noqa: F403

ACCOUNT_RATE_LIMITS = False
