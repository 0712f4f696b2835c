"""What a supervisor does to a call that goes on: other parts notice nothing unusual."""

from __future__ import annotations

import pytest

from ringtree.flows.service import NowhereToMove, UnknownCall
from ringtree.records.outcome import Outcome
from tests.unit.calls.house import NUMBER, house, moment
from tests.unit.flows.test_service import last, service

pytestmark = pytest.mark.looptime


async def test_a_waiting_caller_is_moved_on_and_forgotten_by_the_queue() -> None:
    async with house() as made:
        call = made.call()
        calls = service(made)
        calls.walk(call, made.snapshot.company.trees["waiting"], (), called=NUMBER)
        await moment(1)
        calls.move("acme", call.id, "main", "bye")
        await moment(30)
        record = last(made)
        way = [(entry.tree, entry.node, entry.exit) for entry in record.trace]
        assert way[0] == ("waiting", "sales", "moved")
        assert way[1][:2] == ("main", "bye")
        assert record.outcome is Outcome.HUNG_UP_BY_TREE
        assert made.occupancy.taken() == ()


async def test_a_caller_in_a_conversation_is_taken_out_of_it_and_the_colleague_is_free() -> None:
    async with house() as made:
        call = made.call()
        calls = service(made)
        calls.walk(call, made.snapshot.company.trees["straight"], (), called=NUMBER)
        await moment(1)
        made.phone("101").answers()
        await moment(5)
        calls.move("acme", call.id, "waiting", "sales")
        await moment(0.5)
        assert calls.calls[call.id].timeline.is_waiting
        calls.end("acme", call.id)
        await moment(5)
        assert last(made).outcome is Outcome.ANSWERED
        assert made.occupancy.taken() == ()


async def test_a_caller_who_leaves_while_being_moved_is_gone() -> None:
    async with house() as made:
        call = made.call()
        calls = service(made)
        calls.walk(call, made.snapshot.company.trees["waiting"], (), called=NUMBER)
        await moment(1)
        calls.move("acme", call.id, "main", "menu")
        calls.end("acme", call.id)
        await moment(1)
        assert calls.calls == {}
        assert [entry.node for entry in last(made).trace] == ["sales"]


async def test_another_companys_calls_and_places_that_are_none_are_refused() -> None:
    async with house() as made:
        call = made.call()
        calls = service(made)
        calls.walk(call, made.snapshot.company.trees["waiting"], (), called=NUMBER)
        await moment(1)
        with pytest.raises(UnknownCall):
            calls.end("rose", call.id)
        with pytest.raises(UnknownCall):
            calls.move("rose", call.id, "main", "bye")
        for tree, node in (("main", "nowhere"), ("nowhere", "bye")):
            with pytest.raises(NowhereToMove):
                calls.move("acme", call.id, tree, node)
        calls.end("acme", call.id)
        await moment(1)
        assert last(made).outcome is Outcome.REJECTED
