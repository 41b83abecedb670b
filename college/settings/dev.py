"""The demo college and development: real behaviour on SQLite, mail shown on a page, no TLS."""

from college.settings.base import *  # noqa: F403
from college.settings.base import VAR_DIR
from college.settings.env import read_bool, read_kept_secrets

DEBUG = read_bool("COLLEGE_DEBUG", default=False)
SHOW_OUTBOX = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
SECRET_KEY, SANDBOX_SECRET = read_kept_secrets(VAR_DIR / "demo-secrets", "COLLEGE_SECRET_KEY", "COLLEGE_SANDBOX_SECRET")
