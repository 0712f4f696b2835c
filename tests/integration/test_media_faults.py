"""Media that breaks, strays, stops or never fits, under calls that are real."""

from __future__ import annotations

import asyncio
import os
import secrets
import signal
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome, Result
from tests.integration.companies import DAISY
from tests.integration.hearing import wait_music
from tests.integration.phones import ServerAddress, free_ports, phones
from tests.integration.raw_phone import RawAudio, RawCall, RawPhone, description, payloads
from tests.integration.server import Server, running, until
from tests.integration.sipp import SippRun, sipp

FOUR = DAISY.replace(
    "  - {extension: 103, name: Vera Priest}",
    "  - {extension: 103, name: Vera Priest}\n  - {extension: 104, name: Gleb}",
)
ONE, OTHER, STRANGER = 0x2A, 0x3B, 0x4C  # what each side sends: one octet, over and over


def raw(server: Server, extension: int, **options: object) -> RawPhone:
    account = f"daisy-{extension}"
    return RawPhone(server.address, account, server.passwords[account], **options)  # type: ignore[arg-type]


class Talk:
    """Two raw phones in conversation."""

    def __init__(self, call: RawCall, rung: RawCall, caller_rtp: tuple[str, int]) -> None:
        assert rung.request is not None
        self.call, self.rung = call, rung
        self.caller, self.callee = call.phone.rtp, rung.phone.rtp
        self.caller_to, self.callee_to = caller_rtp, rung.request.rtp

    async def speak(self, seconds: float = 0.5) -> tuple[list[int], list[int]]:
        """Both speak: what the caller heard and what the callee heard, octets counted."""
        self.caller.heard(), self.callee.heard()
        await asyncio.gather(
            self.caller.talk(self.caller_to, ONE, seconds),
            self.callee.talk(self.callee_to, OTHER, seconds),
        )
        await asyncio.sleep(0.1)
        return payloads(self.caller.heard()), payloads(self.callee.heard())

    async def assert_heard(self, seconds: float = 0.5) -> None:
        """Both speak and both are heard."""
        at_caller, at_callee = await self.speak(seconds)
        least = seconds * 8000 * 0.8
        assert at_caller[OTHER] > least and at_callee[ONE] > least, (at_caller, at_callee)


async def connect(caller: RawPhone, callee: RawPhone, sdp: str | None = None, **sdps: str) -> Talk:
    """Call and answer; `late` is the caller's answer in its ACK, `back` the callee's answer."""
    await callee.register()
    call = caller.dial(callee.account.rpartition("-")[2], sdp)
    rung = await asyncio.wait_for(callee.incoming.get(), 5.0)
    rung.answer(sdps.get("back"))
    answer = await call.answered(sdp=sdps.get("late", ""))
    await until(lambda: rung.acked is not None, "the callee's answer was not acknowledged")
    return Talk(call, rung, answer.rtp)


async def ended(server: Server) -> None:
    await until(lambda: not server.app.calls.calls, "a call did not end")
    await server.released()


async def test_a_killed_worker_ends_its_calls_and_no_others_and_is_restarted(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, FOUR, media_workers=2) as server:
        async with (
            raw(server, 101) as anna,
            raw(server, 102) as boris,
            raw(server, 103) as vera,
            raw(server, 104) as gleb,
        ):
            first, second = await connect(anna, boris), await connect(vera, gleb)
            await first.assert_heard()
            await second.assert_heard()
            workers = server.app.media._supervisors
            ports = {first.caller_to[1], first.callee_to[1]}
            [dying] = [w for w in workers if ports & {leg.port for leg in w.legs.values()}]
            assert all(len(worker.legs) == 2 for worker in workers), "both calls in one worker"
            assert dying.pid is not None
            old = dying.pid
            os.kill(old, signal.SIGKILL)
            await until(lambda: first.call.over and first.rung.over, "the call did not end")
            bye = next(p for p in anna.received if p.method == "BYE" and not p.status)
            assert "cause=" in bye.get("Reason")
            await second.assert_heard(1.0)
            assert not second.call.over and not second.rung.over
            await until(lambda: dying.is_ready and dying.pid != old, "no new worker")
            again = await connect(anna, boris)
            await again.assert_heard()
            again.call.bye()
            second.call.bye()
            await ended(server)
        lost = (await server.records())[-1]
    assert lost.outcome is Outcome.ANSWERED and lost.answered_by == "102"
    assert lost.termination.result is Result.SERVER_ERROR
    assert "media" in lost.termination.reason.lower()


