"""What the queues are told of phones and publications, and to which company it goes."""

from __future__ import annotations

import pytest

from tests.unit.calls.house import ANNA, BORIS, house, moment
from tests.unit.queues.waiting import service, waiting

pytestmark = pytest.mark.looptime


async def test_who_was_in_a_call_when_the_queues_were_configured_is_not_rung() -> None:
    async with house() as made:
        made.occupancy.occupy(ANNA, "other")
        _, task = await waiting(made, service(made))
        assert made.endpoint.to("101") == []
        task.cancel()


async def test_a_phone_that_comes_is_rung_and_one_that_goes_is_not() -> None:
    async with house() as made:
        queues = service(made)
        made.registrar.remove(ANNA)
        made.registrar.remove(BORIS)
        _, task = await waiting(made, queues)
        assert made.log == ["caller: 200"]
        made.registrar.add(ANNA)
        await moment()
        assert made.said("101") == ["INVITE"]
        task.cancel()


async def test_accounts_of_nobody_here_are_no_news() -> None:
    async with house() as made:
        service(made)
        made.registrar.add("other-101")
        made.registrar.add("nonsense")
        made.occupancy.occupy("other-101", "c").release()
