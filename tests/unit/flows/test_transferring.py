"""Transfers, from the REFER to the record: read the logs as ladder diagrams."""

from __future__ import annotations

import pytest

from ringtree.calls.call import Call
from ringtree.figures.visit import visits
from ringtree.flows.service import CallService, Dialled
from ringtree.records.outcome import Outcome
from tests.unit.calls.fakes import FakeSession
from tests.unit.calls.house import ANNA, BORIS, NUMBER, House, company, house, moment, target
from tests.unit.flows.test_service import last, service

pytestmark = pytest.mark.looptime
VERA = "acme-103"


def together(one: FakeSession, other: FakeSession, made: House) -> bool:
    """Whether the two hear each other."""
    ports = {leg.port: leg for leg in made.media.legs}
    media = [ports[int(at.split(b"m=audio ")[1].split()[0])] for at in _described(one, other)]
    return media[0].other is media[1]


def _described(*sessions: FakeSession) -> list[bytes]:
    return [session.local_sdp or b"" for session in sessions]


async def answered(made: House, *, to: str = "101") -> tuple[Call, CallService]:
    """Carl, from outside, talks with a person."""
    made.registrar.add(VERA, "192.0.2.103")
    call, calls = made.call(), service(made)
    calls.connect(call, Dialled(target(to, f"192.0.2.{to}", account=f"acme-{to}"), to), ())
    await moment()
    made.phone(to).answers()
    await moment()
    made.caller.acknowledges()
    await moment(5)
    return call, calls


async def dialled(made: House) -> tuple[Call, CallService]:
    """Boris has called Anna, and they talk."""
    made.registrar.add(VERA, "192.0.2.103")
    call, calls = made.call(called="101"), service(made)
    call.account = BORIS
    held = [made.occupancy.occupy(BORIS, call.id)]
    calls.connect(call, Dialled(target("101", "192.0.2.101"), "101"), held)
    await moment()
    made.phone("101").answers()
    await moment()
    made.caller.acknowledges()
    await moment(5)
    return call, calls


