import logging
from collections.abc import Iterator

import pytest
from django.test import override_settings

from tests.architecture.mini_college import MiniCollege, open_college


@pytest.fixture(scope="package")
def college(
    django_db_setup: None, django_db_blocker: pytest.Session, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[MiniCollege]:
    """One college for every test of the package; nothing that they do to it stays."""
    media = tmp_path_factory.mktemp("media")
    with override_settings(MEDIA_ROOT=media), django_db_blocker.unblock(), open_college() as built:  # type: ignore[attr-defined]
        logging.disable(logging.ERROR)  # thousands of refusals are what is wanted here
        yield built
        logging.disable(logging.NOTSET)
