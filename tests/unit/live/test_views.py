"""What goes on now, of whole calls over fake phones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ringtree.flows.service import CallService
from ringtree.live.views import LiveViews
from ringtree.presence.service import PresenceService
from ringtree.queues.service import QueueService
from tests.unit.calls.house import NUMBER, House, house, moment

pytestmark = pytest.mark.looptime
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


class NoStore:
    """Nobody ever said anything."""


def views_of(made: House) -> tuple[LiveViews, CallService]:
    queues = QueueService(made.exchange)
    made.exchange.directory.publish(made.snapshot)
    queues.configure(made.snapshot.company)
    calls = CallService(made.exchange, queues)
    presence = PresenceService(
        NoStore(),  # type: ignore[arg-type]
        queues,
        made.exchange,
        override=lambda _company, _name: None,
    )
    return LiveViews(
        directory=made.exchange.directory,
        calls=calls,
        queues=queues,
        presence=presence,
        registrar=made.exchange.registrar,
        occupancy=made.exchange.occupancy,
        trunk_load=made.exchange.trunk_load,
        clock=made.exchange.clock,
        now=lambda: NOW + timedelta(seconds=made.exchange.clock()),
    ), calls


async def test_a_waiting_caller_is_seen_in_the_tree_and_in_the_queue() -> None:
    async with house() as made:
        views, calls = views_of(made)
        call = made.call()
        calls.walk(call, call.snapshot.company.trees["waiting"], (), called=NUMBER)
        await moment(1)
        code = made.snapshot.code
        (seen,) = views.all_calls(code)
        assert (seen["call"], seen["tree"], seen["node_type"]) == (call.id, "waiting", "queue")
        assert seen["queue"] is not None
        queue = views.all_queues(code)[seen["queue"]]
        (waiting,) = queue["waiting"]
        assert (waiting["call"], waiting["place"]) == (call.id, 1)
        assert queue["target"] == {"percent": 80, "within": 20.0}
        assert views.company(code)["calls"] == [seen]
        calls.end(code, call.id)
        await moment()


async def test_a_company_that_is_not_published_shows_nothing() -> None:
    async with house() as made:
        views, _ = views_of(made)
        assert views.company("nobody") == {"calls": [], "queues": [], "people": [], "trunks": []}


async def test_who_wants_to_be_left_alone_is_seen_as_the_queues_see_it() -> None:
    async with house() as made:
        views, _ = views_of(made)
        views.presence.disturbed(made.snapshot.code, "101", may_be=False)
        seen = views.all_people(made.snapshot.code)["101"]
        assert (seen["presence"], seen["reason"]) == ("not_ready", "do_not_disturb")
        assert seen["reason_title"]
