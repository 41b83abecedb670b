"""Tests: immediate tasks, plain static files, a fast password hasher."""

from college.settings.base import *  # noqa: F403
from college.settings.base import BASE_DIR, DATABASES, TEMPLATES, VAR_DIR

SECRET_KEY = "test-secret-key-of-the-college-long-enough-for-the-deploy-check-0123456789"
SANDBOX_SECRET = "test-sandbox-secret"
SHOW_OUTBOX = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = VAR_DIR / "test-static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR_DIR / "test-media"
# Every browser test starts from one address: the limits are tested where they are set.
ACCOUNT_RATE_LIMITS = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"].pop("init_command")
TEMPLATES[0]["DIRS"].append(BASE_DIR / "tests" / "templates")  # type: ignore[attr-defined]
