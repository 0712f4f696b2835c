"""The media offered to everybody who is rung for one caller.

Twenty phones of a group get one and the same media address: only one of them will use it, and a
port for each would be spent on ringing. One leg is opened per address family that the devices have.
Whoever has to accept after answering has a port of the own: others go on ringing meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable

from ringtree.calls.agreement import local_media, open_media_leg
from ringtree.calls.exchange import Exchange
from ringtree.calls.leg import Leg
from ringtree.media.plane import MediaEvent, MediaLeg, MediaRoom, RemoteMedia
from ringtree.sdp.negotiation import LocalMedia, offer
from ringtree.sip.hop import Hop


class Place:
    """A media leg that waits for its callee; what it reports before is of interest to nobody."""

    __slots__ = ("callee", "media")

    def __init__(self) -> None:
        self.media: MediaLeg
        self.callee: Leg | None = None

    def on_media(self, event: MediaEvent) -> None:
        """Hear what the media leg reports."""
        if self.callee is not None:
            self.callee.on_media(event)


class CalleeMedia:
    """Media legs waiting for a callee, by address family; the winner takes one of them."""

    __slots__ = ("_exchange", "_offers", "_places", "_room", "callees")

    def __init__(self, exchange: Exchange, room: MediaRoom) -> None:
        self._exchange = exchange
        self._room = room
        self._places: dict[tuple[str, bool], Place] = {}
        self._offers: dict[tuple[str, str], tuple[LocalMedia, bytes]] = {}
        self.callees: list[Leg] = []
        """Whoever was given media, one after the other."""

    async def open_for(self, hops: Iterable[Hop], whose: str = "") -> None:
        """Open what these devices need and is not open yet; `whose` has it alone.

        Raises:
            NoPortLeft, WorkerLost: the media plane can't take another leg.
        """
        for host in {self._exchange.endpoint.local_host(hop) for hop in hops}:
            if (whose, ":" in host) not in self._places:
                place = Place()
                place.media = await open_media_leg(self._room, host, place.on_media)
                self._places[whose, ":" in host] = place

    def offer_from(self, host: str, whose: str = "") -> tuple[LocalMedia, bytes]:
        """Our offer as a device sees it that reaches us at `host`."""
        if (found := self._offers.get((whose, host))) is None:
            local = local_media(host, self._places[whose, ":" in host].media.port)
            found = self._offers[whose, host] = (local, offer(local))
        return found

    def lend_to(self, ringing: Leg, whose: str = "") -> MediaLeg:
        """Receive what a callee sends before it answers, and send to it."""
        assert ringing.agreed is not None, "it has described its media"
        host = self._exchange.endpoint.local_host(ringing.source)
        media = self._places[whose, ":" in host].media
        remote = RemoteMedia.from_agreed(ringing.agreed, signalling_host=ringing.source.host)
        media.configure(remote)
        return media

    def give_to(self, winner: Leg, whose: str = "") -> None:
        """Make the media the winner's from here on; who is rung later is offered another port."""
        host = self._exchange.endpoint.local_host(winner.source)
        place = self._places.pop((whose, ":" in host))
        self._offers.clear()
        place.callee = winner
        self.callees.append(winner)
        winner.take_media(place.media)

    def unused(self) -> list[MediaLeg]:
        """Hand over what nobody took, to be closed."""
        legs = [place.media for place in self._places.values()]
        self._places.clear()
        return legs
