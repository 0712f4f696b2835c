"""An attempt to reach one target: all devices of one extension, or one number on a trunk.

All devices of an attempt get the same offer, one media address: whoever answers first takes it.
The extension is reserved from before the first INVITE until its last leg is gone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import (
    Cause,
    CauseKind,
    cause,
    deserves_another_trunk,
    most_telling,
)
from ringtree.calls.circles import ROUNDS_HEADER, Round
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
from ringtree.calls.leg import Leg
from ringtree.calls.occupancy import Reservation
from ringtree.calls.permit import Permit, TrunkCall
from ringtree.media.plane import MediaLeg, Playlist
from ringtree.routing.caller_id import CallerId
from ringtree.sip.dialog.outgoing import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from ringtree.trunks.identity import Shown
from ringtree.trunks.line import Line


@dataclass(frozen=True, slots=True)
class Device:
    """Where one INVITE goes; a device behind NAT is only ever reached at `hop`.

    Over a trunk `line` makes the INVITE: it knows what the carrier wants, and where else to go.
    """

    uri: Uri
    hop: Hop
    route: tuple[str, ...] = ()
    behind_nat: bool = False
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class TrunkWay:
    """One trunk that may take a call, and what the call presents there.

    `diverted_by` is the company's number that passes on a call which presents another's.
    """

    call: TrunkCall
    devices: tuple[Device, ...]
    caller_id: CallerId
    diverted_by: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Whoever answers hears `files`, over and over, and has `limit` seconds to press 1: a mobile's
    mailbox answers as well, and presses nothing."""

    files: tuple[Path, ...]
    limit: float


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an attempt wants to reach: devices, or for a number outside the `ways` there, of
    which one is taken at a time. `account` is who is occupied meanwhile: for a number outside None,
    or the person whose calls are forwarded there."""

    label: str
    account: str | None
    devices: tuple[Device, ...] = ()
    ways: tuple[TrunkWay, ...] = ()
    accept: Accept | None = None

    @property
    def own_media(self) -> str:
        """Whose media it is offered: its own, if it talks with us before it wins; else ""."""
        return self.label if self.accept is not None else ""

    @property
    def hops(self) -> Iterator[Hop]:
        """Where INVITEs may go."""
        yield from (device.hop for device in self.devices)
        yield from (device.hop for way in self.ways for device in way.devices)


@dataclass(frozen=True, slots=True)
class Presentation:
    """What the callee is shown of the caller.

    `diverted_by` is the number of ours that the caller dialled and that passes the call on to
    the outside: a carrier takes a number that is not ours only together with one that is.
    `hops_left` is what the caller's INVITE has left of Max-Forwards: a call that leads back to us
    over a trunk ends in the end [RFC 3261 §16.3]. A carrier is told an `anonymous` caller's number
    and shows it to nobody [RFC 3323 §4.1, RFC 3325 §9.3]. `called` is the number of ours that the
    caller dialled, for whoever is rung here.
    """

    display: str
    number: str
    diverted_by: str = ""
    hops_left: int | None = None
    anonymous: bool = False
    rounds: int | None = None
    """How often the call has passed through us before, None for one that began here."""
    called: str = ""

    def over(self, way: TrunkWay) -> Presentation:
        """The same caller as presented on a trunk; a name only goes with the caller's number."""
        return replace(
            self,
            display=self.display if way.diverted_by else "",
            number=way.caller_id.number,
            anonymous=way.caller_id.anonymous,
            diverted_by=way.diverted_by,
        )

    def called_party(self, host: str) -> tuple[tuple[str, str], ...]:
        """Which number was called, for phones and programs that read it [RFC 7315 §4.2]."""
        return (("P-Called-Party-ID", f"<sip:{self.called}@{host}>"),) if self.called else ()

    @property
    def shown(self) -> Shown:
        """The same, for a trunk to render."""
        return Shown(self.number, self.display, self.anonymous, self.diverted_by)


#: What whoever has to accept presses.
ACCEPT_KEY = "1"

