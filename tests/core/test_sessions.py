"""The session store's own read."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from college.core.sessions import SessionStore


def make_session(**data: object) -> str:
    store = SessionStore()
    store.update(data)
    store.create()
    store.save()
    return str(store.session_key)


def test_a_session_is_read_back(db: None) -> None:
    key = make_session(place="registry")
    assert SessionStore(key)["place"] == "registry"


@pytest.mark.parametrize("seconds", [-1, -86_400])
def test_an_ended_session_is_empty_and_has_no_key(db: None, seconds: int) -> None:
    key = make_session(place="registry")
    Session.objects.filter(pk=key).update(expire_date=timezone.now() + timedelta(seconds=seconds))
    store = SessionStore(key)
    assert (dict(store.items()), store.session_key) == ({}, None)


def test_an_unknown_key_is_not_adopted(db: None) -> None:
    make_session(place="registry")
    store = SessionStore("chosen-by-somebody-else-0000000")
    assert (store.get("place"), store.session_key) == (None, None)


def test_tampered_data_is_empty(db: None) -> None:
    key = make_session(place="registry")
    Session.objects.filter(pk=key).update(session_data="forged")
    assert SessionStore(key).get("place") is None
