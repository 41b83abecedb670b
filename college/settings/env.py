"""Typed access to the environment. Every unusable value is refused in a sentence that names it."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def read_str(name: str, default: str | None = None) -> str:
    """Text of the variable. Raises ImproperlyConfigured when it is unset and has no default."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: it has no safe default.")
    return value


def read_bool(name: str, *, default: bool) -> bool:
    """True or False. Raises ImproperlyConfigured for any other word."""
    value = os.environ.get(name, str(default))
    if value not in {"True", "False"}:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use 'True' or 'False'.")
    return value == "True"


def read_int(name: str, *, default: int, least: int | None = None) -> int:
    """A whole number, `least` or more where that is given. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, str(default))
    wanted = "a whole number" if least is None else f"a whole number of {least} or more"
    try:
        number = int(value)
    except ValueError:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use {wanted}.") from None
    if least is not None and number < least:
        raise ImproperlyConfigured(f"Unexpected value {name}={value}, use {wanted}.")
    return number


def read_list(name: str, default: str = "") -> list[str]:
    """Comma-separated values, without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def read_kept_secrets(path: Path, *names: str) -> tuple[str, ...]:
    """The secrets of one demo: from the environment, else made once and kept in a file beside its database."""
    if not all(name in os.environ for name in names):
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_secrets(path, count=len(names))
        for name, kept in zip(names, path.read_text().split(), strict=True):
            os.environ.setdefault(name, kept)
    return tuple(os.environ[name] for name in names)


def _write_secrets(path: Path, *, count: int) -> None:
    """All or nothing, readable by its owner alone; the first of two writers wins."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.writelines(f"{secrets.token_urlsafe(64)}\n" for _ in range(count))
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def read_database(name: str, *, default: str) -> dict[str, Any]:
    """Django's settings of one database, from an address such as postgres://user:password@host:5432/name.

    SQLite runs with WAL, immediate transactions and a 20-second busy timeout: with Django's defaults,
    eight writers lose 44 % of their transactions to "database is locked".
    """
    address = os.environ.get(name, default)
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path))
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        options: dict[str, Any] = dict(parse_qsl(parts.query))
        # A statement is planned once a connection, not once a request: planning was half of the database's work.
        options["server_side_binding"] = options.get("server_side_binding") != "False"
        options["prepare_threshold"] = 3 if options["server_side_binding"] else None
        host = options.pop("host", None) or parts.hostname or ""
        return {
            "ENGINE": "college.core.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(host),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    raise ImproperlyConfigured(f"Unexpected value {name}={address}, use sqlite:///path or postgres://….")


def read_cache(name: str, *, default: str) -> dict[str, Any]:
    """Django's settings of one cache: locmem:// (one process only) or redis://host:6379/0."""
    address = os.environ.get(name, default)
    scheme = urlsplit(address).scheme
    if scheme == "locmem":
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "college"}
    if scheme in {"redis", "rediss", "unix"}:
        return {"BACKEND": "college.core.cache.ResilientRedisCache", "LOCATION": address}
    raise ImproperlyConfigured(f"Unexpected value {name}={address}, use locmem:// or redis://….")