#: Seconds without a sign of life after which a call is taken from one trunk to the next. A carrier
#: answers 100 at once [RFC 3261 §17.2.1]; Timer B would let the caller wait for 32 s.
TRUNK_PATIENCE = 4.0


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
        "_circle",
        "_early",
        "_exchange",
        "_failures",
        "_media",
        "_patience",
        "_permit",
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
        "tried",
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
        self.tried: dict[str, str] = {}
        """The trunks that did not take the call, and why."""
        self._failures: list[Cause] = []
        self._reservation: Reservation | None = None
        self._silent: list[Leg] = []
        self._early: Leg | None = None
        self._ways = list(target.ways)
        self._permit: Permit | None = None
        self._patience: asyncio.TimerHandle | None = None
        self._accepting: asyncio.TimerHandle | None = None
        self._circle: Round | None = None

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
        used = len(self.target.ways) - len(self._ways)
        return self.target.ways[used - 1].call.trunk.name if used else None

    @property
    def permit(self) -> Permit | None:
        """What the call goes out with, for a number outside."""
        return self._permit

    def _next_way(self, why: Cause) -> Cause | None:
        """Take the next trunk that can have the call; the cause if there is none."""
        causes = [why]
        while self._ways:
            if (failed := self._take(self._ways.pop(0))) is None:
                self.state = AttemptState.TRYING
                return None
            causes.append(failed)
            self._failed_on_trunk(failed)
        return self._impossible(most_telling(causes))

    def _take(self, way: TrunkWay) -> Cause | None:
        """Send the INVITE over a trunk that lets the call out; why not, otherwise."""
        if not way.devices:
            return cause(CauseKind.UNREACHABLE, f"the trunk {way.call.trunk.name} has no address")
        circle = self._exchange.circles.enter(self._presentation, way.call)
        if circle is None:
            return cause(CauseKind.CIRCLE)
        permit = self._exchange.guard.admit(way.call)
        if isinstance(permit, Cause):
            circle.leave()
            return permit
        self._circle = circle
        self._permit, self._failures, self.legs = permit, [], []
        self.state = AttemptState.IDLE
        permit.cut_by(self._cut)
        for device in way.devices:
            self._invite(device, self._presentation.over(way), self._ring_limit)
        if len(self._failures) == len(self.legs):
            return most_telling(self._failures)
        if self._ways:
            loop = asyncio.get_running_loop()
            self._patience = loop.call_later(self._patience_with(way), self._on_silence)
        return None

    def _patience_with(self, way: TrunkWay) -> float:
        """A trunk of several addresses has its time for each of them."""
        addresses = sum(len(device.line.ways()) for device in way.devices if device.line)
        return TRUNK_PATIENCE * max(1, addresses)

    def _on_silence(self) -> None:
        """Nothing at all came from the trunk: it is dead, and somebody is waiting."""
        if self.state is AttemptState.TRYING and not any(leg.was_heard for leg in self.legs):
            self._silent += self.legs
            for leg in self.legs:
                leg.hang_up(cause(CauseKind.CANCELLED))
            self._go_on(cause(CauseKind.UNREACHABLE, "the trunk does not respond"))

    def _go_on(self, why: Cause) -> None:
        """The trunk did not take the call: try the next, or give up."""
        self._failed_on_trunk(why)
        self._stop_patience()
        last = self._next_way(why)
        if last is not None:
            self.listener(self, Failed(last))

    def _failed_on_trunk(self, why: Cause) -> None:
        if (trunk := self.trunk) is not None:
            self.tried[trunk] = why.text
        self._give_back()

    def _cut(self, why: Cause) -> None:
        """A hard limit is reached while the call goes on."""
        if self.state is AttemptState.ANSWERED:
            self.cancel(why)
            self.listener(self, Left(why))

    def _give_back(self) -> None:
        if self._permit is not None:
            self._permit.release()
            self._permit = None
        if self._circle is not None:
            self._circle.leave()
            self._circle = None

    def _stop_patience(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    # -- the legs

    def _impossible(self, why: Cause) -> Cause:
        self.state = AttemptState.FAILED
        self._release()
        return why

    def _invite(self, device: Device, presentation: Presentation, ring_limit: float) -> None:
        host = self._exchange.endpoint.local_host(device.hop)
        local, sdp = self._media.offer_from(host, self.target.own_media)
        if device.line is not None:
            invite = self._over_trunk(device.line, presentation, host, sdp, ring_limit)
        else:
            invite = OutgoingInvite(
                target=device.uri,
                hop=device.hop,
                route=device.route,
                behind_nat=device.behind_nat,
                from_=NameAddr(Uri("sip", presentation.number, host), presentation.display),
                to=NameAddr(device.uri),
                offer=sdp,
                ring_limit=ring_limit,
                headers=presentation.called_party(host),
                max_forwards=presentation.hops_left,
            )
        self.legs.append(Leg.outgoing(self._exchange, invite, local, self._on_leg, device.line))

    def _over_trunk(
        self, line: Line, presentation: Presentation, host: str, offer: bytes, ring_limit: float
    ) -> OutgoingInvite:
        invite = line.invite(
            self.target.label,
            presentation.shown,
            host=host,
            offer=offer,
            ring_limit=ring_limit,
            max_forwards=presentation.hops_left,
        )
        assert invite is not None, "a device is made only of a trunk that has an address"
        if presentation.rounds is not None:
            rounds = (ROUNDS_HEADER, str(presentation.rounds + 1))
            invite.headers = (*invite.headers, rounds)
        return invite

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
        self._stop_patience()
        self._stop_asking()
        self._give_back()

    def _on_leg(self, leg: Leg, event: LegEvent) -> None:
        if leg in self._silent:
            return
        match event:
            case Pressed(digit=digit) if self.state is AttemptState.ACCEPTING:
                self._on_key(digit)
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
        self._stop_patience()
        if self._permit is not None:
            self._permit.answered()
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
        leg.media.play(Playlist(files=accept.files, loop=True))
        loop = asyncio.get_running_loop()
        self._accepting = loop.call_later(accept.limit, self._declined, CauseKind.NO_ANSWER)

    def _on_key(self, digit: str) -> None:
        if digit != ACCEPT_KEY:
            self._declined(CauseKind.REFUSED)
            return
        self._stop_asking()
        self.state = AttemptState.ANSWERED
        assert self.leg is not None and self.leg.media is not None
        self.leg.media.stop_playing()
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
            self._accepting.cancel()
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
        self._failed_on_trunk(why)
        for other in self._others(leg):
            other.hang_up(why)
        self._release()
        self.listener(self, Failed(why))
