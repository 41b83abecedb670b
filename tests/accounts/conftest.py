import time

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

from college.accounts.models import User
from tests.conftest import make_person

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def rosa(db: None) -> User:
    """Administrator with a second factor."""
    person = make_person("Rosa Albrecht", email="rosa@college.example", is_staff=True, is_superuser=True)
    TOTP.activate(person, SECRET)
    return person


def current_code() -> str:
    return format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
