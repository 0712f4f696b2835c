"""A leg: what its session and its media say, as call events."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from ringtree.calls.agreement import BadOffer, local_media
from ringtree.calls.cause import CauseKind, cause
from ringtree.calls.events import (
    Answered,
    Failed,
    Left,
    LegEvent,
    Played,
    Pressed,
    Ringing,
    TransferAsked,
)
from ringtree.calls.leg import Leg
from ringtree.media.plane import (
    DigitPressed,
    MediaResumed,
    MediaSilent,
    NoPortLeft,
    PlaybackFinished,
    WorkerLost,
)
from ringtree.sdp.negotiation import offer
from ringtree.sip.dialog.call_states import Input
from ringtree.sip.dialog.invite import OutgoingInvite
from ringtree.sip.headers import NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from tests.unit.calls.fakes import CARRIER, ONLY_G729, FakeMediaLeg, FakeRoom, FakeSession
from tests.unit.calls.fakes import sdp as phone_sdp
from tests.unit.calls.house import NUMBER, House, house, invite

pytestmark = pytest.mark.looptime
PHONE = Hop("udp", "192.0.2.101", 5060)


@dataclass
class Heard:
    """A leg's listener, and the leg."""

    events: list[LegEvent] = field(default_factory=list)

    def __call__(self, leg: Leg, event: LegEvent) -> None:
        self.leg = leg
        self.events.append(event)

    def kinds(self) -> list[CauseKind]:
        return [one.cause.kind for one in self.events if isinstance(one, Left | Failed)]


async def incoming(made: House, body: bytes | None = None) -> tuple[Leg, FakeSession, Heard]:
    heard = Heard()
    leg = Leg.incoming(made.exchange, cast(Any, None), invite(NUMBER, body), CARRIER, heard)
    await leg.open_media(cast(Any, FakeRoom(made.media)))
    return leg, made.caller, heard


def outgoing(made: House) -> tuple[Leg, FakeSession, Heard]:
    heard = Heard()
    local = local_media("192.0.2.1", 10000)
    wanted = OutgoingInvite(
        target=Uri("sip", "101", PHONE.host),
        hop=PHONE,
        from_=NameAddr(Uri("sip", "1", "h")),
        to=NameAddr(Uri("sip", "101", "h")),
        offer=offer(local),
    )
    leg = Leg.outgoing(made.exchange, wanted, local, heard)
    return leg, made.phone("101"), heard


async def talking(made: House) -> tuple[Leg, FakeSession, Heard]:
    leg, caller, heard = await incoming(made)
    leg.answer()
    caller.acknowledges()
    return leg, caller, heard


def media_of(leg: Leg) -> FakeMediaLeg:
    return cast(FakeMediaLeg, leg.media)


def origin(phone: FakeSession) -> list[str]:
    """The o= line of what we described to a phone: user, session, version … [RFC 4566 §5.2]."""
    lines = (phone.local_sdp or b"").decode().splitlines()
    return next(line for line in lines if line.startswith("o=")).split()


