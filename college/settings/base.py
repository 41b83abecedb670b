"""Settings that hold everywhere. The environment is read through `env`; see docs/operations.md."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from college.settings.env import read_bool, read_cache, read_database, read_int, read_list, read_str

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(read_str("COLLEGE_VAR_DIR", str(BASE_DIR / "var")))

DEBUG = False
ROOT_URLCONF = "college.urls"
WSGI_APPLICATION = "college.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SITE_NAME = "The Investigators’ College"
BASE_URL = read_str("COLLEGE_BASE_URL", "http://localhost:8000")
WAGTAILADMIN_BASE_URL = BASE_URL

INSTALLED_APPS = [
    "college.demo",
    "college.home",
    "certification",
    "courses",
    "sandbox",
    "college.organisations",
    "college.accounts",
    "college.core",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "college.accounts.apps.StaffPeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "college.core.middleware.HeadersMiddleware",
    "college.core.ranges.RangeMiddleware",
    "csp.middleware.CSPMiddleware",
    "college.core.middleware.AdminPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "college.core.middleware.KeptRecordsMiddleware",
    "college.core.middleware.SignedOutFormMiddleware",
    "college.accounts.middleware.SessionLimitsMiddleware",
    "college.accounts.middleware.PersonalSettingsMiddleware",
    "college.accounts.middleware.StaffSecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "college.core.context_processors.college",
            ],
            "builtins": ["college.core.templatetags.components"],
        },
    },
]

DATABASES = {"default": read_database("COLLEGE_DATABASE_URL", default=f"sqlite://{VAR_DIR / 'college.sqlite3'}")}
# Checks that one key of the partner check may make in a minute.
PARTNER_CHECKS_A_MINUTE = read_int("COLLEGE_PARTNER_CHECKS", default=60)
CACHES = {"default": read_cache("COLLEGE_CACHE_URL", default="locmem://")}

# Background work from a table, by `manage.py db_worker`; `manage.py recover_work` puts back what a killed worker held.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# Languages of the interface.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("es", "Español"), ("ar", "العربية")]
WAGTAIL_CONTENT_LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "college" / "locale"]
# Dates in English are British: 22 November 2026, 14:05.
FORMAT_MODULE_PATH = "college.core.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "college.accounts.backends.PasswordBackend",
    "college.accounts.backends.AccountBackend",
]
# Argon2id at OWASP's minimum (19 MiB, t=2, p=1).
PASSWORD_HASHERS = ["college.accounts.hashers.CollegeArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:dashboard"
ACCOUNT_ADAPTER = "college.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "college.accounts.forms.PersonDetailsForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ALLAUTH_TRUSTED_PROXY_COUNT = read_int("COLLEGE_TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "college.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME
USERSESSIONS_TRACK_ACTIVITY = False

# A session ends after 30 idle minutes and in any case after 12 hours.
SESSION_COOKIE_AGE = 30 * 60
SESSION_ABSOLUTE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "college.core.sessions"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "college.core.views.csrf_failure"

# Mail goes to a table first: no page waits for a mail server, and a repeated task sends nothing twice.
EMAIL_BACKEND = "college.core.mail.OutboxBackend"
MAIL_TRANSPORT = read_str("COLLEGE_MAIL_TRANSPORT", "")
EMAIL_HOST = read_str("COLLEGE_SMTP_HOST", "localhost")
EMAIL_PORT = read_int("COLLEGE_SMTP_PORT", default=25)
EMAIL_HOST_USER = read_str("COLLEGE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = read_str("COLLEGE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = read_bool("COLLEGE_SMTP_STARTTLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = read_str("COLLEGE_MAIL_FROM", "The Investigators' College <college@college.example>")
SHOW_OUTBOX = False

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

# Headers
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [SELF],
    }
}
# The Wagtail admin writes scripts and styles into its pages: a nonce would switch 'unsafe-inline' off.
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "media-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [SELF],
}

# Wagtail
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Opening a lesson must not leave a draft behind: what is saved is what somebody meant to save.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp", "svg"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ics", "pdf", "txt", "vtt", "xlsx", "mp3", "mp4", "m4a", "webm", "ogg"]
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# The seed of a sandbox run is HMAC(SANDBOX_SECRET, learner, exercise version, attempt); that of a quiz attempt hangs on SECRET_KEY.
SANDBOX_SECRET = read_str("COLLEGE_SANDBOX_SECRET", "development-only-sandbox-secret")
# When two DNA profiles match. The index of pairs loses no match of six loci or more (sandbox/domain/registers/dna.py), and would of fewer.
SANDBOX_DNA_LOCI_EQUAL = read_int("COLLEGE_DNA_LOCI_EQUAL", default=6, least=6)
SANDBOX_DNA_LOCI_DIFFERENT = read_int("COLLEGE_DNA_LOCI_DIFFERENT", default=1, least=0)
# Days after which `purge_registers` removes partners' checks and the workbooks of screened lists.
SANDBOX_PARTNER_CHECK_DAYS = read_int("COLLEGE_PARTNER_CHECK_DAYS", default=365, least=1)
SANDBOX_LIST_FILE_DAYS = read_int("COLLEGE_LIST_FILE_DAYS", default=30, least=1)

ALLOWED_HOSTS = read_list("COLLEGE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SECRET_KEY = read_str("COLLEGE_SECRET_KEY", "development-only-secret-key-that-production-refuses")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": read_str("COLLEGE_LOG_LEVEL", "WARNING")},
    "loggers": {"college": {"level": "INFO"}, "django_tasks": {"level": "WARNING"}},
}
# Wagtail shows previews of our own pages in frames: SAMEORIGIN, not DENY.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
