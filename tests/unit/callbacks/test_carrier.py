"""fusionpbx #1322, asked for since 2015: callers keep the place, hang up, and are called back."""

from __future__ import annotations

import pytest

from ringtree.callbacks.callback import CallbackState, Source
from ringtree.figures.callback_attempt import attempt_of
from ringtree.media.plane import DigitPressed
from ringtree.queues.needs import Needs
from ringtree.records.outcome import Outcome
from ringtree.records.record import Direction
from tests.unit.callbacks.people import NUMBER, office
from tests.unit.calls.house import ANNA, moment

pytestmark = pytest.mark.looptime

MOBILE = "+79031112233"


async def test_the_caller_first_presses_1_and_is_led_to_the_agent() -> None:
    async with office() as at:
        await at.asks()
        at.customer().answers()
        await moment()
        assert at.made.endpoint.to("101") == []  # nobody is rung for a machine
        await at.presses("1")
        assert at.row.state is CallbackState.REACHED
        at.made.phone("101").answers()
        await moment()
        assert at.made.phone("101").invite.from_.uri.user == NUMBER  # the agent sees who it is
        await moment(30)
        at.made.phone("101").hangs_up()
        await moment()
        (record,) = at.made.records.written
        assert (record.direction, record.outcome) == (Direction.CALLBACK, Outcome.ANSWERED)
        assert (record.answered_by, record.caller) == ("101", NUMBER)
        assert [entry.type for entry in record.trace] == ["callback", "queue"]
        assert record.talking == pytest.approx(30, abs=1)
        at.made.check()


async def test_an_answering_machine_presses_nothing_and_is_called_again() -> None:
    async with office(attempts=2, accept_time=5) as at:
        await at.asks()
        at.customer().answers()
        await moment(6)
        assert at.made.said(NUMBER)[-1] == "BYE"
        assert at.made.endpoint.to("101") == []
        assert (at.row.state, at.row.attempts) == (CallbackState.WAITING, 1)
        await moment(50)
        assert at.calls_of() == 1
        await moment(10)
        assert at.calls_of() == 2
        at.customer().refuses(486)
        await moment()
        assert (at.row.state, at.row.attempts) == (CallbackState.UNREACHED, 2)
        at.made.check(calls=2)
        assert [one.outcome for one in at.made.records.written][1] is Outcome.BUSY


async def test_nobody_answers_in_time() -> None:
    async with office(ring_time=5) as at:
        await at.asks()
        at.customer().rings()
        await moment(6)
        assert at.made.said(NUMBER)[-1] == "CANCEL"
        assert at.row.said
        assert at.row.again_at is not None


async def test_nobody_is_called_while_no_agent_is_free() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        await at.asks()
        assert at.calls_of() == 0
        at.made.registrar.add(ANNA)
        await moment()
        assert at.calls_of() == 1


async def test_an_agent_who_does_not_answer_leaves_the_place_as_it_was() -> None:
    async with office("agent") as at:
        await at.asks()
        at.made.phone("101").refuses(486)
        await moment()
        assert (at.row.state, at.calls_of()) == (CallbackState.WAITING, 0)


@pytest.mark.parametrize("first", ["caller", "agent"])
async def test_a_callback_that_is_cancelled_stops_whatever_rings(first: str) -> None:
    async with office(first) as at:
        callback = await at.asks()
        rung = at.made.phone(NUMBER if first == "caller" else "101")
        rung.rings()
        await at.service.cancel("acme", callback.id)
        await moment()
        assert at.row.state is CallbackState.CANCELLED
        assert at.made.said(rung.name)[-1] == "CANCEL"
        assert at.made.occupancy.taken() == ()
        (record,) = at.made.records.written
        attempt = attempt_of(record)
        assert attempt is not None and not attempt.was_called
        assert [ring.extension for ring in attempt.rings] == ([] if first == "caller" else ["101"])


async def test_who_calls_again_has_the_place_and_is_not_called_back() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        await at.asks("+79990000000")
        call = at.made.call()
        at.calls.walk(call, call.snapshot.company.trees["waiting"], (), called="+74950000003")
        await moment()
        assert at.row.state is CallbackState.RESUMED
        at.made.registrar.add(ANNA)
        await moment()
        assert at.calls_of("+79990000000") == 0
        at.made.phone("101").answers()
        await moment()
        at.made.caller.hangs_up()
        await moment()
        at.made.check()


async def test_an_agent_on_a_number_outside_is_rung_first_as_well_and_has_to_accept() -> None:
    async with office("agent", queue={"agents": [MOBILE]}) as at:
        await at.asks()
        at.made.phone(MOBILE).answers()
        await moment()
        assert at.calls_of() == 0
        await at.presses("1")
        assert at.calls_of() == 1
        at.customer().answers()
        await moment()
        await at.presses("1", 0)  # an agent outside has media apart, made after the customer's
        await moment(20)
        at.customer().hangs_up()
        await moment()
        (record,) = at.made.records.written
        assert (record.outcome, record.answered_by) == (Outcome.ANSWERED, MOBILE)
        at.made.check()


async def test_whoever_is_called_back_stands_in_the_queue_as_before() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        needs = Needs(priority=3)
        await at.service.request("acme", "sales", NUMBER, source=Source.CALL, by="c0", needs=needs)
        at.made.registrar.add(ANNA)
        await moment()
        at.customer().answers()
        await moment()
        await at.presses("1")
        queues = at.queues.company("acme")
        assert queues is not None
        (entry,) = queues.floor.entries.values()
        assert entry.needs == needs
        at.made.phone("101").answers()
        await moment()
        at.customer().hangs_up()
        await moment()
        at.made.check()


async def test_who_presses_1_and_hangs_up_at_once_leaves_no_place_behind() -> None:
    async with office() as at:
        await at.asks()
        at.customer().answers()
        await moment()
        legs = [leg for leg in at.made.media.legs if leg.played and not leg.is_closed]
        at.service.listeners.append(lambda _: at.customer().hangs_up())  # told of being reached
        legs[-1].tell(DigitPressed("1", 100))
        await moment()
        assert at.row.state is CallbackState.REACHED
        queues = at.queues.company("acme")
        assert queues is not None and not queues.floor.entries and not queues._driver.carriers
        at.made.check()