class TestCaller:
    async def test_is_rung_answered_and_heard(self) -> None:
        async with house() as made:
            leg, caller, heard = await incoming(made)
            leg.ring()
            leg.answer()
            caller.acknowledges()
            assert made.said("caller") == ["180", "200"]
            assert (media_of(leg).remote.host, media_of(leg).remote.port) == ("198.51.100.7", 4000)
            assert media_of(leg).remote.signalling_host == CARRIER.host
            assert heard.events == []

    async def test_no_audio_flows_before_the_answer(self) -> None:
        async with house() as made:
            leg, _, _ = await incoming(made)
            leg.ring()
            assert media_of(leg).remotes == []

    async def test_a_late_offer_is_ours_and_agreed_by_the_ack(self) -> None:
        async with house() as made:
            leg, caller, heard = await incoming(made, b"")
            leg.answer()
            assert b"m=audio" in (caller.local_sdp or b"")
            assert media_of(leg).remotes == []
            caller.acknowledges(phone_sdp(5000))
            assert media_of(leg).remote.port == 5000
            assert heard.events == []

    @pytest.mark.parametrize("answer", [None, ONLY_G729, b"nonsense"])
    async def test_a_late_offer_that_is_not_answered_ends_the_call(
        self, answer: bytes | None
    ) -> None:
        async with house() as made:
            leg, caller, heard = await incoming(made, b"")
            leg.answer()
            caller.acknowledges(answer)
            assert made.said("caller") == ["200", "BYE"]
            assert heard.kinds() == [CauseKind.NO_CODEC]

    @pytest.mark.parametrize(("body", "status"), [(ONLY_G729, 488), (b"nonsense", 400)])
    async def test_an_offer_that_cannot_be_answered(self, body: bytes, status: int) -> None:
        async with house() as made:
            with pytest.raises(BadOffer) as caught:
                await incoming(made, body)
            assert caught.value.status == status

    async def test_no_port_left(self) -> None:
        async with house() as made:
            made.media.ports = 0
            with pytest.raises(NoPortLeft):
                await incoming(made)

    async def test_a_refusal_gives_the_reason_and_when_to_try_again(self) -> None:
        async with house() as made:
            leg, caller, _ = await incoming(made)
            leg.reject(cause(CauseKind.BUSY), text="занято", retry_after=7)
            assert made.said("caller") == ["486 занято"]
            assert caller.headers == {"Reason": "Q.850;cause=17", "Retry-After": "7"}
            assert leg.is_over

    async def test_gives_up_before_the_answer(self) -> None:
        async with house() as made:
            leg, caller, heard = await incoming(made)
            caller.cancels()
            assert heard.kinds() == [CauseKind.CANCELLED]
            leg.hang_up(cause(CauseKind.NORMAL))
            leg.answer()  # the wish crosses the news
            assert made.said("caller") == ["487"]

    async def test_the_bye_is_answered_when_we_say_so_and_once(self) -> None:
        async with house() as made:
            leg, caller, heard = await talking(made)
            caller.hangs_up()
            assert heard.kinds() == [CauseKind.NORMAL]
            assert made.said("caller") == ["200"]
            leg.confirm_end()
            leg.confirm_end()
            assert made.said("caller") == ["200", "200 to BYE"]

    async def test_our_bye_carries_the_reason(self) -> None:
        async with house() as made:
            leg, caller, heard = await talking(made)
            leg.hang_up(cause(CauseKind.SHUTDOWN))
            leg.hang_up(cause(CauseKind.NORMAL))
            assert made.said("caller") == ["200", "BYE"]
            assert caller.reason_header == "Q.850;cause=41"
            assert heard.events == []

    async def test_an_ack_that_never_comes_is_a_phone_out_of_reach(self) -> None:
        async with house() as made:
            leg, caller, heard = await incoming(made)
            leg.answer()
            caller.hears(Input.TIMER_ACK)
            assert heard.kinds() == [CauseKind.UNREACHABLE]


