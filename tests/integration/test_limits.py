"""Limits of calls to the outside, as the caller, who is responsible and the carrier meet them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ringtree.company.allowance import Allowance
from ringtree.demo.phone_call import PATIENCE
from ringtree.prompts.phrases import LIMIT_REACHED
from tests.integration.hearing import wait_heard
from tests.integration.phones import PhoneError, free_port, phones
from tests.integration.raw_phone import RawPhone
from tests.integration.server import Server, running, until
from tests.integration.test_outgoing import COMPANY, MOBILE, Carrier, dial

LIMITS = """  limits:
    company: {simultaneous: 10}
    person: {}
"""


def company(limits: str, routes: str = "{trunks: [first, second]}") -> str:
    """The company of the outgoing calls, with limits of its own."""
    assert LIMITS in COMPANY
    changed = COMPANY.replace(LIMITS, limits).replace("{trunks: [first, second]}", routes)
    return changed.replace("{second}", str(free_port()))


async def mailed(server: Server) -> list[str]:
    """How far limits were used up by which people were mailed, the latest first."""
    posted = await server.app.mail.outbox.listing(company="daisy")
    for one in posted:
        assert one.addresses == ("boss@daisy.example",)
    return [one.mail.id.rpartition("-")[2] for one in posted]


async def until_mailed(server: Server, warning: str) -> None:
    """Wait for a warning: it is written while the call goes on."""
    end = asyncio.get_running_loop().time() + PATIENCE
    while warning not in await mailed(server):
        assert asyncio.get_running_loop().time() < end, f"{warning} percent were not mailed"
        await asyncio.sleep(0.05)


async def refused_aloud(server: Server) -> None:
    """A real phone dials the outside, and hears why it may not."""
    async with phones(phone := server.phone("daisy-203")):
        call = await phone.dial(MOBILE)
        await wait_heard(server, call, LIMIT_REACHED)
        with pytest.raises(PhoneError) as refused:
            await call.wait_answered()
        assert refused.value.status == 403


async def test_a_used_up_limit_is_mailed_and_said_and_help_is_reached_all_the_same(
    tmp_path: Path,
) -> None:
    limits = (
        "  limits:\n    warn: [boss@daisy.example]\n    company: {per_day: 5}\n    person: {}\n"
    )
    async with running(tmp_path, company(limits)) as server:
        async with Carrier(server, server.trunk_port) as carrier:
            for nth in range(5):
                assert await dial(server, "203", MOBILE) == 486
                if nth == 2:
                    assert await mailed(server) == []
            assert len(carrier.invites) == 5
            await refused_aloud(server)
            assert len(carrier.invites) == 5, "a call passed the limit"
            await until_mailed(server, "100")
            assert sorted(await mailed(server)) == ["100", "80"]
            assert await dial(server, "203", "112") == 486
            assert carrier.invites[-1].data.startswith(b"INVITE sip:112@")
        await server.released()


async def test_what_the_operator_allows_is_refused_aloud_when_it_is_used_up(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, company(LIMITS)) as server:
        await server.app.limits.allowances.set("daisy", Allowance(per_day=1))
        async with Carrier(server, server.trunk_port) as carrier:
            assert await dial(server, "203", MOBILE) == 486
            await refused_aloud(server)
            record = await server.record()
            assert record.termination.reason == (
                "the limit of calls per day of daisy, set by the operator of the server, is reached"
            )
            assert len(carrier.invites) == 1, "a call passed the allowance"
            assert await dial(server, "203", "112") == 486
        await server.released()


async def test_a_hard_limit_of_money_cuts_the_call_that_the_cheapest_trunk_carries(
    tmp_path: Path,
) -> None:
    limits = (
        "  prices:\n"
        '    first: {currency: RUB, rates: {"+7": 9}}\n'
        '    second: {currency: RUB, rates: {"+7": 6}}\n'
        "  limits:\n"
        "    warn: [boss@daisy.example]\n"
        "    company: {money_per_day: 6, hard: true}\n"
        "    person: {}\n"
    )
    document = company(limits, "{trunks: [first, second], order: cheapest}")
    second = int(document.partition('second: {addresses: ["127.0.0.1:')[2].partition('"')[0])
    async with running(tmp_path, document) as server:
        async with Carrier(server, server.trunk_port) as dear, Carrier(server, second) as cheap:
            cheap.decide = lambda call: call.answer()  # type: ignore[method-assign]
            account = "daisy-203"
            async with RawPhone(server.address, account, server.passwords[account]) as phone:
                call = phone.dial(MOBILE)
                answer = await call.final()
                assert answer.status == 200
                call.ack(answer)
                await until(lambda: call.over, "the call was not cut", limit=10)
            assert len(cheap.invites) == 1 and dear.invites == []
            await until(lambda: not server.app.calls.calls, "the call goes on", limit=10)
            record = await server.record()
            assert record.termination.reason == "the limit of money per day of daisy is reached"
            await until_mailed(server, "100")
            assert await dial(server, "203", MOBILE) == 403
        await server.released()
