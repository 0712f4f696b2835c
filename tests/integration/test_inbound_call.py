"""Callers from a trunk: greeting, menu, queue, employee; and what they hear on the way."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ringtree.company.prompt import Prompt
from ringtree.prompts.phrases import WRONG_KEY, place_in_queue
from ringtree.records.outcome import Outcome
from tests.integration.companies import DAISY
from tests.integration.hearing import wait_heard, wait_music, when_heard
from tests.integration.phones import (
    Phone,
    PhoneCall,
    PhoneError,
    assert_hear_each_other,
    phones,
)
from tests.integration.server import Server, running, until

GREETING = Prompt(text="Good day.")
MENU = Prompt(text="One is sales, two is support, zero is Anna.")


async def _call(carrier: Phone, number: str = "+74950000001") -> PhoneCall:
    call = await carrier.dial(number, caller="+79210000001")
    await call.wait_answered()
    return call


async def _occupy(server: Server, anna: Phone, boris: Phone) -> PhoneCall:
    """101 and 102 talk with each other, so that both sales agents are busy."""
    call = await anna.dial("102")
    await (await boris.wait_call()).answer()
    await call.wait_answered()
    return call


async def test_a_caller_waits_with_music_is_told_the_place_and_reaches_who_becomes_free(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris, carrier = (
            server.phone("daisy-101"),
            server.phone("daisy-102"),
            server.carrier(),
        )
        async with phones(anna, boris, carrier):
            busy = await _occupy(server, anna, boris)
            call = await _call(carrier)
            greeting = await wait_heard(server, call, GREETING)
            menu = await wait_heard(server, call, MENU)
            assert greeting < menu
            await call.press("1")
            await wait_heard(server, call, place_in_queue(1))
            await wait_music(server, call)
            assert not anna.is_ringing and not boris.is_ringing
            await busy.hang_up()
            await until(lambda: anna.is_ringing or boris.is_ringing, "nobody was rung")
            assert not (anna.is_ringing and boris.is_ringing), "longest-idle rings one"
            agent = anna if anna.is_ringing else boris
            rung = await agent.wait_call()
            assert "+79210000001" in rung.peer
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await call.hang_up()
            await rung.wait_ended()
        record = next(one for one in await server.records() if one.queue)
        await server.released()
    assert record.outcome is Outcome.ANSWERED
    assert record.answered_by in ("101", "102")
    assert record.waiting > 1.0 and record.talking > 0.9
    assert [entry.node for entry in record.trace] == ["greeting", "menu", "sales"]
    assert record.trace[-1].exit == "answered"


async def test_a_wrong_key_is_said_so_and_the_menu_is_asked_again(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        call = await _call(carrier)
        await wait_heard(server, call, MENU)
        await call.press("7")
        wrong = await wait_heard(server, call, WRONG_KEY)
        start = call.heard.seconds
        await call.wait_heard(start + 5.0)
        assert wrong is not None
        menu_again = await when_heard(server, call, MENU, "en")
        assert menu_again is not None


async def test_who_presses_nothing_twice_comes_to_the_sales_queue(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        call = await _call(carrier)
        await wait_heard(server, call, place_in_queue(1), limit=30.0)
        await call.hang_up()
        await until(lambda: not server.app.calls.calls, "the call did not end")
        record = await server.record()
    assert [(entry.node, entry.exit) for entry in record.trace[:2]] == [
        ("greeting", "next"),
        ("menu", "no_input"),
    ]
    assert record.outcome is Outcome.ABANDONED


async def test_places_are_told_anew_when_somebody_ahead_leaves(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        first = await _call(carrier, "+74950000002")
        await wait_heard(server, first, place_in_queue(1))
        second = await _call(carrier, "+74950000002")
        await wait_heard(server, second, place_in_queue(2))
        await first.hang_up()
        await wait_heard(server, second, place_in_queue(1), limit=20.0)
        await wait_music(server, second)


async def test_ten_callers_ring_one_number_at_once_and_none_hears_busy(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        calls = [await carrier.dial("+74950000002", caller=f"+7921000000{n}") for n in range(10)]
        for call in calls:
            await call.wait_answered()
        await wait_music(server, calls[9])
        for call in calls:
            await call.hang_up()
        await until(lambda: not server.app.calls.calls, "the calls did not end")
        await server.released()
        assert len(await server.records()) == 10


async def test_a_trunk_at_its_limit_is_told_to_retry_later_and_a_record_is_kept(
    tmp_path: Path,
) -> None:
    document = DAISY.replace("max_calls: 20", "max_calls: 1")
    async with running(tmp_path, document) as server, phones(carrier := server.carrier()):
        first = await _call(carrier, "+74950000002")
        second = await carrier.dial("+74950000002", caller="+79210000002")
        with pytest.raises(PhoneError) as refused:
            await second.wait_answered()
        assert refused.value.status == 503
        await until(lambda: "Retry-After" in carrier.sip_trace(), "no time to retry was given")
        assert (await server.record()).outcome is Outcome.REJECTED
        await first.hang_up()
        await until(lambda: not server.app.calls.calls, "the call did not end")
        third = await _call(carrier, "+74950000002")
        await third.hang_up()


async def test_a_number_nobody_has_gets_404(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        call = await carrier.dial("+74959999999", caller="+79210000001")
        with pytest.raises(PhoneError) as refused:
            await call.wait_answered()
        assert refused.value.status == 404
        assert server.app.reception.statistics.unknown_numbers == 1


@pytest.mark.parametrize("stage", ["greeting", "menu", "waiting", "ringing", "talking"])
async def test_a_caller_who_hangs_up_leaves_nothing_behind(tmp_path: Path, stage: str) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, carrier = server.phone("daisy-101"), server.carrier()
        async with phones(anna, carrier, register=False):
            call = await _call(carrier)
            if stage in ("ringing", "talking"):
                await anna.register()
            if stage != "greeting":
                await wait_heard(server, call, GREETING)
                await call.wait_heard(call.heard.seconds + 0.5)
            if stage in ("waiting", "ringing", "talking"):
                await call.press("1")
            if stage == "waiting":
                await wait_music(server, call)
            if stage in ("ringing", "talking"):
                rung = await anna.wait_call()
            if stage == "talking":
                await rung.answer()
                await asyncio.sleep(0.5)
            await call.hang_up()
            await until(lambda: not server.app.calls.calls, "the call did not end")
            if stage in ("ringing", "talking"):
                await rung.wait_ended()
            await server.released()
            record = await server.record()
    talked = stage == "talking"
    assert record.outcome is (Outcome.ANSWERED if talked else Outcome.ABANDONED)
    assert record.trace[-1].node == (
        "sales"
        if stage in ("waiting", "ringing", "talking")
        else "menu"
        if stage == "menu"
        else "greeting"
    )


async def test_a_caller_who_gives_up_while_phones_ring_is_not_answered(tmp_path: Path) -> None:
    """The tree begins with a dial node: the caller hears real ringing, and can CANCEL."""
    async with running(tmp_path, DAISY) as server:
        anna, vera, carrier = (
            server.phone("daisy-101"),
            server.phone("daisy-103"),
            server.carrier(),
        )
        async with phones(anna, vera, carrier):
            call = await carrier.dial("+74950000003", caller="+79210000001")
            rung, other = await anna.wait_call(), await vera.wait_call()
            await call.wait_ringing()
            await call.hang_up()
            await rung.wait_ended()
            await other.wait_ended()
            await until(lambda: not server.app.calls.calls, "the call did not end")
        record = await server.record()
        await server.released()
    assert record.outcome is Outcome.ABANDONED and record.answered is None


async def test_a_group_rings_together_and_the_first_who_answers_wins(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, vera, carrier = (
            server.phone("daisy-101"),
            server.phone("daisy-103"),
            server.carrier(),
        )
        async with phones(anna, vera, carrier):
            call = await carrier.dial("+74950000003", caller="+79210000001")
            rung, other = await anna.wait_call(), await vera.wait_call()
            await other.answer()
            await rung.wait_ended()
            await assert_hear_each_other(call, other)
            await other.hang_up()
            await call.wait_ended()
        record = await server.record()
        await server.released()
    assert record.answered_by == "103"


async def test_a_refused_offer_goes_to_the_next_agent_at_once(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris, carrier = (
            server.phone("daisy-101"),
            server.phone("daisy-102"),
            server.carrier(),
        )
        async with phones(anna, boris, carrier):
            call = await _call(carrier, "+74950000002")
            await until(lambda: anna.is_ringing or boris.is_ringing, "nobody was rung")
            first, second = (anna, boris) if anna.is_ringing else (boris, anna)
            await first.call.reject()
            rung = await second.wait_call(3.0)
            await rung.answer()
            await assert_hear_each_other(call, rung)
            assert len(first.calls) == 1, "who refused was rung again"


async def test_two_agents_who_answer_together_give_one_conversation(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        boris, vera, carrier = (
            server.phone("daisy-102"),
            server.phone("daisy-103"),
            server.carrier(),
        )
        async with phones(boris, vera, carrier):
            call = await _call(carrier)
            await wait_heard(server, call, MENU)
            await call.press("2")
            one, other = await boris.wait_call(), await vera.wait_call()
            await asyncio.gather(one.answer(), other.answer(), return_exceptions=True)
            await until(lambda: len(server.app.occupancy.taken()) == 1, "both agents are in a call")
            winner = one if "daisy-102" in server.app.occupancy.taken() else other
            loser = other if winner is one else one
            await loser.wait_ended()
            await assert_hear_each_other(call, winner)
            await call.hang_up()
            await winner.wait_ended()
            await server.released()
        assert (await server.record()).outcome is Outcome.ANSWERED


async def test_an_agent_in_an_outgoing_call_is_not_rung_by_the_queue(tmp_path: Path) -> None:
    async with running(tmp_path, DAISY) as server:
        anna, boris, carrier = (
            server.phone("daisy-101"),
            server.phone("daisy-102"),
            server.carrier("+79161234567"),
        )
        async with phones(anna, boris, carrier):
            out = await anna.dial("89161234567")
            await (await carrier.wait_call()).answer()
            await out.wait_answered()
            await _call(carrier, "+74950000002")
            rung = await boris.wait_call()
            await rung.reject()
            await asyncio.sleep(2.0)
            assert len(anna.calls) == 1, "an agent who talks was rung"


async def test_a_new_publication_is_taken_over_without_touching_a_call_in_progress(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, DAISY) as server, phones(carrier := server.carrier()):
        waiting = await _call(carrier, "+74950000002")
        await wait_music(server, waiting)
        changed = DAISY.replace("{trunk}", f"127.0.0.1:{server.trunk_port}")
        await server.publish(changed.replace("Good day.", "Good evening."))
        later = await _call(carrier)
        await wait_heard(server, later, Prompt(text="Good evening."))
        await wait_music(server, waiting)
        await waiting.hang_up()
        await until(lambda: len(server.app.calls.calls) == 1, "the call did not end")
        assert (await server.record()).revision == 1