class TestCallee:
    async def test_rings_and_answers(self) -> None:
        async with house() as made:
            leg, phone, heard = outgoing(made)
            phone.rings(100)
            phone.rings()
            phone.answers(phone_sdp(6000))
            assert heard.events == [Ringing(), Answered()]
            media = await FakeRoom(made.media).open_leg(leg.on_media)
            leg.take_media(media)
            assert media.remote.port == 6000

    @pytest.mark.parametrize(
        ("status", "kind"),
        [(486, CauseKind.BUSY), (603, CauseKind.REFUSED), (404, CauseKind.UNKNOWN_NUMBER)],
    )
    async def test_refuses(self, status: int, kind: CauseKind) -> None:
        async with house() as made:
            leg, phone, heard = outgoing(made)
            phone.refuses(status)
            assert heard.kinds() == [kind]
            assert leg.is_over

    async def test_answers_without_a_common_codec(self) -> None:
        async with house() as made:
            _, phone, heard = outgoing(made)
            phone.answers(ONLY_G729)
            assert made.said("101") == ["INVITE", "ACK", "BYE"]
            assert heard.kinds() == [CauseKind.NO_CODEC]

    @pytest.mark.parametrize(
        ("how", "kind"),
        [
            (Input.TIMEOUT, CauseKind.UNREACHABLE),
            (Input.TRANSPORT_ERROR, CauseKind.UNREACHABLE),
        ],
    )
    async def test_is_out_of_reach(self, how: Input, kind: CauseKind) -> None:
        async with house() as made:
            _, phone, heard = outgoing(made)
            phone.hears(how)
            assert heard.kinds() == [kind]

    async def test_rings_for_as_long_as_we_let_it(self) -> None:
        async with house() as made:
            _, phone, heard = outgoing(made)
            phone.rings()
            phone.hears(Input.TIMER_RING)
            assert made.said("101") == ["INVITE", "CANCEL"]
            assert heard.kinds() == [CauseKind.NO_ANSWER]

    async def test_answers_as_we_give_up(self) -> None:
        async with house() as made:
            leg, phone, heard = outgoing(made)
            phone.obeys_cancel = False
            phone.rings()
            leg.hang_up(cause(CauseKind.ANSWERED_ELSEWHERE))
            phone.answers()
            assert made.said("101") == ["INVITE", "CANCEL", "ACK", "BYE"]
            assert heard.events == [Ringing()]


class TestMedia:
    async def test_keys_and_playbacks_are_passed_on(self) -> None:
        async with house() as made:
            leg, _, heard = await talking(made)
            leg.on_media(DigitPressed("5", 90))
            leg.on_media(PlaybackFinished(3, 1.5, True))
            leg.on_media(MediaResumed())
            assert heard.events == [Pressed("5"), Played(3, 1.5, True)]

    async def test_keys_by_info_are_keys(self) -> None:
        async with house() as made:
            _, caller, heard = await talking(made)
            caller.sends_info(b"Signal= 5\r\nDuration=160\r\n")
            caller.sends_info(b"signal=*\r\n")
            caller.sends_info(b"Signal=boom\r\nSignal=\xff\r\n")
            caller.sends_info(b"Signal=55\r\n")
            assert heard.events == [Pressed("5"), Pressed("*")]

    @pytest.mark.parametrize(
        ("event", "kind"),
        [(WorkerLost(), CauseKind.MEDIA_LOST), (MediaSilent(60.0), CauseKind.SILENT)],
    )
    async def test_what_breaks_ends_the_leg_once(self, event: Any, kind: CauseKind) -> None:
        async with house() as made:
            leg, _, heard = await talking(made)
            leg.on_media(event)
            leg.on_media(event)
            assert heard.kinds() == [kind]
            assert made.said("caller") == ["200", "BYE"]

    async def test_a_worker_lost_before_the_answer_is_no_refusal_of_the_callers(self) -> None:
        async with house() as made:
            leg, _, heard = await incoming(made)
            leg.on_media(WorkerLost())
            assert made.said("caller") == ["500"]
            assert heard.kinds() == [CauseKind.MEDIA_LOST]


async def test_a_transfer_that_nobody_takes_is_refused_in_words() -> None:
    async with house() as made:
        _, session, heard = await incoming(made)
        session.refers("103")
        assert heard.events == [TransferAsked("103")]
        assert made.said("caller")[-1] == "603 to REFER"


async def test_a_transfer_is_accepted_when_somebody_takes_it() -> None:
    async with house() as made:
        leg, session, _ = await incoming(made)

        def take(_leg: Leg, event: LegEvent) -> None:
            assert isinstance(event, TransferAsked)
            event.taken = True

        leg.listener = take
        session.refers("103")
        assert made.said("caller")[-1] == "202"


async def test_a_carrier_hands_nobody_on() -> None:
    async with house() as made:
        leg, session, heard = outgoing(made)
        session.answers()
        leg._line = cast(Any, object())
        heard.events.clear()
        session.refers("+79990000000")
        assert heard.events == [] and made.said("101")[-1] == "603 to REFER"
