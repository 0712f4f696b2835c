"""An attempt to reach one target: all devices of one extension, or one number on a trunk.

All devices of an attempt get the same offer, one media address: whoever answers first takes it.
The extension is reserved from before the first INVITE until its last leg is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum

from ringtree.calls.accepting import Accepting
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import (
    Cause,
    CauseKind,
    cause,
    deserves_another_trunk,
    most_telling,
)
from ringtree.calls.events import (
    Answered,
    EarlyMedia,
    Failed,
    Left,
    LegEvent,
    Pressed,
    Ringing,
)
from ringtree.calls.exchange import Exchange
from ringtree.calls.inviting import invite_for
from ringtree.calls.leg import Leg
from ringtree.calls.occupancy import Reservation
from ringtree.calls.permit import Permit
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Accept, Device, Target
from ringtree.calls.way_out import Ways
from ringtree.media.plane import MediaLeg


class AttemptState(Enum):
    """Where an attempt is."""

    IDLE = "idle"
    TRYING = "trying"
    RINGING = "ringing"
    ACCEPTING = "accepting"
    ANSWERED = "answered"
    FAILED = "failed"


Listener = Callable[["Attempt", LegEvent], None]


class Attempt:
    """Rings one target, and is its handle in the conversation afterwards.

    The listener hears `Ringing` at most once, then `Answered` or `Failed` once; after `Answered`
    it hears what the leg that answered reports, `Left` as the last.
    """

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
            self.listener(self, Failed(last))

    def _cut(self, why: Cause) -> None:
        """A hard limit is reached while the call goes on."""
        if self.state is AttemptState.ANSWERED:
            self.cancel(why)
            self.listener(self, Left(why))

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
        self.legs.append(Leg.outgoing(self._exchange, invite, local, self._on_leg, device.line))

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

    def _on_leg(self, leg: Leg, event: LegEvent) -> None:
        if leg in self._silent:
            return
        match event:
            case Pressed(digit=digit) if self._accepting is not None:
                self._accepting.press(digit)
            case Ringing():
                if self.state is AttemptState.TRYING:
                    self.state = AttemptState.RINGING
                    self.listener(self, event)
            case EarlyMedia():
                if self.state in (AttemptState.TRYING, AttemptState.RINGING):
                    self.state = AttemptState.RINGING
                    self._early = leg
                    self.listener(self, event)
            case Answered():
                self._answered(leg, event)
            case Failed(cause=why) | Left(cause=why):
                self._failed(leg, why)
            case _:
                if leg is self.leg and self.state is AttemptState.ANSWERED:
                    self.listener(self, event)

    def _answered(self, leg: Leg, event: Answered) -> None:
        if self.state not in (AttemptState.TRYING, AttemptState.RINGING):
            leg.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))  # two devices answered together
            return
        self.state = AttemptState.ANSWERED
        self.leg = leg
        self._ways.stop_waiting()
        if self.permit is not None:
            self.permit.answered()
        for other in self._others(leg):
            other.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))
        if self.target.accept is not None:
            self._ask(leg, self.target.accept)
        else:
            self.listener(self, event)

    # -- accepting

    def _ask(self, leg: Leg, accept: Accept) -> None:
        """Let whoever answered hear what to press; nobody else hears of it yet."""
        self.state = AttemptState.ACCEPTING
        self.take_media()
        assert leg.media is not None
        self._accepting = Accepting(leg.media, accept, self._decided)

    def _decided(self, declined: CauseKind | None) -> None:
        if declined is not None:
            self._declined(declined)
            return
        self._accepting = None
        self.state = AttemptState.ANSWERED
        self.listener(self, Answered())

    def _declined(self, kind: CauseKind) -> None:
        """No key in time, another key, or hung up: the call was not taken."""
        why = cause(kind, "the call was not accepted")
        leg = self.leg
        self.cancel(why)
        if leg is not None:
            leg.confirm_end()
        self.listener(self, Failed(why))

    def _stop_asking(self) -> None:
        if self._accepting is not None:
            self._accepting.stop()
            self._accepting = None

    def take_media(self) -> None:
        """Give the offered media to the device that answered: this attempt won."""
        assert self.leg is not None, "nobody has answered"
        if self.leg.media is None:
            self._media.give_to(self.leg, self.target.own_media)

    def lend_media(self) -> MediaLeg | None:
        """The media on which the callee is heard before an answer; None if it can't be any more."""
        if self._early is None or self._early.is_over or self.state is AttemptState.ANSWERED:
            return None
        return self._media.lend_to(self._early, self.target.own_media)

    def _others(self, leg: Leg) -> Sequence[Leg]:
        return [other for other in self.legs if other is not leg]

    def _failed(self, leg: Leg, why: Cause) -> None:
        if self.state is AttemptState.ACCEPTING:
            if leg is self.leg:
                self._declined(CauseKind.REFUSED)
            return
        if self.state is AttemptState.ANSWERED:
            if leg is self.leg:
                self._release()
                self.listener(self, Left(why))
            return
        self._failures.append(why)
        if self.state is AttemptState.IDLE:
            return  # `start` counts those that fail at once
        if self._is_for_another_trunk():
            self._go_on(most_telling(self._failures))
            return
        # A 6xx speaks for the person, not for the device [RFC 3261 §16.7 step 5].
        if why.kind is CauseKind.REFUSED or len(self._failures) == len(self.legs):
            self._fail(leg)

    def _is_for_another_trunk(self) -> bool:
        return (
            bool(self._ways)
            and self.state is AttemptState.TRYING
            and len(self._failures) == len(self.legs)
            and deserves_another_trunk(most_telling(self._failures))
        )

    def _fail(self, leg: Leg) -> None:
        if self.state is AttemptState.FAILED:
            return
        self.state = AttemptState.FAILED
        why = most_telling(self._failures)
        self._ways.failed(why)
        for other in self._others(leg):
            other.hang_up(why)
        self._release()
        self.listener(self, Failed(why))
