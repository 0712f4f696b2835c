"""Trying to reach a target: its devices, or its trunks one after the other, and giving up."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from ringtree.calls.accepting import Accepting
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, CauseKind, cause, most_telling
from ringtree.calls.events import Failed, Left, LegEvent
from ringtree.calls.exchange import Exchange
from ringtree.calls.inviting import invite_for
from ringtree.calls.leg import Leg
from ringtree.calls.occupancy import Reservation
from ringtree.calls.permit import Permit
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Device, Target
from ringtree.calls.way_out import Ways

if TYPE_CHECKING:
    from ringtree.calls.attempt import Attempt


class AttemptState(Enum):
    """Where an attempt is."""

    IDLE = "idle"
    TRYING = "trying"
    RINGING = "ringing"
    ACCEPTING = "accepting"
    ANSWERED = "answered"
    FAILED = "failed"


Listener = Callable[["Attempt", LegEvent], None]


class Trying:
    """The state of an attempt, and its INVITEs until somebody answers."""

    __slots__ = (
        "_accepting",
        "_early",
        "_exchange",
        "_failures",
        "_media",
        "_presentation",
        "_reservation",
        "_ring_limit",
        "_silent",
        "_ways",
        "leg",
        "legs",
        "listener",
        "state",
        "target",
    )

    def __init__(
        self, exchange: Exchange, target: Target, media: CalleeMedia, listener: Listener
    ) -> None:
        self.target = target
        self.state = AttemptState.IDLE
        self.leg: Leg | None = None
        self._exchange = exchange
        self._media = media
        self.listener = listener
        self.legs: list[Leg] = []
        self._failures: list[Cause] = []
        self._reservation: Reservation | None = None
        self._silent: list[Leg] = []
        self._early: Leg | None = None
        self._ways = Ways(exchange, target.ways)
        self._accepting: Accepting | None = None

    def tell(self, event: LegEvent) -> None:
        """Let the listener hear of it."""
        raise NotImplementedError

    def on_leg(self, leg: Leg, event: LegEvent) -> None:
        """Hear what a leg reports."""
        raise NotImplementedError

    def start(self, call_id: str, presentation: Presentation, ring_limit: float) -> Cause | None:
        """Reserve the target and send an INVITE to each device; the cause if that is impossible.

        A failure at once is returned, not told to the listener.
        """
        self._presentation, self._ring_limit = presentation, ring_limit
        if not self._ways and not self.target.devices:
            return self._impossible(cause(CauseKind.UNREACHABLE))
        if self.target.account is not None:
            reservation = self._exchange.occupancy.reserve(self.target.account, call_id)
            if reservation is None:
                return self._impossible(cause(CauseKind.BUSY))
            self._reservation = reservation
        if self._ways:
            return self._next_way(cause(CauseKind.UNREACHABLE))
        for device in self.target.devices:
            self._invite(device, presentation, ring_limit)
        if len(self._failures) == len(self.legs):  # no INVITE could even be sent
            return self._impossible(most_telling(self._failures))
        self.state = AttemptState.TRYING
        return None

    # -- over trunks, one after the other

    @property
    def trunk(self) -> str | None:
        """The trunk that has the call, or had it last."""
        return self._ways.trunk

    @property
    def tried(self) -> dict[str, str]:
        """The trunks that did not take the call, and why."""
        return self._ways.tried

    @property
    def permit(self) -> Permit | None:
        """What the call goes out with, for a number outside."""
        return self._ways.permit

    def _next_way(self, why: Cause) -> Cause | None:
        """Take the next trunk that can have the call; the cause if there is none."""
        causes = [why]
        while self._ways:
            if (failed := self._take()) is None:
                self.state = AttemptState.TRYING
                return None
            causes.append(failed)
            self._ways.failed(failed)
        return self._impossible(most_telling(causes))

    def _take(self) -> Cause | None:
        """Send the INVITE over the next trunk if it lets the call out; why not, otherwise."""
        way = self._ways.open(self._presentation, self._cut)
        if isinstance(way, Cause):
            return way
        self._failures, self.legs = [], []
        self.state = AttemptState.IDLE
        for device in way.devices:
            self._invite(device, self._presentation.over(way), self._ring_limit)
        if len(self._failures) == len(self.legs):
            return most_telling(self._failures)
        self._ways.wait(way, self._on_silence)
        return None

    def _on_silence(self) -> None:
        """Nothing at all came from the trunk: it is dead, and somebody is waiting."""
        if self.state is AttemptState.TRYING and not any(leg.was_heard for leg in self.legs):
            self._silent += self.legs
            for leg in self.legs:
                leg.hang_up(cause(CauseKind.CANCELLED))
            self._go_on(cause(CauseKind.UNREACHABLE, "the trunk does not respond"))

    def _go_on(self, why: Cause) -> None:
        """The trunk did not take the call: try the next, or give up."""
        self._ways.failed(why)
        self._ways.stop_waiting()
        last = self._next_way(why)
        if last is not None:
            self.tell(Failed(last))

    def _cut(self, why: Cause) -> None:
        """A hard limit is reached while the call goes on."""
        if self.state is AttemptState.ANSWERED:
            self.cancel(why)
            self.tell(Left(why))

    # -- the legs

    def _impossible(self, why: Cause) -> Cause:
        self.state = AttemptState.FAILED
        self._release()
        return why

    def _invite(self, device: Device, presentation: Presentation, ring_limit: float) -> None:
        host = self._exchange.endpoint.local_host(device.hop)
        local, sdp = self._media.offer_from(host, self.target.own_media)
        invite = invite_for(
            device, self.target, presentation, host=host, offer=sdp, ring_limit=ring_limit
        )
        self.legs.append(Leg.outgoing(self._exchange, invite, local, self.on_leg, device.line))

    def cancel(self, why: Cause) -> None:
        """Stop ringing, or hang up if the target has answered. The extension is free at once."""
        if self.state is not AttemptState.ANSWERED:
            self.state = AttemptState.FAILED
        for leg in self.legs:
            leg.hang_up(why)
        self._release()

    def _release(self) -> None:
        if self._reservation is not None:
            self._reservation.release()
        self._ways.stop_waiting()
        self._ways.give_back()
        self._stop_asking()

    def _stop_asking(self) -> None:
        if self._accepting is not None:
            self._accepting.stop()
            self._accepting = None
