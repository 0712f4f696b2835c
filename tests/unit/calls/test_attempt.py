"""An attempt: all devices of a target ring, one at most answers, the target is taken meanwhile."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.attempt import Attempt
from ringtree.calls.callee_media import CalleeMedia
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import Answered, Failed, Held, Left, LegEvent, Ringing
from ringtree.calls.presentation import Presentation
from ringtree.calls.target import Target
from ringtree.calls.trying import AttemptState
from ringtree.sip.dialog.call_states import Input
from tests.unit.calls.fakes import ON_HOLD, FakeRoom
from tests.unit.calls.house import ANNA, House, house, target

pytestmark = pytest.mark.looptime
DESK, MOBILE = "192.0.2.1", "192.0.2.2"


class Story:
    """An attempt and what its listener heard."""

    def __init__(self, made: House, media: CalleeMedia, whom: Target) -> None:
        self.events: list[LegEvent] = []
        self.attempt = Attempt(made.exchange, whom, media, lambda _, e: self.events.append(e))
        shown = Presentation('A "quoted"\\ name', "+7999", hops_left=12)
        self.why = self.attempt.start("c1", shown, 25.0)

    def kinds(self) -> list[CauseKind]:
        return [one.cause.kind for one in self.events if isinstance(one, Left | Failed)]


async def ring(made: House, *hosts: str, account: str | None = ANNA) -> Story:
    media = CalleeMedia(made.exchange, cast(Any, FakeRoom(made.media)))
    whom = target("101", *hosts, account=account)
    await media.open_for(device.hop for device in whom.devices)
    return Story(made, media, whom)


async def test_every_device_rings_and_ringing_is_told_once() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        desk.rings()
        mobile.rings()
        assert story.events == [Ringing()]
        assert story.attempt.state is AttemptState.RINGING
        assert made.occupancy.holders(ANNA) == ("c1",)
        assert len({session.invite.offer for session in (desk, mobile)}) == 1  # type: ignore[union-attr]


async def test_the_first_device_to_answer_silences_the_other() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        mobile.rings()
        desk.answers()
        assert story.attempt.leg is story.attempt.legs[0]
        assert mobile.reason_header == 'SIP;cause=200;text="Call completed elsewhere"'
        assert story.events == [Ringing(), Answered()]
        assert made.occupancy.is_taken(ANNA)


async def test_two_devices_answer_together() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        mobile.rings()
        mobile.obeys_cancel = False
        desk.answers()
        mobile.answers()
        assert made.log[-4:] == ["101: ACK", "101: CANCEL", "101: ACK", "101: BYE"]
        assert story.events == [Ringing(), Answered()]


async def test_a_refusal_by_the_person_stops_every_device() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        mobile.rings()
        desk.refuses(603)
        assert mobile.is_given_up
        assert story.kinds() == [CauseKind.REFUSED]
        assert not made.occupancy.is_taken(ANNA)


async def test_a_device_that_fails_leaves_the_other_ringing() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        desk.refuses(404)
        assert story.events == []
        assert made.occupancy.is_taken(ANNA)
        mobile.refuses(486)
        assert story.kinds() == [CauseKind.BUSY]
        assert not made.occupancy.is_taken(ANNA)


async def test_the_reservation_ends_when_the_callee_leaves() -> None:
    async with house() as made:
        story = await ring(made, DESK)
        made.phone("101").answers()
        story.attempt.take_media()
        made.phone("101").hangs_up()
        assert story.kinds() == [CauseKind.NORMAL]
        assert not made.occupancy.is_taken(ANNA)


async def test_the_reservation_ends_when_the_caller_leaves() -> None:
    async with house() as made:
        story = await ring(made, DESK)
        made.phone("101").answers()
        story.attempt.cancel(cause(CauseKind.NORMAL))
        story.attempt.cancel(cause(CauseKind.NORMAL))
        assert made.said("101") == ["INVITE", "ACK", "BYE"]
        assert story.events == [Answered()]
        assert not made.occupancy.is_taken(ANNA)


async def test_what_happens_after_giving_up_is_of_no_interest() -> None:
    async with house() as made:
        story = await ring(made, DESK)
        made.phone("101").obeys_cancel = False
        story.attempt.cancel(cause(CauseKind.CANCELLED))
        made.phone("101").rings()
        made.phone("101").answers()
        assert story.events == []
        assert made.said("101") == ["INVITE", "CANCEL", "ACK", "BYE"]


async def test_after_the_answer_only_the_leg_that_answered_is_heard() -> None:
    async with house() as made:
        story = await ring(made, DESK, MOBILE)
        desk, mobile = made.endpoint.to("101")
        desk.answers()
        mobile.hears(Input.TIMEOUT)
        desk.offers(ON_HOLD)
        assert story.events == [Answered(), Held()]
