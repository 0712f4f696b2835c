"""Non-INVITE client transaction [RFC 3261 §17.1.2].

Everything that moves this machine is in this table.
"""

from __future__ import annotations

from enum import StrEnum

from ringtree.sip.transaction.machine import Action, ClientTransaction, Table
from ringtree.sip.transaction.timers import Schedule, StateTimers, Timings


class State(StrEnum):
    TRYING = "trying"
    PROCEEDING = "proceeding"
    COMPLETED = "completed"
    TERMINATED = "terminated"


class Input(StrEnum):
    RECV_1XX = "1xx received"
    RECV_FINAL = "final response received"
    TIMER_E = "timer E"
    TIMER_F = "timer F"
    TIMER_K = "timer K"
    TRANSPORT_ERROR = "transport error"


_S, _I, _A = State, Input, Action

TRANSITIONS: Table = {
    (_S.TRYING, _I.TIMER_E): (_S.TRYING, (_A.RESEND,)),
    (_S.TRYING, _I.TIMER_F): (_S.TERMINATED, (_A.TIMEOUT,)),
    (_S.TRYING, _I.TRANSPORT_ERROR): (_S.TERMINATED, (_A.FAILED,)),
    (_S.TRYING, _I.RECV_1XX): (_S.PROCEEDING, (_A.PASS,)),
    (_S.TRYING, _I.RECV_FINAL): (_S.COMPLETED, (_A.PASS,)),
    (_S.PROCEEDING, _I.TIMER_E): (_S.PROCEEDING, (_A.RESEND,)),
    # Unlike an INVITE's, these 1xx do not stop the clock: Timer F runs from the sending.
    (_S.PROCEEDING, _I.TIMER_F): (_S.TERMINATED, (_A.TIMEOUT,)),
    (_S.PROCEEDING, _I.TRANSPORT_ERROR): (_S.TERMINATED, (_A.FAILED,)),
    (_S.PROCEEDING, _I.RECV_1XX): (_S.PROCEEDING, (_A.PASS,)),
    (_S.PROCEEDING, _I.RECV_FINAL): (_S.COMPLETED, (_A.PASS,)),
    # Completed: absorb copies of the final response.
    (_S.COMPLETED, _I.RECV_FINAL): (_S.COMPLETED, ()),
    (_S.COMPLETED, _I.TRANSPORT_ERROR): (_S.COMPLETED, ()),
    (_S.COMPLETED, _I.TIMER_K): (_S.TERMINATED, ()),
}


def schedule(timings: Timings, *, reliable: bool) -> Schedule:
    """Timers E, F and K."""
    trying = StateTimers(limit=_I.TIMER_F, after=timings.patience)
    proceeding = trying
    if not reliable:
        trying = trying._replace(resend=_I.TIMER_E, interval=timings.t1, cap=timings.t2)
        proceeding = trying._replace(interval=timings.t2)
    return {
        _S.TRYING: trying,
        _S.PROCEEDING: proceeding,
        _S.COMPLETED: StateTimers(limit=_I.TIMER_K, after=0.0 if reliable else timings.t4),
    }


class Client(ClientTransaction):
    """We asked something other than INVITE."""

    __slots__ = ()
    TABLE = TRANSITIONS
    INITIAL = State.TRYING
    TERMINATED = State.TERMINATED
    TRANSPORT_ERROR = Input.TRANSPORT_ERROR

    def _enter(self, state: StrEnum, now: float) -> None:
        limit_at = self._limit_at if state is State.PROCEEDING else None
        super()._enter(state, now)
        if limit_at is not None:
            self._limit_at = limit_at
