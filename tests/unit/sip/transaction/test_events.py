"""What the transaction layer tells its user."""

from __future__ import annotations

from typing import get_args

from ringtree.sip.dialog.agent import UserAgent
from ringtree.sip.transaction.events import Event
from ringtree.sip.transaction.layer import TransactionLayer


def test_the_user_agent_knows_what_to_do_with_every_one() -> None:
    agent = UserAgent(TransactionLayer(lambda hop: "a:1"), lambda hop: "a:1")
    assert set(agent._dispatch) == set(get_args(Event))
