"""The media offered to everybody who is rung for one caller.

Twenty phones of a group get one and the same media address: only one of them will use it, and a
port for each would be spent on ringing. One leg is opened per address family that the devices have.
"""

from __future__ import annotations

from collections.abc import Iterable

from ringtree.calls.exchange import Exchange
from ringtree.calls.leg import Leg, local_media, open_media_leg
from ringtree.media.plane import MediaEvent, MediaLeg, MediaRoom
from ringtree.sdp.negotiation import LocalMedia, offer
from ringtree.sip.hop import Hop


class CalleeMedia:
    """Media legs waiting for a callee, by address family; the winner takes one of them."""

    __slots__ = ("_exchange", "_legs", "_offers", "_room", "_winner")

    def __init__(self, exchange: Exchange, room: MediaRoom) -> None:
        self._exchange = exchange
        self._room = room
        self._legs: dict[bool, MediaLeg] = {}
        self._offers: dict[str, tuple[LocalMedia, bytes]] = {}
        self._winner: Leg | None = None

    async def open_for(self, hops: Iterable[Hop]) -> None:
        """Open what these devices need and is not open yet.

        Raises:
            NoPortLeft, WorkerLost: the media plane can't take another leg.
        """
        for host in {self._exchange.endpoint.local_host(hop) for hop in hops}:
            if (":" in host) not in self._legs:
                media = await open_media_leg(self._room, host, self._on_media)
                self._legs[":" in host] = media

    def offer_from(self, host: str) -> tuple[LocalMedia, bytes]:
        """Our offer as a device sees it that reaches us at `host`."""
        if (found := self._offers.get(host)) is None:
            local = local_media(host, self._legs[":" in host].port)
            found = self._offers[host] = (local, offer(local))
        return found

    def give_to(self, winner: Leg) -> MediaLeg:
        """Make the media the winner's from here on."""
        self._winner = winner
        host = self._exchange.endpoint.local_host(winner.source)
        media = self._legs.pop(":" in host)
        winner.take_media(media)
        return media

    def unused(self) -> list[MediaLeg]:
        """Hand over what nobody took, to be closed."""
        legs = list(self._legs.values())
        self._legs.clear()
        return legs

    def _on_media(self, event: MediaEvent) -> None:
        if self._winner is not None:
            self._winner.on_media(event)
