"""Production refuses development's defaults, each with its own sentence, and passes Django's deploy check."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {
    "DJANGO_SETTINGS_MODULE": "college.settings.production",
    "COLLEGE_SECRET_KEY": "a-long-secret-key-for-the-deploy-check-only-0123456789-abcdefghijklmnop",
    "COLLEGE_SANDBOX_SECRET": "a-long-sandbox-secret-for-the-deploy-check-only-0123456789-abcdefghijkl",
    "COLLEGE_ALLOWED_HOSTS": "college.example",
    "COLLEGE_BASE_URL": "https://college.example",
    "COLLEGE_DATABASE_URL": "postgres://college@127.0.0.1:1/college",
    "COLLEGE_CACHE_URL": "redis://127.0.0.1:6379/0",
}


def run_check(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COLLEGE_")}
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=settings.BASE_DIR, env={**clean, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_deploy_check_is_clean() -> None:
    result = run_check(GOOD)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("COLLEGE_SECRET_KEY", None, "Set COLLEGE_SECRET_KEY: it has no safe default."),
        ("COLLEGE_SECRET_KEY", "short", "COLLEGE_SECRET_KEY is a development value or shorter than 50 characters"),
        ("COLLEGE_SANDBOX_SECRET", None, "Set COLLEGE_SANDBOX_SECRET: it has no safe default."),
        ("COLLEGE_ALLOWED_HOSTS", "*", "'*' is refused"),
        ("COLLEGE_BASE_URL", "http://college.example", "Set COLLEGE_BASE_URL to the college's https:// address."),
        ("COLLEGE_DATABASE_URL", "sqlite:////tmp/college-check.sqlite3", "production runs on PostgreSQL"),
        ("COLLEGE_CACHE_URL", "locmem://", "must be shared by every process"),
        ("COLLEGE_HSTS_SECONDS", "a year", "Unexpected value COLLEGE_HSTS_SECONDS=a year, use a whole number."),
    ],
)
def test_production_refuses(name: str, value: str | None, sentence: str) -> None:
    environment = {key: text for key, text in GOOD.items() if key != name}
    if value is not None:
        environment[name] = value
    result = run_check(environment)
    assert result.returncode != 0
    assert sentence in result.stderr
