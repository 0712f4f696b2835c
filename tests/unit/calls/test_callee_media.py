"""One media address for everybody who is rung; the winner takes it."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.callee_media import CalleeMedia
from ringtree.media.plane import NoPortLeft, WorkerLost
from ringtree.sip.hop import Hop
from tests.unit.calls.fakes import FakeRoom
from tests.unit.calls.house import House, house

pytestmark = pytest.mark.looptime
FOUR, ALSO_FOUR = Hop("udp", "192.0.2.9", 5060), Hop("udp", "192.0.2.8", 5060)
SIX = Hop("udp", "2001:db8::9", 5060)


class Winner:
    """A leg, as far as media is concerned."""

    def __init__(self, source: Hop) -> None:
        self.source = source
        self.media: Any = None
        self.heard: list[object] = []

    def take_media(self, media: object) -> None:
        self.media = media

    def on_media(self, event: object) -> None:
        self.heard.append(event)


def callee_media(made: House) -> CalleeMedia:
    return CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))


async def test_one_port_for_each_address_family() -> None:
    async with house() as made:
        media = callee_media(made)
        await media.open_for([FOUR, ALSO_FOUR, SIX])
        await media.open_for([ALSO_FOUR])
        assert len(made.media.legs) == 2
        assert media.offer_from("192.0.2.1") is media.offer_from("192.0.2.1")
        assert b"IN IP6 2001:db8::1" in media.offer_from("2001:db8::1")[1]


async def test_the_winner_hears_its_media_and_the_rest_is_handed_over() -> None:
    async with house() as made:
        media = callee_media(made)
        await media.open_for([FOUR, SIX])
        winner = Winner(FOUR)
        taken = {host: media.offer_from(host)[0].port for host in ("192.0.2.1", "2001:db8::1")}
        media.give_to(cast(Any, winner))
        assert winner.media.port == taken["192.0.2.1"]
        (unused,) = media.unused()
        assert unused.port == taken["2001:db8::1"]
        assert media.unused() == []
        cast(Any, unused).tell(WorkerLost())
        assert winner.heard == []
        winner.media.tell(WorkerLost())
        assert len(winner.heard) == 1


async def test_what_media_says_before_anybody_won_is_of_no_interest() -> None:
    async with house() as made:
        await callee_media(made).open_for([FOUR])
        made.media.lose_worker()


async def test_the_next_callee_of_a_call_has_a_port_and_an_offer_of_its_own() -> None:
    async with house() as made:
        media = callee_media(made)
        first, second = Winner(FOUR), Winner(FOUR)
        await media.open_for([FOUR])
        media.give_to(cast(Any, first))
        await media.open_for([FOUR])
        local, _ = media.offer_from("192.0.2.1")
        media.give_to(cast(Any, second))
        assert second.media.port == local.port != first.media.port
        assert media.callees == [first, second]
        first.media.tell(WorkerLost())
        assert second.heard == []


async def test_no_port_left() -> None:
    async with house() as made:
        made.media.ports = 0
        with pytest.raises(NoPortLeft):
            await callee_media(made).open_for([FOUR])
