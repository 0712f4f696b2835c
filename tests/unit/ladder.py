"""A test of a machine, written as the ladder diagram of what happens.

    (
        Ladder(machine)
        >> I.SEND_3XX_6XX << A.SEND      # an input, and what it must make the machine do
        >> after(0.5) << A.RESEND        # half a second later, its timers have spoken
        >> I.RECV_ACK
    )

An output nobody expected fails at the next `>>`; `done()` checks the last rung.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Self

from ringtree.sip.transaction.machine import Action, Transaction


class After(NamedTuple):
    """Let this many seconds pass."""

    seconds: float


def after(seconds: float) -> After:
    return After(seconds)


class Ladder:
    """Feeds a transaction inputs and time; holds what it did until that is expected."""

    def __init__(self, machine: Transaction, now: float = 0.0) -> None:
        self.machine = machine
        self.now = now
        self.pending: list[Action] = []

    def __rshift__(self, rung: StrEnum | After) -> Self:
        self.done()
        if isinstance(rung, After):
            self._pass(self.now + rung.seconds)
        else:
            self.pending += self.machine.feed(rung, self.now)
        return self

    def __lshift__(self, expected: Action) -> Self:
        assert self.pending, f"expected {expected.name}, but nothing was done"
        got = self.pending.pop(0)
        assert got is expected, f"expected {expected.name}, got {got.name}"
        return self

    def done(self) -> Self:
        assert not self.pending, f"nobody expected {[a.name for a in self.pending]}"
        return self

    def ends_in(self, state: StrEnum) -> Self:
        self.done()
        assert self.machine.state is state, f"in {self.machine.state.name}, not {state.name}"
        return self

    def _pass(self, until: float) -> None:
        while (due := self.machine.due()) <= until:
            self.now = max(self.now, due)
            if (timer := self.machine.expire(self.now)) is not None:
                self.pending += self.machine.feed(timer, self.now)
        self.now = until
