"""Transfers that are not asked for by a phone: by the panel, or a program."""

from __future__ import annotations

from collections.abc import Mapping

from ringtree.calls.call import Call
from ringtree.calls.conversation import Conversation
from ringtree.calls.events import TransferAsked
from ringtree.explained import Explained


class CannotTransfer(Explained):
    """The conversation can't be handed on; the message says why."""


#: What a phone is told in English when it can't hand a conversation on.
_RUSSIAN = {
    "Nothing To Transfer Here": "переводить здесь нечего",
    "Only The Company's Own People Transfer Calls": "звонки переводят только сотрудники компании",
    "The Other Side Has Hung Up": "собеседник уже положил трубку",
    "Feature Codes Are Not For Others": "на код перевести нельзя",
    "That Is Who Is Talking": "это тот, кто уже разговаривает",
    "Nobody Has This Number": "такого номера ни у кого нет",
    "You May Not Call This Number": "звонить на этот номер вам не разрешено",
    "You May Not Present This Number": "показывать этот номер вам не разрешено",
    "No Trunk Takes This Call": "ни один транк не берёт такой звонок",
}


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
        raise CannotTransfer(
            f"nobody talks in a call {call_id}", f"в звонке {call_id} никто не разговаривает"
        )
    account = call.snapshot.company.account(by)
    by_caller = call.account == account
    if not by_caller and activity.callee.target.own_account != account:
        raise CannotTransfer(
            f"{by} does not talk in this call", f"{by} не разговаривает в этом звонке"
        )
    asked = TransferAsked(to)
    activity.transfer(asked, by_caller=by_caller)
    if not asked.taken:
        raise CannotTransfer(asked.why, _RUSSIAN.get(asked.why, asked.why))
