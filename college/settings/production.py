"""Production: every secret and address comes from the environment, and a development default is refused."""

from django.core.exceptions import ImproperlyConfigured

from college.settings.base import *  # noqa: F403
from college.settings.base import BASE_URL, CACHES, DATABASES
from college.settings.env import read_int, read_list, read_str

SECRET_KEY = read_str("COLLEGE_SECRET_KEY")
SANDBOX_SECRET = read_str("COLLEGE_SANDBOX_SECRET")
ALLOWED_HOSTS = read_list("COLLEGE_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

for _name, _value in (("COLLEGE_SECRET_KEY", SECRET_KEY), ("COLLEGE_SANDBOX_SECRET", SANDBOX_SECRET)):
    if _value.startswith("development-only") or len(_value) < 50:
        raise ImproperlyConfigured(f"{_name} is a development value or shorter than 50 characters: make a new one.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("Set COLLEGE_ALLOWED_HOSTS to the names this college answers to; '*' is refused.")
if not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("Set COLLEGE_BASE_URL to the college's https:// address.")
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    raise ImproperlyConfigured("Set COLLEGE_DATABASE_URL to a postgres:// address: production runs on PostgreSQL.")
if "redis" not in CACHES["default"]["BACKEND"].lower():
    raise ImproperlyConfigured(
        "Set COLLEGE_CACHE_URL to a redis:// address: sign-in limits must be shared by every process."
    )

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = read_int("COLLEGE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
