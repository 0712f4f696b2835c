"""Employees calling each other through the server, with foreign phones."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.integration.companies import ASTER, DAISY
from tests.integration.hearing import wait_music
from tests.integration.phones import PhoneError, assert_hear_each_other, phones
from tests.integration.server import running


async def test_101_calls_102_and_both_hear_the_other_s_tone(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            call = await anna.dial("102")
            rung = await boris.wait_call()
            await call.wait_ringing()
            await rung.answer()
            await call.wait_answered()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
            await rung.wait_ended()
        record = await server.record()
        await server.released()
    assert record.direction is Direction.INTERNAL
    assert record.outcome is Outcome.ANSWERED
    assert (record.caller, record.called, record.answered_by) == ("101", "102", "102")
    assert record.talking > 0.9
    assert {leg.codec for leg in record.legs} <= {"PCMA", "PCMU"} and len(record.legs) == 2


async def test_the_record_tells_how_the_call_sounded(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            call = await anna.dial("102")
            rung = await boris.wait_call()
            await rung.answer()
            await call.wait_heard(2.0)
            await rung.hang_up()
            await call.wait_ended()
            await server.released()
        record = await server.record()
    assert set(record.quality) == {leg.id for leg in record.legs}
    for one in record.quality.values():
        assert one["received"]["packets"] > 50
        assert one["received"]["lost"] == 0
        assert one["received"]["mos"] > 4.0


async def test_a_third_call_to_a_busy_extension_is_told_so_in_the_company_s_language(
    tmp_path: Path,
) -> None:
    russian = DAISY.replace("language: en", "language: ru")
    async with running(tmp_path, russian) as server:
        anna, boris, vera = (server.phone(f"daisy-10{n}") for n in (1, 2, 3))
        async with phones(anna, boris, vera):
            call = await anna.dial("102")
            await boris.wait_call()
            third = await vera.dial("102")
            with pytest.raises(PhoneError) as refused:
                await third.wait_answered()
            assert refused.value.status == 486
            assert "разговаривает" in (third.end_reason or "")
            assert len(boris.calls) == 1, "the busy phone was rung"
            await call.hang_up()
        busy = next(one for one in await server.records() if one.caller == "103")
    assert busy.outcome is Outcome.BUSY


async def test_two_companies_with_the_same_internal_numbers_do_not_meet(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY, ASTER) as server:
        accounts = ("daisy-101", "daisy-102", "aster-101", "aster-102")
        anna, boris, petr, olga = (server.phone(account) for account in accounts)
        async with phones(anna, boris, petr, olga):
            call, other = await anna.dial("102"), await petr.dial("102")
            for rung in (await boris.wait_call(), await olga.wait_call()):
                await rung.answer()
            await assert_hear_each_other(call, boris.call)
            await assert_hear_each_other(other, olga.call)
            assert len(boris.calls) == len(olga.calls) == 1


async def test_an_extension_s_two_devices_ring_together_and_one_wins(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, desk, mobile = (server.phone(f"daisy-10{n}") for n in (1, 2, 2))
        async with phones(anna, desk, mobile):
            call = await anna.dial("102")
            on_desk, on_mobile = await desk.wait_call(), await mobile.wait_call()
            await on_mobile.answer()
            await on_desk.wait_ended()
            await assert_hear_each_other(call, on_mobile)
            await on_mobile.hang_up()
            await call.wait_ended()
        await server.released()


async def test_who_nobody_registered_for_is_unreachable(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(anna := server.phone("daisy-101")):
        call = await anna.dial("103")
        with pytest.raises(PhoneError) as refused:
            await call.wait_answered()
        assert refused.value.status == 480
        record = await server.record()
        await server.released()
    assert record.outcome is Outcome.UNREACHABLE


async def test_a_number_nobody_has_is_refused_and_recorded(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(anna := server.phone("daisy-101")):
        call = await anna.dial("999")
        with pytest.raises(PhoneError) as refused:
            await call.wait_answered()
        assert refused.value.status == 404
        assert (await server.record()).outcome is Outcome.REJECTED


async def test_an_employee_who_refuses_is_told_to_the_caller(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            call = await anna.dial("102")
            await (await boris.wait_call()).reject()
            with pytest.raises(PhoneError) as refused:
                await call.wait_answered()
            assert refused.value.status == 486
        await server.released()


async def test_hold_plays_music_to_the_other_and_resume_joins_them_again(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris):
            call = await anna.dial("102")
            rung = await boris.wait_call()
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await rung.hold()
            await wait_music(server, call)
            await rung.resume()
            await asyncio.sleep(0.5)
            await assert_hear_each_other(call, rung)


async def test_own_number_dialled_from_inside_walks_the_tree(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, vera = server.phone("daisy-101"), server.phone("daisy-103")
        async with phones(anna, vera):
            call = await vera.dial("+74950000001")
            await call.wait_answered()
            await asyncio.sleep(1.0)
            await call.press("0")
            rung = await anna.wait_call()
            await rung.answer()
            await assert_hear_each_other(call, rung)
        assert (await server.record()).answered_by == "101"


async def test_an_outgoing_call_presents_the_company_s_number(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, carrier = server.phone("daisy-101"), server.carrier("+79161234567")
        async with phones(anna, carrier):
            call = await anna.dial("89161234567")
            rung = await carrier.wait_call()
            assert "+74950000001" in rung.peer
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await rung.hang_up()
            await call.wait_ended()
        record = await server.record()
        await server.released()
    assert record.direction is Direction.OUTGOING
    assert (record.number, record.answered_by) == ("+74950000001", "+79161234567")
