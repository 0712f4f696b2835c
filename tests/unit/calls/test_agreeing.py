"""What a leg agrees on anew: hold, other addresses, another worker's media."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.events import Held, Resumed
from ringtree.sdp.description import Direction
from tests.unit.calls.fakes import ON_HOLD, ONLY_G729, FakeRoom
from tests.unit.calls.fakes import sdp as phone_sdp
from tests.unit.calls.house import house
from tests.unit.calls.test_leg import incoming, media_of, origin, talking

pytestmark = pytest.mark.looptime


class TestNewOffers:
    async def test_hold_and_resume(self) -> None:
        async with house() as made:
            leg, caller, heard = await talking(made)
            caller.offers(ON_HOLD)
            caller.offers(ON_HOLD)  # a refresh is no news
            assert media_of(leg).remote.direction is Direction.RECVONLY
            caller.offers(phone_sdp())
            assert heard.events == [Held(), Resumed()]
            assert made.said("caller")[1:] == ["200 to offer"] * 3

    async def test_a_new_address_is_followed_under_a_new_version(self) -> None:
        async with house() as made:
            leg, caller, heard = await talking(made)
            before = origin(caller)
            caller.offers(phone_sdp(4500, host="198.51.100.8"))
            after = origin(caller)
            assert (media_of(leg).remote.host, media_of(leg).remote.port) == ("198.51.100.8", 4500)
            assert after[:2] == before[:2]
            assert int(after[2]) == int(before[2]) + 1
            assert heard.events == []

    async def test_asked_for_an_offer_we_make_one(self) -> None:
        async with house() as made:
            _, caller, _ = await talking(made)
            caller.offers(None)
            assert b"m=audio 10000" in (caller.local_sdp or b"")

    @pytest.mark.parametrize(("body", "status"), [(ONLY_G729, 488), (b"nonsense", 400)])
    async def test_a_bad_one_changes_nothing(self, body: bytes, status: int) -> None:
        async with house() as made:
            leg, caller, heard = await talking(made)
            caller.offers(body)
            assert made.said("caller")[-1] == f"{status} to offer"
            assert len(media_of(leg).remotes) == 1
            assert heard.events == []


async def test_media_moves_to_another_port_and_the_far_side_is_told() -> None:
    async with house() as made:
        leg, session, _ = await incoming(made)
        leg.answer()
        other = await FakeRoom(made.media).open_leg(leg.on_media)
        leg.move_media(cast(Any, other))
        assert made.said("caller")[-1] == "re-INVITE"
        assert f"m=audio {other.port} ".encode() in (session.local_sdp or b"")
        assert other.remote.port == 4000, "it may be heard before it has answered"
