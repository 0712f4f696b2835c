"""Queues through a crash: places and wrap-ups."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.queues.agent import Activity
from ringtree.queues.service import QueueService
from ringtree.storage.queue_states import QueueStates
from tests.unit.calls.house import BORIS, House, house, moment
from tests.unit.queues.waiting import waiting

pytestmark = pytest.mark.looptime
CALLER = "+79990000000"


def served(made: House, directory: Path) -> QueueService:
    one = QueueService(made.exchange, QueueStates(directory))
    one.configure(made.snapshot.company)
    return one


async def test_who_was_cut_off_by_a_crash_and_calls_again_has_the_place_back(
    tmp_path: Path,
) -> None:
    async with house() as made:
        for account in ("acme-101", BORIS):
            made.registrar.remove(account)
        queues = served(made, tmp_path)
        _, task = await waiting(made, queues, caller=CALLER)
        queues.keep()
        task.cancel()  # kill -9: nothing more is kept
        await moment(10)
        again = served(made, tmp_path)
        floor = again.floor("acme")
        assert floor is not None and len(floor.queues["sales"].returns) == 1
        _, task = await waiting(made, again, caller=CALLER)
        (entry,) = floor.entries.values()
        assert entry.is_kept or entry.since < entry.joined
        task.cancel()
        await moment()


async def test_a_wrap_up_goes_on_after_a_crash_and_can_be_changed(tmp_path: Path) -> None:
    async with house() as made:
        made.registrar.remove(BORIS)
        queues = served(made, tmp_path)
        call, task = await waiting(made, queues)
        made.phone("101").answers()
        talking = made.tasks.start(queues.converse(call, await task), name="talk")
        await moment()
        made.phone("101").hangs_up()
        await talking
        company = queues.company("acme")
        assert company is not None
        assert company.extend_wrap_up("101", 600)
        queues.keep()
        again = served(made, tmp_path)
        floor, company = again.floor("acme"), again.company("acme")
        assert floor is not None and company is not None
        assert floor.agents["101"].activity is Activity.WRAP_UP
        assert company.end_wrap_up("101")
        assert not company.end_wrap_up("101")
        assert floor.agents["101"].is_available


async def test_nothing_is_kept_while_nothing_happens(tmp_path: Path) -> None:
    async with house() as made:
        queues = served(made, tmp_path)
        queues.keep()
        states = QueueStates(tmp_path)
        first = states.load("acme")
        queues.keep()
        assert states.load("acme") == first


async def test_it_runs_by_itself(tmp_path: Path) -> None:
    async with house() as made:
        queues = served(made, tmp_path)
        task = made.tasks.start(queues.run(), name="queues")
        await moment(30)
        assert QueueStates(tmp_path).load("acme") is not None
        task.cancel()
