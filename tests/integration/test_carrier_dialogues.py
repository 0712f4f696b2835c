"""What carriers do in a call's dialog, message by message: sipp at the far end of the trunk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome
from tests.integration.phones import ServerAddress, free_port
from tests.integration.raw_phone import RawCall, RawPhone
from tests.integration.server import Server, running
from tests.integration.sipp import SippRun, answering

MOBILE = "+79161234567"
COMPANY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {addresses: ["{trunk}", "127.0.0.1:{second}"], probe: null, redirects: true,
            session_expires: 90}
numbers:
  - {number: "+74950000001", trunk: carrier, person: "101"}
people:
  - {extension: 101, name: Anna Smith}
"""


@asynccontextmanager
async def calling(folder: Path, second: int = 9) -> AsyncIterator[tuple[Server, RawPhone]]:
    """A server, and Anna's telephone, which dials."""
    async with running(folder, COMPANY.replace("{second}", str(second))) as server:
        account = "daisy-101"
        async with RawPhone(server.address, account, server.passwords[account]) as phone:
            yield server, phone


def carrier(server: Server, scenario: str, **more: object) -> SippRun:
    local = ServerAddress("127.0.0.1", server.trunk_port)
    return SippRun(scenario=scenario, local=local, limit=40.0, patience=20.0, **more)  # type: ignore[arg-type,call-arg]


async def answered_after(call: RawCall) -> list[int]:
    """Wait for the 200 and acknowledge it; the statuses on the way."""
    answer = await call.final(limit=20)
    assert answer.status == 200, answer.start
    call.ack(answer)
    return [one.status for one in call.responses if one.status > 100]


async def over(server: Server) -> None:
    await server.released(limit=20)


async def test_a_reliable_announcement_is_acknowledged_and_heard_before_the_answer(
    tmp_path: Path,
) -> None:
    async with calling(tmp_path) as (server, phone):
        async with answering(carrier(server, "uas_early_media")) as far_end:
            call = phone.dial(MOBILE)
            statuses = await answered_after(call)
            early = next(one for one in call.responses if one.status == 183)
            assert early.rtp and statuses[-1] == 200
            (await far_end.wait()).check(1)
        await over(server)
        assert (await server.record()).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("scenario", ["uas_asks_us_to_refresh", "uas_refreshes_once"])
async def test_a_session_is_refreshed_by_either_side_and_ends_when_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scenario: str
) -> None:
    monkeypatch.setattr("ringtree.sip.dialog.session_timer.MIN_SE", 1)  # or it would be 90 s
    async with calling(tmp_path) as (server, phone):
        async with answering(carrier(server, scenario)) as far_end:
            await answered_after(phone.dial(MOBILE))
            (await far_end.wait()).check(1)
        await over(server)


async def test_crossing_re_invites_are_both_refused_and_ours_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringtree.sip.dialog.session_timer.MIN_SE", 1)
    async with calling(tmp_path) as (server, phone):
        async with answering(carrier(server, "uas_glare")) as far_end:
            await answered_after(phone.dial(MOBILE))
            (await far_end.wait()).check(1)
        await over(server)


async def test_a_redirection_is_followed_to_the_trunk_s_own_addresses_alone(
    tmp_path: Path,
) -> None:
    second, elsewhere = free_port(), free_port()
    async with calling(tmp_path, second) as (server, phone):
        there = ServerAddress("127.0.0.1", second)
        async with answering(
            SippRun(scenario="uas_answer", local=there, talk=0.1, limit=40.0)
        ) as other:
            moved = {"moved": f"sip:{MOBILE}@{there}"}
            async with answering(carrier(server, "uas_redirects", keys=moved)) as far_end:
                call = phone.dial(MOBILE)
                await answered_after(call)
                call.bye()
                (await far_end.wait()).check(1)
                (await other.wait()).check(1)
        await over(server)
        stranger = RawPhone(server.address, "stranger", port=elsewhere)
        async with stranger:
            moved = {"moved": f"sip:{MOBILE}@127.0.0.1:{elsewhere}"}
            async with answering(carrier(server, "uas_redirects", keys=moved)) as far_end:
                answer = await phone.dial(MOBILE).final(limit=20)
                assert answer.status >= 400
                (await far_end.wait()).check(1)
            assert stranger.received == []
        await over(server)
