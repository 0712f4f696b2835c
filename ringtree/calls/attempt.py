"""An attempt to reach one target: all devices of one extension, or one number on a trunk.

All devices of an attempt get the same offer, one media address: whoever answers first takes it.
The extension is reserved from before the first INVITE until its last leg is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import Cause, CauseKind, cause, most_telling
from ringtree.calls.events import Answered, Failed, Left, LegEvent, Ringing
from ringtree.calls.exchange import Exchange
from ringtree.calls.leg import Leg
from ringtree.calls.occupancy import Reservation
from ringtree.sip.dialog.outgoing import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri


@dataclass(frozen=True, slots=True)
class Device:
    """Where one INVITE goes; a device behind NAT is only ever reached at `hop`."""

    uri: Uri
    hop: Hop
    route: tuple[str, ...] = ()
    behind_nat: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an attempt wants to reach. `account` is None for a number outside."""

    label: str
    account: str | None
    devices: tuple[Device, ...]


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the callee is shown of the caller.

    `diverted_by` is the number of ours that the caller dialled and that passes the call on to
    the outside: a carrier takes a number that is not ours only together with one that is.
    `hops_left` is what the caller's INVITE has left of Max-Forwards: a call that leads back to us
    over a trunk ends in the end [RFC 3261 §16.3].
    """

    display: str
    number: str
    diverted_by: str = ""
    hops_left: int | None = None

    def headers(self, host: str) -> tuple[tuple[str, str], ...]:
        """What a carrier is told besides From [RFC 5806 §4]."""
        if not self.diverted_by:
            return ()
        return (("Diversion", f"<sip:{self.diverted_by}@{host}>;reason=unconditional"),)


class AttemptState(Enum):
    """Where an attempt is."""

    IDLE = "idle"
    TRYING = "trying"
    RINGING = "ringing"
    ANSWERED = "answered"
    FAILED = "failed"


Listener = Callable[["Attempt", LegEvent], None]


class Attempt:
    """Rings one target, and is its handle in the conversation afterwards.

    The listener hears `Ringing` at most once, then `Answered` or `Failed` once; after `Answered`
    it hears what the leg that answered reports, `Left` as the last.
    """

    __slots__ = (
        "_exchange",
        "_failures",
        "_media",
        "_reservation",
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

    def start(self, call_id: str, presentation: Presentation, ring_limit: float) -> Cause | None:
        """Reserve the target and send an INVITE to each device; the cause if that is impossible.

        A failure at once is returned, not told to the listener.
        """
        if not self.target.devices:
            return self._impossible(cause(CauseKind.UNREACHABLE))
        if self.target.account is not None:
            reservation = self._exchange.occupancy.reserve(self.target.account, call_id)
            if reservation is None:
                return self._impossible(cause(CauseKind.BUSY))
            self._reservation = reservation
        for device in self.target.devices:
            self._invite(device, presentation, ring_limit)
        if len(self._failures) == len(self.legs):  # no INVITE could even be sent
            return self._impossible(most_telling(self._failures))
        self.state = AttemptState.TRYING
        return None

    def _impossible(self, why: Cause) -> Cause:
        self.state = AttemptState.FAILED
        self._release()
        return why

    def _invite(self, device: Device, presentation: Presentation, ring_limit: float) -> None:
        host = self._exchange.endpoint.local_host(device.hop)
        local, sdp = self._media.offer_from(host)
        invite = OutgoingInvite(
            target=device.uri,
            hop=device.hop,
            route=device.route,
            behind_nat=device.behind_nat,
            from_=NameAddr(Uri("sip", presentation.number, host), presentation.display),
            to=NameAddr(device.uri),
            offer=sdp,
            ring_limit=ring_limit,
            headers=presentation.headers(host),
            max_forwards=presentation.hops_left,
        )
        self.legs.append(Leg.outgoing(self._exchange, invite, local, self._on_leg))

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

    def _on_leg(self, leg: Leg, event: LegEvent) -> None:
        match event:
            case Ringing():
                if self.state is AttemptState.TRYING:
                    self.state = AttemptState.RINGING
                    self.listener(self, event)
            case Answered():
                self._answered(leg, event)
            case Failed(cause=why) | Left(cause=why):
                self._failed(leg, why)
            case _:
                if leg is self.leg:
                    self.listener(self, event)

    def _answered(self, leg: Leg, event: Answered) -> None:
        if self.state not in (AttemptState.TRYING, AttemptState.RINGING):
            leg.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))  # two devices answered together
            return
        self.state = AttemptState.ANSWERED
        self.leg = leg
        for other in self._others(leg):
            other.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))
        self.listener(self, event)

    def take_media(self) -> None:
        """Give the offered media to the device that answered: this attempt won."""
        assert self.leg is not None, "nobody has answered"
        self._media.give_to(self.leg)

    def _others(self, leg: Leg) -> Sequence[Leg]:
        return [other for other in self.legs if other is not leg]

    def _failed(self, leg: Leg, why: Cause) -> None:
        if self.state is AttemptState.ANSWERED:
            if leg is self.leg:
                self._release()
                self.listener(self, Left(why))
            return
        self._failures.append(why)
        if self.state is AttemptState.IDLE:
            return  # `start` counts those that fail at once
        # A 6xx speaks for the person, not for the device [RFC 3261 §16.7 step 5].
        if why.kind is CauseKind.REFUSED or len(self._failures) == len(self.legs):
            self._fail(leg)

    def _fail(self, leg: Leg) -> None:
        if self.state is AttemptState.FAILED:
            return
        self.state = AttemptState.FAILED
        why = most_telling(self._failures)
        for other in self._others(leg):
            other.hang_up(why)
        self._release()
        self.listener(self, Failed(why))
