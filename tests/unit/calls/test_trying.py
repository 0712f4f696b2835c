"""Trying to reach a target, before anybody has answered. Trunks are in test_way_out."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.target import Device, Target
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from tests.unit.calls.fakes import FakeRoom
from tests.unit.calls.house import ANNA, house
from tests.unit.calls.test_attempt import DESK, MOBILE, Story, ring

pytestmark = pytest.mark.looptime


async def test_the_caller_is_shown_whatever_the_name_contains() -> None:
    async with house() as made:
        await ring(made, DESK)
        invite = made.phone("101").invite
        assert invite is not None
        assert str(invite.from_) == '"A \\"quoted\\"\\\\ name" <sip:+7999@192.0.2.1>'
        assert invite.ring_limit == 25.0


async def test_a_device_behind_nat_and_a_path_are_followed() -> None:
    async with house() as made:
        media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
        hop = Hop("udp", "203.0.113.77", 40000)
        device = Device(Uri("sip", "101", "10.0.0.5"), hop, ("<sip:edge;lr>",), behind_nat=True)
        await media.open_for([hop])
        Story(made, media, Target("101", None, (device,)))
        invite = made.phone("101").invite
        assert invite is not None
        assert (invite.hop, invite.route, invite.behind_nat) == (hop, ("<sip:edge;lr>",), True)


async def test_nobody_registered_and_nobody_free_are_told_at_once() -> None:
    async with house() as made:
        nobody = await ring(made)
        assert nobody.why == cause(CauseKind.UNREACHABLE)
        held = made.occupancy.occupy(ANNA, "other")
        busy = await ring(made, DESK)
        assert busy.why == cause(CauseKind.BUSY)
        assert (nobody.events, busy.events) == ([], [])
        assert made.log == []
        held.release()


async def test_devices_nothing_can_be_sent_to_are_told_at_once() -> None:
    async with house() as made:
        made.endpoint.dead |= {Hop("udp", DESK, 5060), Hop("udp", MOBILE, 5060)}
        story = await ring(made, DESK, MOBILE)
        assert story.why is not None and story.why.kind is CauseKind.UNREACHABLE
        assert story.events == []
        assert not made.occupancy.is_taken(ANNA)


async def test_a_number_outside_takes_nobody() -> None:
    async with house() as made:
        story = await ring(made, DESK, account=None)
        assert story.why is None
        assert made.occupancy.taken() == ()


async def test_what_is_left_of_max_forwards_travels_with_the_call() -> None:
    async with house() as made:
        await ring(made, DESK)
        invite = made.phone("101").invite
        assert invite is not None and invite.max_forwards == 12
