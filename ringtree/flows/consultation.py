"""The other call of somebody who hands a conversation on after having asked."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.calls.call import Call
from ringtree.calls.conversation import Conversation
from ringtree.calls.exchange import Exchange
from ringtree.sip.replaces import Replaces


@dataclass(frozen=True, slots=True)
class Consultation:
    """Where the transferor is in another call: as its caller, or as whoever was called.

    `conversation` is None while nobody has answered there yet.
    """

    call: Call
    by_caller: bool
    conversation: Conversation | None


def consultation(exchange: Exchange, account: str, replaces: Replaces) -> Consultation | None:
    """The call that a dialog of an internal number's belongs to; None if it is nobody's, or
    somebody else's: whoever knows the names of a dialog must not end it for that."""
    for call in exchange.calls.values():
        conversation = call.activity if isinstance(call.activity, Conversation) else None
        if call.account == account and call.caller.session.is_dialog(replaces):
            return Consultation(call, True, conversation)
        if conversation is None or conversation.callee.target.own_account != account:
            continue
        leg = conversation.callee.leg
        if leg is not None and leg.session.is_dialog(replaces):
            return Consultation(call, False, conversation)
    return None