async def test_a_caller_in_the_tree_is_told_of_a_lost_worker_by_bye(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with RawPhone(server.address, "+79210000001", port=server.trunk_port) as trunk:
            call = trunk.dial("+74950000002")
            await call.answered()
            [pid] = server.app.media.worker_pids
            os.kill(pid, signal.SIGKILL)
            await until(lambda: call.over, "the caller was left in silence")
            await ended(server)
        record = await server.record()
    assert record.outcome is Outcome.FAILED
    assert record.termination.result is Result.SERVER_ERROR


async def test_a_stranger_s_packets_neither_enter_nor_redirect_a_call(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            strangers = [RawAudio("127.0.0.9"), RawAudio("127.0.0.1")]
            await talk.assert_heard(0.4)
            floods = [
                stranger.talk(to, STRANGER, 1.2)
                for stranger in strangers
                for to in (talk.caller_to, talk.callee_to)
            ]
            heard = asyncio.ensure_future(talk.speak(1.2))  # noqa: TID251 - beside the floods
            await asyncio.gather(*floods)
            at_caller, at_callee = await heard
            assert at_caller[STRANGER] == at_callee[STRANGER] == 0, "a stranger was heard"
            assert at_caller[OTHER] > 7000 and at_callee[ONE] > 7000
            assert [stranger.heard() for stranger in strangers] == [[], []], "audio went astray"
            for stranger in strangers:
                stranger.socket.close()
            talk.call.bye()
            await ended(server)


async def test_a_stranger_who_speaks_first_is_forgotten_when_the_phone_speaks(
    tmp_path: Path,
) -> None:
    """Before the phone has said anything, from an address nobody mentioned."""
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            stranger = RawAudio("127.0.0.9")
            await stranger.talk(talk.caller_to, STRANGER, 0.1)
            await talk.speak(0.3)
            await stranger.talk(talk.caller_to, STRANGER, 0.3)
            at_caller, at_callee = await talk.speak(0.5)
            assert at_caller[OTHER] > 3000 and at_callee[ONE] > 3000
            assert at_callee[STRANGER] == 0
            stranger.socket.close()


async def test_garbage_from_the_phone_itself_disturbs_nothing(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            await talk.assert_heard(0.3)
            pids = server.app.media.worker_pids
            for size in (0, 1, 3, 11, 12, 13, 40, 172, 1400, 9000, 60000):
                for _ in range(20):
                    anna.rtp.socket.sendto(secrets.token_bytes(size), talk.caller_to)
                    rtcp = (talk.caller_to[0], talk.caller_to[1] + 1)
                    anna.rtp.socket.sendto(b"\x80\xc9" + secrets.token_bytes(size), rtcp)
            await asyncio.sleep(0.3)
            await talk.assert_heard(0.5)
            assert server.app.media.worker_pids == pids, "the worker died of it"
            assert not talk.call.over and not talk.rung.over
            talk.call.bye()
            await ended(server)


async def test_a_call_silent_on_both_sides_is_ended_and_recorded(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY, media_silence_limit=5.0) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            await talk.assert_heard(0.3)
            for _ in range(4):  # one side alone keeps it alive
                await talk.caller.talk(talk.caller_to, ONE, 0.1)
                await asyncio.sleep(1.4)
            assert not talk.call.over
            await until(lambda: talk.call.over and talk.rung.over, "it goes on", limit=9.0)
            await ended(server)
        record = await server.record()
    assert record.outcome is Outcome.ANSWERED
    assert "no audio" in record.termination.reason
    assert record.termination.result is Result.UPSTREAM_ERROR


async def test_no_port_left_is_a_clear_refusal_and_a_record(tmp_path: Path) -> None:
    first = int(free_ports(10).partition("-")[0])
    async with running(tmp_path, FOUR, rtp_ports=f"{first}-{first + 3}") as server:
        async with (
            raw(server, 101) as anna,
            raw(server, 102) as boris,
            raw(server, 103) as vera,
            raw(server, 104) as gleb,
        ):
            await gleb.register()
            talk = await connect(anna, boris)
            refused = await vera.dial("104").final()
            assert refused.status == 503
            assert gleb.incoming.empty()
            record = await server.record()
            assert record.outcome is Outcome.REJECTED and "port" in record.termination.reason
            await talk.assert_heard(0.3)
            talk.call.bye()
            await ended(server)
            again = await connect(vera, gleb)
            await again.assert_heard(0.3)
            again.call.bye()
            await ended(server)


async def test_an_a_law_phone_talks_with_a_u_law_phone(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            back = boris.offer(formats="0")
            talk = await connect(anna, boris, anna.offer(formats="8"), back=back)
            talk.caller.heard(), talk.callee.heard()
            await asyncio.gather(
                talk.caller.talk(talk.caller_to, 0xD5 ^ 0x40, 0.4, payload_type=8),
                talk.callee.talk(talk.callee_to, 0xFF ^ 0x40, 0.4, payload_type=0),
            )
            await asyncio.sleep(0.1)
            at_caller, at_callee = talk.caller.heard(), talk.callee.heard()
        assert {packet[1] & 0x7F for packet in at_caller} == {8}
        assert {packet[1] & 0x7F for packet in at_callee} == {0}
        # The same loudness on either law: the segment in bits 4 to 6 is the same, see G.711.
        heard_u = max(range(256), key=payloads(at_callee, 0).__getitem__)
        heard_a = max(range(256), key=payloads(at_caller, 8).__getitem__)
        assert near(a_law(0xD5 ^ 0x40), u_law(heard_u)), (hex(heard_u), u_law(heard_u))
        assert near(u_law(0xFF ^ 0x40), a_law(heard_a)), (hex(heard_a), a_law(heard_a))


def near(one: int, other: int) -> bool:
    return abs(one - other) <= max(abs(one), abs(other)) / 16 + 8


def a_law(octet: int) -> int:
    """G.711 A-law as 16-bit linear, from the table of the recommendation."""
    octet ^= 0x55
    segment, step = (octet & 0x70) >> 4, octet & 0x0F
    value = (step << 4) + 8 if segment == 0 else ((step << 4) + 0x108) << (segment - 1)
    return value if octet & 0x80 else -value


def u_law(octet: int) -> int:
    """G.711 u-law as 16-bit linear."""
    octet = ~octet & 0xFF
    value = ((((octet & 0x0F) << 3) + 0x84) << ((octet & 0x70) >> 4)) - 0x84
    return -value if octet & 0x80 else value


async def test_digits_pressed_in_a_conversation_arrive_at_the_other_phone(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            call = await anna.dial("102")
            rung = await boris.wait_call()
            await rung.answer()
            await call.wait_heard(0.5)
            await call.press("159#")
            assert await rung.wait_digits(4) == "159#"
            await rung.press("0*")
            assert await call.wait_digits(2) == "0*"


@pytest.mark.parametrize("method", ["INVITE", "UPDATE"])
async def test_audio_follows_a_phone_to_its_new_address(tmp_path: Path, method: str) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            await talk.assert_heard(0.3)
            old, anna.rtp = anna.rtp, RawAudio()
            answer = await talk.call.ask(method, anna.offer(version=2))
            assert answer.status == 200 and b"m=audio" in answer.body
            talk.caller, talk.caller_to = anna.rtp, answer.rtp
            await talk.assert_heard(0.5)
            old.heard()
            await talk.assert_heard(0.3)
            assert old.heard() == [], "the old address still hears"
            old.socket.close()
            boris_old, boris.rtp = boris.rtp, RawAudio()
            answer = await talk.rung.ask(method, boris.offer(version=2))
            assert answer.status == 200
            talk.callee, talk.callee_to = boris.rtp, answer.rtp
            await talk.assert_heard(0.5)
            boris_old.socket.close()
            talk.rung.bye()
            await ended(server)


async def test_directions_are_answered_as_their_opposites_and_hold_and_resume_heard(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris)
            await talk.assert_heard(0.3)
            expected = {"sendonly": b"recvonly", "inactive": b"inactive", "recvonly": b"sendonly"}
            for version, (ours, theirs) in enumerate(expected.items(), 2):
                answer = await talk.call.ask("INVITE", anna.offer(version=version, direction=ours))
                assert answer.status == 200 and b"a=" + theirs in answer.body
            at_caller, at_callee = await talk.speak(0.3)
            assert at_callee[ONE] == 0 and at_caller[OTHER] > 0
            answer = await talk.call.ask("INVITE", anna.offer(version=9))
            assert b"a=sendrecv" in answer.body
            await talk.assert_heard(0.5)
            refused = await talk.call.ask("INVITE", anna.offer(version=10, formats="18"))
            assert refused.status == 488
            await talk.assert_heard(0.3)  # as it was [RFC 3261 §14.2]
            late = await talk.call.ask("INVITE")
            assert late.status == 200 and b"m=audio" in late.body
            await talk.assert_heard(0.3)


async def test_a_late_offer_leads_to_a_conversation(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            talk = await connect(anna, boris, "", late=anna.offer())
            await talk.assert_heard()
            talk.call.bye()
            await ended(server)


@pytest.mark.parametrize(
    "scenario", ["uac_reinvite_hold", "uac_update", "uac_late_offer", "uac_video_sdp"]
)
async def test_sipp_from_the_trunk_offers_as_carriers_do(tmp_path: Path, scenario: str) -> None:
    async with running(tmp_path, DAISY) as server:
        result = await sipp(
            SippRun(
                scenario=scenario,
                to=server.address,
                service="+74950000002",
                local=ServerAddress("127.0.0.1", server.trunk_port),
                limit=10.0,
            )
        )
        result.check(1)
        await ended(server)
        assert (await server.record()).outcome is Outcome.ABANDONED


async def test_no_common_codec_is_refused_with_488_and_recorded(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        run = SippRun(
            scenario="uac_no_common_codec",
            to=server.address,
            service="+74950000002",
            local=ServerAddress("127.0.0.1", server.trunk_port),
            limit=10.0,
        )
        (await sipp(run)).check(1)
        await ended(server)
        record = await server.record()
    assert record.outcome is Outcome.REJECTED and "G.711" in record.termination.reason


async def test_a_callee_who_answers_with_another_codec_is_parted_from(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            await boris.register()
            call = anna.dial("102")
            rung = await boris.incoming.get()
            rung.answer(boris.offer(formats="18"))
            refused = await call.final()
            assert refused.status == 488
            await until(lambda: rung.over, "the callee was left alone")
            await ended(server)


@pytest.mark.parametrize("body", ["rubbish", "v=0\r\nm=audio\r\n", "v=0\r\n"])
async def test_an_unreadable_description_is_refused(tmp_path: Path, body: str) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            await boris.register()
            assert (await anna.dial("102", body).final()).status in (400, 488)
            await ended(server)


async def test_video_is_refused_and_the_audio_taken(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            video = "m=video 40000 RTP/AVP 99\r\na=rtpmap:99 H264/90000\r\n"
            talk = await connect(anna, boris, anna.offer(more=video))
            answer = await talk.call.final()
            assert b"m=video 0 " in answer.body
            assert talk.rung.request is not None and b"m=video" not in talk.rung.request.body
            await talk.assert_heard()


async def test_a_private_address_in_the_description_is_overruled_by_the_packets(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        async with raw(server, 101) as anna, raw(server, 102) as boris:
            wrong = [description("192.168.77.5", 4000), description("10.9.8.7", 4002)]
            talk = await connect(anna, boris, wrong[0], back=wrong[1])
            await talk.speak(0.3)
            await talk.assert_heard(0.5)


async def test_music_reaches_who_is_put_on_hold_by_a_raw_phone(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna = server.phone("daisy-101")
        async with phones(anna), raw(server, 102) as boris:
            await boris.register()
            call = await anna.dial("102")
            rung = await boris.incoming.get()
            rung.answer()
            await call.wait_answered()
            await until(lambda: rung.acked is not None, "not acknowledged")
            answer = await rung.ask("UPDATE", boris.offer(version=2, direction="inactive"))
            assert answer.status == 200
            await wait_music(server, call)
            rung.bye()
            await call.wait_ended()
