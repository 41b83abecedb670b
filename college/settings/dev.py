"""The demo college and development: real behaviour on SQLite, mail shown on a page, no TLS."""

from college.settings.base import *  # noqa: F403
from college.settings.env import read_bool

DEBUG = read_bool("COLLEGE_DEBUG", default=False)
SHOW_OUTBOX = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
