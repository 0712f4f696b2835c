"""Callers handed on by real phones' transfer buttons: who hears whom, and that nobody is lost."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome
from tests.integration.companies import DAISY
from tests.integration.phones import (
    Phone,
    PhoneCall,
    PhoneError,
    ServerAddress,
    assert_hear_each_other,
    phones,
)
from tests.integration.server import running
from tests.integration.sipp import SippRun, sipp

#: A number that rings Anna alone.
TO_ANNA = "+74950000004"
COMPANY = DAISY.replace(
    "people:", f'  - {{number: "{TO_ANNA}", trunk: carrier, person: "101"}}\npeople:', 1
)


async def talking(outside: Phone, anna: Phone) -> tuple[PhoneCall, PhoneCall]:
    """A caller from outside talks with Anna."""
    call = await outside.dial(TO_ANNA, caller="+79990000001")
    rung = await anna.wait_call()
    await rung.answer()
    await call.wait_answered()
    return call, rung


async def test_handed_on_without_and_after_asking_and_back_when_nobody_wants_it(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY) as server:
        anna, boris, vera = (server.phone(f"daisy-10{n}") for n in (1, 2, 3))
        outside = server.carrier()
        async with phones(anna, boris, vera, outside):
            await _blind(outside, anna, boris)
            await _after_asking(outside, anna, vera)
            await _returned(outside, anna, boris)
        await server.released()
        records = await server.records()
    assert {one.outcome for one in records} == {Outcome.ANSWERED}
    assert len(records) == 4, "three calls and one to ask"


async def _blind(outside: Phone, anna: Phone, boris: Phone) -> None:
    call, own = await talking(outside, anna)
    async with asyncio.TaskGroup() as handing:
        handing.create_task(own.transfer("102"))
        rung = await boris.wait_call()
        await rung.answer()
    await own.wait_ended()
    await assert_hear_each_other(call, rung)
    await call.hang_up()
    await rung.wait_ended()


async def _after_asking(outside: Phone, anna: Phone, vera: Phone) -> None:
    call, own = await talking(outside, anna)
    asking = await anna.dial("103")
    asked = await vera.wait_call()
    await asked.answer()
    await asking.wait_answered()
    await own.transfer_to(asking)
    await own.wait_ended()
    await asking.wait_ended()
    await assert_hear_each_other(call, asked)
    await asked.hang_up()
    await call.wait_ended()


async def _returned(outside: Phone, anna: Phone, boris: Phone) -> None:
    call, own = await talking(outside, anna)
    async with asyncio.TaskGroup() as handing:
        failed = handing.create_task(_refused(own))
        rung = await boris.wait_call()
        await rung.reject()
    assert failed.result() == 486
    back = await anna.wait_call()
    assert "Returned: +79990000001" in anna.sip_trace()
    await back.answer()
    await assert_hear_each_other(call, back)
    await call.hang_up()
    await back.wait_ended()


async def _refused(own: PhoneCall) -> int | None:
    with pytest.raises(PhoneError) as refused:
        await own.transfer("102")
    return refused.value.status


async def test_neither_a_carrier_nor_a_stranger_has_us_call_anybody(tmp_path: Path) -> None:
    async with running(tmp_path, COMPANY) as server:
        async with phones(server.phone("daisy-101")) as (anna,):
            trunk = ServerAddress("127.0.0.1", server.trunk_port)
            asking = SippRun(
                scenario="uac_refer_refused", to=server.address, local=trunk, service=TO_ANNA
            )
            async with asyncio.TaskGroup() as both:
                carrier = both.create_task(sipp(asking))
                await (await anna.wait_call()).answer()
            carrier.result().check(1)
            stranger = SippRun(scenario="uac_refer_stranger", to=server.address, service="102")
            (await sipp(stranger)).check(1)
        await server.released()
        (record,) = await server.records()
    assert [leg.party for leg in record.legs][1:] == ["101"]
