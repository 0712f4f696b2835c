"""Transfers that are not asked for by a phone: by the panel, or a program."""

from __future__ import annotations

from collections.abc import Mapping

from ringtree.calls.call import Call
from ringtree.calls.conversation import Conversation
from ringtree.calls.events import TransferAsked


class CannotTransfer(Exception):
    """The conversation can't be handed on; the message says why."""


def hand_on(calls: Mapping[str, Call], code: str, call_id: str, *, by: str, to: str) -> None:
    """Hand a conversation of a company's person on, as the person's own phone would without asking.

    `by` is the person's internal number, `to` what that person would dial: the person's
    permissions hold. The phone is hung up when it is known what became of it.

    Raises:
        CannotTransfer: the person talks with nobody in such a call, or may not call there.
    """
    call = calls.get(call_id)
    activity = call.activity if call is not None and call.snapshot.code == code else None
    if call is None or not isinstance(activity, Conversation):
        raise CannotTransfer(f"nobody talks in a call {call_id}")
    account = call.snapshot.company.account(by)
    by_caller = call.account == account
    if not by_caller and activity.callee.target.own_account != account:
        raise CannotTransfer(f"{by} does not talk in this call")
    asked = TransferAsked(to)
    activity.transfer(asked, by_caller=by_caller)
    if not asked.taken:
        raise CannotTransfer(asked.why)
