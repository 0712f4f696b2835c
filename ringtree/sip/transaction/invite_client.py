"""INVITE client transaction [RFC 3261 §17.1.1, RFC 6026 §8.4].

Everything that moves this machine is in this table. After a provisional response no timer runs:
how long it may ring is for the transaction user to say, never for Timer B.
"""

from __future__ import annotations

from enum import StrEnum

from ringtree.sip.transaction.machine import Action, ClientTransaction, Table
from ringtree.sip.transaction.timers import Schedule, StateTimers, Timings


class State(StrEnum):
    CALLING = "calling"
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    ACCEPTED = "accepted"
    TERMINATED = "terminated"


class Input(StrEnum):
    RECV_1XX = "1xx received"
    RECV_2XX = "2xx received"
    RECV_3XX_6XX = "3xx-6xx received"
    TIMER_A = "timer A"
    TIMER_B = "timer B"
    TIMER_D = "timer D"
    TIMER_M = "timer M"
    TRANSPORT_ERROR = "transport error"
    ABANDON = "abandoned by user"


_S, _I, _A = State, Input, Action

TRANSITIONS: Table = {
    (_S.CALLING, _I.TIMER_A): (_S.CALLING, (_A.RESEND,)),
    (_S.CALLING, _I.TIMER_B): (_S.TERMINATED, (_A.TIMEOUT,)),
    (_S.CALLING, _I.TRANSPORT_ERROR): (_S.TERMINATED, (_A.FAILED,)),
    (_S.CALLING, _I.RECV_1XX): (_S.PROCEEDING, (_A.PASS,)),
    (_S.CALLING, _I.RECV_2XX): (_S.ACCEPTED, (_A.PASS,)),
    (_S.CALLING, _I.RECV_3XX_6XX): (_S.COMPLETED, (_A.ACK, _A.PASS)),
    (_S.PROCEEDING, _I.RECV_1XX): (_S.PROCEEDING, (_A.PASS,)),
    (_S.PROCEEDING, _I.RECV_2XX): (_S.ACCEPTED, (_A.PASS,)),
    (_S.PROCEEDING, _I.RECV_3XX_6XX): (_S.COMPLETED, (_A.ACK, _A.PASS)),
    # A connection lost while it rings: the response may still come over a new one (§18.2.2).
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.PROCEEDING, ()),
    # Cancelled in vain (§9.1). A 2xx within another 64*T1 still finds somebody to hang it up.
    (_S.PROCEEDING, _I.ABANDON): (_S.ACCEPTED, ()),
    # Completed: a repeated final response means our ACK was lost.
    (_S.COMPLETED, _I.RECV_3XX_6XX): (_S.COMPLETED, (_A.RESEND,)),
    # The transaction user has its final response already; only the ACK did not get out.
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.TERMINATED, ()),
    (_S.COMPLETED, _I.TIMER_D): (_S.TERMINATED, ()),
    # Accepted: repeated and forked 2xx belong to the dialogs, which acknowledge them.
    (_S.ACCEPTED, _I.RECV_2XX): (_S.ACCEPTED, (_A.PASS,)),
    (_S.ACCEPTED, _I.TRANSPORT_ERROR): (_S.ACCEPTED, ()),
    (_S.ACCEPTED, _I.TIMER_M): (_S.TERMINATED, ()),
}


def schedule(timings: Timings, *, reliable: bool) -> Schedule:
    """Timers A, B, D and M."""
    patience = timings.patience
    calling = StateTimers(limit=_I.TIMER_B, after=patience)
    if not reliable:
        calling = calling._replace(resend=_I.TIMER_A, interval=timings.t1)
    return {
        _S.CALLING: calling,
        _S.COMPLETED: StateTimers(limit=_I.TIMER_D, after=0.0 if reliable else timings.d),
        _S.ACCEPTED: StateTimers(limit=_I.TIMER_M, after=patience),
    }


class InviteClient(ClientTransaction):
    """We invited someone."""

    __slots__ = ()
    TABLE = TRANSITIONS
    INITIAL = State.CALLING
    TERMINATED = State.TERMINATED
    TRANSPORT_ERROR = Input.TRANSPORT_ERROR
