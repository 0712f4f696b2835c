"""INVITE server transaction [RFC 3261 §17.2.1, RFC 6026 §8.5].

Everything that moves this machine is in this table. The 2xx is repeated by the dialog, not here;
Accepted only keeps late copies of the INVITE from becoming new calls.
"""

from __future__ import annotations

from enum import StrEnum

from ringtree.sip.transaction.machine import Action, ServerTransaction, Table
from ringtree.sip.transaction.timers import Schedule, StateTimers, Timings


class State(StrEnum):
    TRYING = "trying"
    """Nothing sent yet. RFC 3261 counts this as Proceeding; apart, it can owe a 100."""
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    TERMINATED = "terminated"


class Input(StrEnum):
    RECV_INVITE = "INVITE received"
    RECV_ACK = "ACK received"
    SEND_1XX = "1xx from user"
    SEND_2XX = "2xx from user"
    SEND_3XX_6XX = "3xx-6xx from user"
    TIMER_100 = "200 ms without a response"
    TIMER_G = "timer G"
    TIMER_H = "timer H"
    TIMER_I = "timer I"
    TIMER_L = "timer L"
    TRANSPORT_ERROR = "transport error"


_S, _I, _A = State, Input, Action

TRANSITIONS: Table = {
    # Trying: a copy of the INVITE says the caller is waiting for a sign of life.
    (_S.TRYING, _I.RECV_INVITE): (_S.PROCEEDING, (_A.SEND_100,)),
    (_S.TRYING, _I.TIMER_100): (_S.PROCEEDING, (_A.SEND_100,)),
    (_S.TRYING, _I.SEND_1XX): (_S.PROCEEDING, (_A.SEND,)),
    (_S.TRYING, _I.SEND_2XX): (_S.ACCEPTED, (_A.SEND,)),
    (_S.TRYING, _I.SEND_3XX_6XX): (_S.COMPLETED, (_A.SEND,)),
    (_S.TRYING, _I.TRANSPORT_ERROR): (_S.TRYING, ()),
    (_S.PROCEEDING, _I.RECV_INVITE): (_S.PROCEEDING, (_A.RESEND,)),
    (_S.PROCEEDING, _I.SEND_1XX): (_S.PROCEEDING, (_A.SEND,)),
    (_S.PROCEEDING, _I.SEND_2XX): (_S.ACCEPTED, (_A.SEND,)),
    (_S.PROCEEDING, _I.SEND_3XX_6XX): (_S.COMPLETED, (_A.SEND,)),
    # A transport error never discards the state: copies must still be absorbed (RFC 6026 §7.1).
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.PROCEEDING, (_A.FAILED,)),
    # Completed: repeat the final response until the ACK.
    (_S.COMPLETED, _I.RECV_INVITE): (_S.COMPLETED, (_A.RESEND,)),
    (_S.COMPLETED, _I.TIMER_G): (_S.COMPLETED, (_A.RESEND,)),
    (_S.COMPLETED, _I.RECV_ACK): (_S.CONFIRMED, ()),
    (_S.COMPLETED, _I.TIMER_H): (_S.TERMINATED, (_A.TIMEOUT,)),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.COMPLETED, (_A.FAILED,)),
    # Confirmed: absorb what is still on its way.
    (_S.CONFIRMED, _I.RECV_ACK): (_S.CONFIRMED, ()),
    (_S.CONFIRMED, _I.RECV_INVITE): (_S.CONFIRMED, ()),
    (_S.CONFIRMED, _I.TRANSPORT_ERROR): (_S.CONFIRMED, ()),
    (_S.CONFIRMED, _I.TIMER_I): (_S.TERMINATED, ()),
    (_S.ACCEPTED, _I.RECV_INVITE): (_S.ACCEPTED, ()),
    (_S.ACCEPTED, _I.RECV_ACK): (_S.ACCEPTED, (_A.PASS,)),
    (_S.ACCEPTED, _I.SEND_2XX): (_S.ACCEPTED, (_A.SEND,)),
    (_S.ACCEPTED, _I.TRANSPORT_ERROR): (_S.ACCEPTED, (_A.FAILED,)),
    (_S.ACCEPTED, _I.TIMER_L): (_S.TERMINATED, ()),
}


def schedule(timings: Timings, *, reliable: bool) -> Schedule:
    """Timers G, H, I and L, and the 200 ms after which a 100 is owed."""
    patience = timings.patience
    completed = StateTimers(limit=_I.TIMER_H, after=patience)
    if not reliable:
        completed = completed._replace(resend=_I.TIMER_G, interval=timings.t1, cap=timings.t2)
    return {
        _S.TRYING: StateTimers(limit=_I.TIMER_100, after=timings.trying),
        _S.COMPLETED: completed,
        _S.CONFIRMED: StateTimers(limit=_I.TIMER_I, after=0.0 if reliable else timings.t4),
        _S.ACCEPTED: StateTimers(limit=_I.TIMER_L, after=patience),
    }


class InviteServer(ServerTransaction):
    """Someone invited us."""

    __slots__ = ()
    TABLE = TRANSITIONS
    INITIAL = State.TRYING
    TERMINATED = State.TERMINATED
    TRANSPORT_ERROR = Input.TRANSPORT_ERROR
