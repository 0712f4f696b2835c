"""Non-INVITE server transaction [RFC 3261 §17.2.2].

Everything that moves this machine is in this table.
"""

from __future__ import annotations

from enum import StrEnum

from ringtree.sip.transaction.machine import Action, ServerTransaction, Table
from ringtree.sip.transaction.timers import Schedule, StateTimers, Timings


class State(StrEnum):
    TRYING = "trying"
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class Input(StrEnum):
    RECV_REQUEST = "request received again"
    SEND_1XX = "1xx from user"
    SEND_FINAL = "final response from user"
    TIMER_J = "timer J"
    TRANSPORT_ERROR = "transport error"


_S, _I, _A = State, Input, Action

TRANSITIONS: Table = {
    (_S.TRYING, _I.RECV_REQUEST): (_S.TRYING, ()),
    (_S.TRYING, _I.SEND_1XX): (_S.PROCEEDING, (_A.SEND,)),
    (_S.TRYING, _I.SEND_FINAL): (_S.COMPLETED, (_A.SEND,)),
    (_S.TRYING, _I.TRANSPORT_ERROR): (_S.TRYING, ()),
    (_S.PROCEEDING, _I.RECV_REQUEST): (_S.PROCEEDING, (_A.RESEND,)),
    (_S.PROCEEDING, _I.SEND_1XX): (_S.PROCEEDING, (_A.SEND,)),
    (_S.PROCEEDING, _I.SEND_FINAL): (_S.COMPLETED, (_A.SEND,)),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.PROCEEDING, ()),
    # Completed: whoever asks again gets the same answer.
    (_S.COMPLETED, _I.RECV_REQUEST): (_S.COMPLETED, (_A.RESEND,)),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.COMPLETED, ()),
    (_S.COMPLETED, _I.TIMER_J): (_S.TERMINATED, ()),
}


def schedule(timings: Timings, *, reliable: bool) -> Schedule:
    """Timer J."""
    after = 0.0 if reliable else timings.patience
    return {_S.COMPLETED: StateTimers(limit=_I.TIMER_J, after=after)}


class Server(ServerTransaction):
    """Someone asked something other than INVITE."""

    __slots__ = ()
    TABLE = TRANSITIONS
    INITIAL = State.TRYING
    TERMINATED = State.TERMINATED
    TRANSPORT_ERROR = Input.TRANSPORT_ERROR
