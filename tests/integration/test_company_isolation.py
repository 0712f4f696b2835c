"""Two companies side by side on one server, with the same internal numbers: neither sees the other.

Each has a trunk of its own: the same address with different ports, and addresses that differ.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.integration.phones import free_port
from tests.integration.raw_phone import RawCall, RawPhone
from tests.integration.server import Server, running, until

COMPANY = """
code: {code}
name: {code}
language: en
timezone: Europe/Moscow
trunks:
  carrier: {{probe: null, addresses: ["{trunk}"], max_calls: 1}}
numbers:
  - {{number: "{number}", trunk: carrier, tree: main}}
people:
  - {{extension: 101, name: First of {code}}}
  - {{extension: 102, name: Second of {code}}}
  - {{extension: {own}, name: Third of {code}}}
queues:
  sales: {{title: Sales, strategy: ring_all, agents: [101, 102], ring_time: 3, wrap_up: 0}}
trees:
  main:
    start: sales
    nodes:
      sales: {{type: queue, queue: sales, exits: {{overflow: bye, closed: bye}}}}
      bye: {{type: hang_up}}
"""
NUMBERS = {"daisy": "+74950000001", "aster": "+78120000001"}


@dataclass
class House:
    """One company's phones and carrier."""

    code: str
    server: Server
    carrier: RawPhone
    phones: dict[int, RawPhone]

    @property
    def number(self) -> str:
        return NUMBERS[self.code]

    def rung(self) -> list[int]:
        return [extension for extension, one in self.phones.items() if one.calls]


@asynccontextmanager
async def two_houses(tmp_path: Path) -> AsyncIterator[tuple[Server, House, House]]:
    ports = {"daisy": free_port(), "aster": free_port()}
    documents = [
        COMPANY.format(code=code, number=NUMBERS[code], trunk=f"127.0.0.1:{ports[code]}", own=own)
        for code, own in (("daisy", 103), ("aster", 105))
    ]
    async with running(tmp_path, *documents) as server, AsyncExitStack() as stack:
        houses = []
        for code, own in (("daisy", 103), ("aster", 105)):
            far = RawPhone(server.address, "+79210000001", port=ports[code])
            phones = {}
            for extension in (101, 102, own):
                account = f"{code}-{extension}"
                phone = RawPhone(server.address, account, server.passwords[account])
                phones[extension] = await stack.enter_async_context(phone)
                assert (await phone.register()).status == 200
            house = House(code, server, await stack.enter_async_context(far), phones)
            houses.append(house)
        yield server, houses[0], houses[1]


async def taken(call: RawCall, phone: RawPhone) -> RawCall:
    """The phone is rung and answers; both are in conversation."""
    try:
        rung = await asyncio.wait_for(phone.incoming.get(), 5.0)
    except TimeoutError:
        raise AssertionError([packet.start for packet in call.phone.received]) from None
    rung.answer()
    await call.answered()
    await until(lambda: rung.acked is not None, "not acknowledged")
    return rung


