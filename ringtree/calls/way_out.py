"""The trunks a call may take, one after the other, and what it goes out with over each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.circles import Round
from ringtree.calls.exchange import Exchange
from ringtree.calls.permit import Permit, TrunkCall
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import TrunkWay

#: Seconds without a sign of life after which a call is taken from one trunk to the next. A carrier
#: answers 100 at once [RFC 3261 §17.2.1]; Timer B would let the caller wait for 32 s.
TRUNK_PATIENCE = 4.0


class WayOut:
    """A call that was let out over one trunk. It must be given back, once, when it is over."""

    __slots__ = ("_round", "permit")

    def __init__(self, permit: Permit, passed_on: Round) -> None:
        self.permit = permit
        self._round = passed_on

    @classmethod
    def open(cls, exchange: Exchange, caller: Presentation, call: TrunkCall) -> WayOut | Cause:
        """Have a call let out; the cause if it runs in a circle or a limit is reached."""
        passed_on = exchange.circles.enter(caller, call)
        if passed_on is None:
            return cause(CauseKind.CIRCLE)
        permit = exchange.guard.admit(call)
        if isinstance(permit, Cause):
            passed_on.leave()
            return permit
        return cls(permit, passed_on)

    def give_back(self) -> None:
        """The call is over, or was not taken."""
        self.permit.release()
        self._round.leave()


class Ways:
    """The trunks of one call. True while there is another one to be tried."""

    __slots__ = ("_all", "_exchange", "_out", "_patience", "_used", "tried")

    def __init__(self, exchange: Exchange, ways: Sequence[TrunkWay]) -> None:
        self._exchange = exchange
        self._all = ways
        self._used = 0
        self._out: WayOut | None = None
        self._patience: asyncio.TimerHandle | None = None
        self.tried: dict[str, str] = {}
        """The trunks that did not take the call, and why."""

    def __bool__(self) -> bool:
        return self._used < len(self._all)

    @property
    def trunk(self) -> str | None:
        """The trunk that has the call, or had it last."""
        return self._all[self._used - 1].call.trunk.name if self._used else None

    @property
    def permit(self) -> Permit | None:
        """What the call goes out with now."""
        return self._out.permit if self._out is not None else None

    def open(self, caller: Presentation, on_cut: Callable[[Cause], None]) -> TrunkWay | Cause:
        """Have the call let out over the next trunk; why it is not, otherwise.

        `on_cut` is told when a limit ends the call that goes on.
        """
        way = self._all[self._used]
        self._used += 1
        if not way.devices:
            return cause(CauseKind.UNREACHABLE, f"the trunk {way.call.trunk.name} has no address")
        out = WayOut.open(self._exchange, caller, way.call)
        if isinstance(out, Cause):
            return out
        self._out = out
        out.permit.cut_by(on_cut)
        return way

    def failed(self, why: Cause) -> None:
        """The trunk that has the call did not take it."""
        if (trunk := self.trunk) is not None:
            self.tried[trunk] = why.text
        self.give_back()

    def give_back(self) -> None:
        """The call is over, or was not taken. A second time does nothing."""
        if self._out is not None:
            out, self._out = self._out, None
            out.give_back()

    # -- a trunk that says nothing

    def wait(self, way: TrunkWay, on_silence: Callable[[], None]) -> None:
        """Be told if nothing comes in time from a trunk; never from the last one.

        A trunk of several addresses has its time for each of them.
        """
        if not self:
            return
        addresses = sum(len(device.line.ways()) for device in way.devices if device.line)
        loop = asyncio.get_running_loop()
        self._patience = loop.call_later(TRUNK_PATIENCE * max(1, addresses), on_silence)

    def stop_waiting(self) -> None:
        """It has said something, or does not matter any more."""
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None
