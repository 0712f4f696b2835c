"""Errors say what was asked of which machine in which state."""

from __future__ import annotations

from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.server import Input, State


def test_the_message_names_all_three() -> None:
    error = LocalProtocolError("Server", State.COMPLETED, Input.SEND_FINAL)
    assert str(error) == "Server can't handle SEND_FINAL in state COMPLETED"
    assert (error.state, error.given) == (State.COMPLETED, Input.SEND_FINAL)