async def test_the_same_digits_reach_the_own_colleague(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (server, daisy, aster):
        for house, other in ((daisy, aster), (aster, daisy)):
            call = house.phones[101].dial("102")
            rung = await taken(call, house.phones[102])
            assert f"First of {house.code}" in rung.request.get("From")  # type: ignore[union-attr]
            assert server.app.occupancy.taken() == (f"{house.code}-101", f"{house.code}-102")
            assert other.rung() == ([101, 102] if other is daisy else [])
            call.bye()
            await until(lambda: not server.app.calls.calls, "the call did not end")
        companies = [record.company for record in await server.records()]
    assert companies == ["aster", "daisy"]


async def test_a_busy_number_of_one_company_is_free_in_the_other(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (_, daisy, aster):
        await taken(daisy.phones[101].dial("102"), daisy.phones[102])
        assert (await daisy.phones[103].dial("102").final()).status == 486
        await taken(aster.phones[105].dial("102"), aster.phones[102])


@pytest.mark.parametrize(
    "dialled", ["105", "aster-105", "aster-101", "101@aster", "aster", "%61ster-101"]
)
async def test_nobody_of_the_other_company_is_reached_by_dialling(
    tmp_path: Path, dialled: str
) -> None:
    async with two_houses(tmp_path) as (server, daisy, aster):
        answer = await daisy.phones[101].dial(dialled).final()
        assert answer.status in (400, 404)
        assert aster.rung() == [] and daisy.rung() == [101]
        assert all(record.company == "daisy" for record in await server.records())


async def test_the_other_company_s_number_is_dialled_over_the_own_trunk(tmp_path: Path) -> None:
    """As any number outside: never by a short cut through the house."""
    async with two_houses(tmp_path) as (server, daisy, aster):
        call = daisy.phones[101].dial(aster.number)
        rung = await taken(call, daisy.carrier)
        assert rung.request is not None
        assert rung.request.start.startswith(f"INVITE sip:{aster.number}@")
        assert daisy.number in rung.request.get("From")
        assert aster.rung() == [] and not aster.carrier.calls
        call.bye()
        await until(lambda: not server.app.calls.calls, "the call did not end")
        record = await server.record()
    assert (record.company, record.direction) == ("daisy", Direction.OUTGOING)


async def test_a_number_is_reached_only_through_its_own_company_s_trunk(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (server, daisy, aster):
        assert (await daisy.carrier.dial(aster.number).final()).status == 404
        assert (await aster.carrier.dial(daisy.number).final()).status == 404
        assert await server.records() == []
        call = aster.carrier.dial(aster.number)
        await call.answered()
        await until(lambda: aster.rung() == [101, 102], "the queue rings nobody")
        assert daisy.rung() == []
        call.bye()
        await until(lambda: not server.app.calls.calls, "the call did not end")
        assert (await server.record()).company == "aster"


async def test_one_company_s_full_trunk_leaves_the_other_s_open(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (_, daisy, aster):
        await daisy.carrier.dial(daisy.number).answered()
        assert (await daisy.carrier.dial(daisy.number).final()).status == 503
        await aster.carrier.dial(aster.number).answered()


async def test_an_account_can_speak_as_nobody_else(tmp_path: Path) -> None:
    """Its password is right; the From, or the number it registers, is another's."""
    async with two_houses(tmp_path) as (server, daisy, aster):
        phone = daisy.phones[101]
        for caller in ("aster-101", "daisy-102", "102", aster.number):
            refused = await phone.dial("102", caller=caller).final()
            assert refused.status == 403, caller
        stolen = RawPhone(server.address, "aster-101", phone.password)
        async with stolen:
            assert (await stolen.register()).status == 401
            assert (await stolen.dial("102").final()).status == 401
        assert aster.rung() == [] and 102 not in daisy.rung()
        assert await server.records() == []


async def test_what_a_phone_claims_to_be_is_not_what_is_presented(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (_, daisy, aster):
        phone = daisy.phones[101]
        call = phone.dial("102")
        call.local = call.local.replace("<", f'"{aster.number}" <')
        assert call.local.startswith('"')
        rung = await asyncio.wait_for(daisy.phones[102].incoming.get(), 5.0)
        assert rung.request is not None
        assert aster.number not in rung.request.get("From")
        assert "P-Asserted-Identity" not in rung.request.data.decode()
        rung.reject(486, "Busy Here")
        assert (await call.final()).status == 486
        claimed = phone.dial("102")
        claimed.invite(phone.offer(), f"P-Asserted-Identity: <sip:{aster.number}@x>")
        again = await asyncio.wait_for(daisy.phones[102].incoming.get(), 5.0)
        assert again.request is not None and aster.number not in again.request.data.decode()


async def test_a_stranger_s_address_reaches_no_number_at_all(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (server, daisy, aster):
        async with RawPhone(server.address, "+79210000001") as stranger:
            for number in (daisy.number, aster.number, "101", "daisy-101"):
                assert (await stranger.dial(number).final()).status == 401
        assert daisy.rung() == aster.rung() == []
        assert await server.records() == []


async def test_the_same_queue_name_keeps_its_own_callers(tmp_path: Path) -> None:
    async with two_houses(tmp_path) as (server, daisy, aster):
        first, second = daisy.carrier.dial(daisy.number), aster.carrier.dial(aster.number)
        agent = await asyncio.wait_for(aster.phones[101].incoming.get(), 5.0)
        agent.answer()
        await second.answered()
        await until(lambda: agent.acked is not None, "not acknowledged")
        await first.answered()
        first.bye()
        await until(lambda: len(server.app.calls.calls) == 1, "the other call ended as well")
        assert not agent.over
        second.bye()
        await until(lambda: not server.app.calls.calls, "the call did not end")
        await server.released()
        outcomes = {record.company: record.outcome for record in await server.records()}
    assert outcomes == {"daisy": Outcome.ABANDONED, "aster": Outcome.ANSWERED}
