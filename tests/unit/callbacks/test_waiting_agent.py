"""An agent who has answered, and waits while somebody is called back."""

from __future__ import annotations

import pytest

from ringtree.callbacks.callback import CallbackState
from ringtree.figures.callback_attempt import attempt_of
from ringtree.figures.visit import visits
from ringtree.records.outcome import Outcome
from tests.unit.callbacks.people import NUMBER, office
from tests.unit.calls.house import moment

pytestmark = pytest.mark.looptime

MOBILE = "+79031112233"


async def test_the_agent_first_waits_while_the_caller_is_called() -> None:
    async with office("agent") as at:
        await at.asks()
        assert at.calls_of() == 0
        at.made.phone("101").answers()
        await moment()
        assert at.calls_of() == 1
        at.customer().answers()
        await moment()
        await at.presses("1")
        assert at.row.state is CallbackState.REACHED
        await moment(20)
        at.customer().hangs_up()
        await moment()
        (record,) = at.made.records.written
        assert (record.outcome, record.answered_by) == (Outcome.ANSWERED, "101")
        assert record.talking == pytest.approx(20, abs=1)
        assert [entry.type for entry in record.trace] == ["callback", "queue"]
        (visit,) = visits(record)
        assert [(ring.extension, ring.fate) for ring in visit.rings] == [("101", "answered")]
        assert at.made.said("101")[-1] == "BYE"
        at.made.check()


async def test_an_agent_is_told_that_nobody_was_reached_and_is_free_again() -> None:
    async with office("agent", attempts=1) as at:
        await at.asks()
        at.made.phone("101").answers()
        await moment()
        at.customer().refuses(486)
        await moment(8)
        assert at.row.state is CallbackState.UNREACHED
        assert at.made.said("101")[-1] == "BYE"
        at.made.check()
        attempt = attempt_of(at.made.records.written[-1])
        assert attempt is not None and attempt.was_called and attempt.agent == "101"
        assert attempt.held > 5 and [ring.fate for ring in attempt.rings] == ["answered"]


async def test_an_agent_who_hangs_up_while_the_caller_is_called_costs_no_attempt() -> None:
    async with office("agent") as at:
        await at.asks()
        at.made.phone("101").answers()
        await moment()
        at.customer().rings()
        at.made.phone("101").hangs_up()
        await moment()
        assert at.made.said(NUMBER)[-1] == "CANCEL"
        assert (at.row.state, at.row.attempts) == (CallbackState.WAITING, 0)
        attempt = attempt_of(at.made.records.written[0])
        assert attempt is not None and not attempt.was_called and attempt.agent == "101"