class TestTheCalleeHandsTheCallerOn:
    async def test_to_a_colleague_who_answers(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment()
            assert made.said("101")[-1] == "202"
            assert made.media.legs[0].playing is not None, "the caller hears nothing"
            made.phone("102").rings()
            assert made.said("101")[-1] == "NOTIFY 180"
            assert set(made.occupancy.taken()) == {ANNA, BORIS}
            await moment(3)
            made.phone("102").answers()
            await moment()
            assert made.said("101")[-2:] == ["NOTIFY 200", "BYE"]
            assert made.occupancy.taken() == (BORIS,)
            assert together(made.caller, made.phone("102"), made)
            await moment(10)
            made.caller.hangs_up()
            await moment()
            made.check()
            record = last(made)
            assert (record.outcome, record.answered_by) == (Outcome.ANSWERED, "101")
            assert [leg.party for leg in record.legs] == ["+79990000000", "101", "102"]
            assert record.talking == pytest.approx(15, abs=0.5)
            (step,) = [one for one in record.trace[0].facts["steps"] if "transferred" in one]
            assert (step["by"], step["transferred"]) == ("101", "102")
            assert step["note"] == "101 transferred the caller to 102"

    async def test_the_phone_may_hang_up_as_soon_as_it_was_heard(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            made.phone("101").hangs_up()
            await moment()
            assert made.said("101")[-1] == "200 to BYE"
            assert made.occupancy.taken() == (BORIS,)
            made.phone("102").answers()
            await moment(2)
            made.phone("102").hangs_up()
            await moment()
            made.check()

    async def test_it_returns_if_nobody_takes_it_and_says_who_comes_back(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment()
            made.phone("102").refuses(486)
            await moment()
            assert "NOTIFY 486" in made.said("101")
            back = made.phone("101")
            assert back.invite is not None and back.invite.from_.display == "Returned: Carl"
            back.answers()
            await moment(1)
            assert together(made.caller, back, made)
            made.caller.hangs_up()
            await moment()
            made.check()
            notes = [one.get("note") for one in last(made).trace[0].facts["steps"]]
            assert "102 is busy: the call returns to 101" in notes

    async def test_nobody_there_either_hears_so_and_nothing_is_left(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment(31)
            assert len(made.endpoint.to("101")) == 2, "it did not return"
            await moment(45)
            made.check()
            assert last(made).outcome is Outcome.ANSWERED
            assert made.media.legs[0].played[-1].files[0].name.startswith("The person")

    async def test_unanswered_both_ways_it_goes_to_the_transferor_s_mailbox(self) -> None:
        boxes = {
            "mailboxes": {"anna": {"title": "Anna", "mail": ["anna@example.com"]}},
            "people": [
                {"extension": "101", "name": "Anna", "voicemail": {"mailbox": "anna"}},
                {"extension": "102", "name": "Boris"},
                {"extension": "103", "name": "Vera"},
            ],
        }
        async with house(company(**boxes)) as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment(31)
            made.phone("101").refuses(486)
            await moment(1)
            entries = last(made).trace if made.records.written else ()
            if not entries:
                made.caller.hangs_up()
                await moment()
                entries = last(made).trace
            assert [entry.type for entry in entries] == ["dial", "voicemail"]

    async def test_a_caller_who_leaves_meanwhile_releases_everybody(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment()
            made.phone("102").rings()
            made.caller.hangs_up()
            await moment()
            assert made.said("102")[-1] == "CANCEL"
            assert made.said("101")[-1] == "BYE"
            made.check()
            assert last(made).outcome is Outcome.ANSWERED

    async def test_a_caller_who_leaves_in_the_same_moment_releases_everybody(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            made.caller.hangs_up()
            await moment()
            made.check()
            assert made.endpoint.to("102") == []

    async def test_a_caller_who_left_first_is_not_transferred(self) -> None:
        async with house() as made:
            await answered(made)
            made.caller.hangs_up()
            made.phone("101").refers("102")
            await moment()
            made.check()
            assert made.endpoint.to("102") == []

    async def test_asked_twice_it_is_done_once(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            made.phone("101").refers("103")
            await moment()
            assert made.said("101")[-1] == "603 to REFER"
            assert made.endpoint.to("103") == []
            made.caller.hangs_up()
            await moment()
            made.check()

    async def test_the_server_stops_in_between(self) -> None:
        async with house() as made:
            _, calls = await answered(made)
            made.phone("101").refers("102")
            await moment()
            await calls.stop()
            made.check()

    async def test_whoever_got_it_may_hand_it_on_again(self) -> None:
        async with house() as made:
            await answered(made)
            made.phone("101").refers("102")
            await moment()
            made.phone("102").answers()
            await moment(1)
            made.phone("102").refers("103")
            await moment()
            made.phone("103").answers()
            await moment(1)
            assert together(made.caller, made.phone("103"), made)
            assert made.occupancy.taken() == (VERA,)
            made.phone("103").hangs_up()
            await moment()
            made.check()
            assert [leg.party for leg in last(made).legs][1:] == ["101", "102", "103"]

    async def test_it_is_told_to_those_who_watch(self) -> None:
        async with house() as made:
            call, _ = await answered(made)
            with made.exchange.events.subscribe("acme") as events:
                made.phone("101").refers("102")
                await moment()
                event = await events.next()
            assert event.kind == "call.transferred"
            assert event.data == {"call": call.id, "by": "101", "to": "102"}
            made.caller.hangs_up()
            await moment()


class TestTheCallerHandsTheCalleeOn:
    async def test_the_callee_stays_and_the_caller_is_free(self) -> None:
        async with house() as made:
            await dialled(made)
            made.caller.refers("103")
            await moment()
            assert made.said("caller")[-1] == "202"
            assert set(made.occupancy.taken()) == {ANNA, BORIS, VERA}
            invite = made.phone("103").invite
            assert invite is not None and invite.from_.display == "Anna"
            made.phone("103").answers()
            await moment()
            assert made.said("caller")[-2:] == ["NOTIFY 200", "BYE"]
            assert set(made.occupancy.taken()) == {ANNA, VERA}
            assert together(made.phone("101"), made.phone("103"), made)
            await moment(10)
            made.phone("101").hangs_up()
            await moment()
            made.check()
            record = last(made)
            assert [leg.party for leg in record.legs] == ["+79990000000", "101", "103"]
            assert record.answered_by == "101" and record.outcome is Outcome.ANSWERED

    async def test_the_phone_may_hang_up_as_soon_as_it_was_heard(self) -> None:
        async with house() as made:
            await dialled(made)
            made.caller.refers("103")
            made.caller.hangs_up()
            await moment()
            assert made.said("caller")[-1] == "200 to BYE"
            assert set(made.occupancy.taken()) == {ANNA, VERA}
            made.phone("103").answers()
            await moment(1)
            made.phone("103").hangs_up()
            await moment()
            made.check()

    async def test_the_callee_leaves_meanwhile(self) -> None:
        async with house() as made:
            await dialled(made)
            made.caller.refers("103")
            await moment()
            made.phone("103").rings()
            made.phone("101").hangs_up()
            await moment()
            made.check()
            assert made.said("103")[-1] == "CANCEL"


class TestQueues:
    async def test_an_agent_writes_up_while_the_colleague_talks(self) -> None:
        async with house() as made:
            made.registrar.add(VERA, "192.0.2.103")
            call, calls = made.call(), service(made)
            calls.walk(call, made.snapshot.company.trees["waiting"], (), called=NUMBER)
            await moment()
            made.phone("101").answers()
            await moment()
            made.caller.acknowledges()
            await moment(5)
            made.phone("101").refers("103")
            await moment()
            made.phone("103").answers()
            await moment(60)
            assert made.occupancy.taken() == (VERA,)
            made.phone("103").hangs_up()
            await moment()
            record = last(made)
            assert record.answered_by == "101" and record.queue == "sales"
            (visit,) = visits(record)
            assert (visit.outcome.value, visit.agent) == ("answered", "101")
            assert visit.talked == pytest.approx(5.1, abs=0.3)
            made.check()
