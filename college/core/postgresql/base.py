"""A kept connection is looked at before each request (CONN_HEALTH_CHECKS). Django asks the server `SELECT 1`; a look at the
socket tells the same: a server that ended, or was restarted, has closed its end, and a closed end can be read from. Nothing
else is ever there to be read between two requests, so whatever can be read leads to Django's own question.
"""

import select

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def is_usable(self) -> bool:
        """Whether the connection can serve another request. Asks the server only when the socket or an error says so."""
        if self.connection is None:
            return False
        if not self.errors_occurred and _is_silent(self.connection):
            return True
        usable: bool = super().is_usable()
        return usable


def _is_silent(connection: "psycopg.Connection[object]") -> bool:
    """The server has said nothing since its last answer, not even goodbye."""
    try:
        poll = select.poll()
        poll.register(connection.fileno(), select.POLLIN)
        return not poll.poll(0)
    except (OSError, psycopg.Error):
        return False
