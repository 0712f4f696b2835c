"""Whole calls, from INVITE to record, over fake phones: read the logs as ladder diagrams."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.call import Call
from ringtree.calls.cause import CauseKind, cause
from ringtree.flows.service import CallService, Dialled, reason_phrase
from ringtree.media.plane import DigitPressed, MediaSilent
from ringtree.queues.service import QueueService
from ringtree.records.outcome import Outcome
from ringtree.records.record import CallRecord
from ringtree.sip.dialog.call_states import Input
from tests.unit.calls.fakes import FILE, ONLY_G729, FakeSession
from tests.unit.calls.house import ANNA, BORIS, NUMBER, House, company, house, moment, target

pytestmark = pytest.mark.looptime


def service(made: House) -> CallService:
    queues = QueueService(made.exchange)
    queues.configure(made.snapshot.company)
    return CallService(made.exchange, queues)


def dial(made: House, to: str = "101", *hosts: str, body: bytes | None = None) -> Call:
    """A caller dials somebody directly, occupying Boris' number as Boris would."""
    call = made.call(body, called=to)
    held = [made.occupancy.occupy(BORIS, call.id)]
    whom = target(to, *(hosts or ("192.0.2.101",)))
    service(made).connect(call, Dialled(whom), held)
    return call


def walk(made: House, tree: str) -> Call:
    call = made.call()
    service(made).walk(call, made.snapshot.company.trees[tree], (), called=NUMBER)
    return call


def last(made: House) -> CallRecord:
    return cast(CallRecord, made.records.written[-1])


class TestDirectCall:
    async def test_a_whole_call(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").rings()
            assert set(made.occupancy.taken()) == {ANNA, BORIS}
            await moment(5)
            made.phone("101").answers()
            await moment()
            made.caller.acknowledges()
            one, other = made.media.open_legs
            assert one.other is other
            await moment(60)
            made.phone("101").hangs_up()
            await moment()
            assert made.log == [
                "101: INVITE",
                "caller: 180",
                "101: ACK",
                "caller: 200",
                "101: 200 to BYE",
                "record",
                "caller: BYE",
            ]
            made.check()
            record = last(made)
            assert record.outcome is Outcome.ANSWERED
            assert record.answered_by == "101"
            assert record.talking == pytest.approx(60.1, abs=0.01)
            assert record.ringing == pytest.approx(5.1, abs=0.01)
            assert [leg.party for leg in record.legs] == ["+79990000000", "101"]
            assert set(made.records.quality[record.id]) == {leg.id for leg in record.legs}

    async def test_the_callers_bye_is_answered_after_the_record_is_written(self) -> None:
        async with house() as made:
            await talking(made)
            made.caller.hangs_up()
            await moment()
            assert made.log[-3:] == ["101: BYE", "record", "caller: 200 to BYE"]
            made.check()
            assert last(made).outcome is Outcome.ANSWERED

    async def test_both_hang_up_together(self) -> None:
        async with house() as made:
            await talking(made)
            made.caller.hangs_up()
            made.phone("101").hangs_up()
            await moment()
            made.check()

    @pytest.mark.parametrize("wait", [0, 0.0005, 0.002, 1])
    async def test_the_caller_leaves_before_any_phone_rings(self, wait: float) -> None:
        async with house() as made:
            dial(made)
            if wait:
                await moment(wait)
            made.caller.cancels()
            await moment()
            assert made.said("caller") == ["487"]
            for phone in made.endpoint.to("101"):
                phone.rings()
            made.check()
            assert last(made).outcome is Outcome.ABANDONED

    async def test_the_caller_leaves_while_the_phone_rings(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").rings()
            await moment()
            made.caller.cancels()
            await moment()
            assert made.said("101") == ["INVITE", "CANCEL"]
            made.check()

    async def test_the_caller_leaves_between_answer_and_conversation(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").rings()
            made.phone("101").answers()
            made.caller.cancels()
            await moment()
            assert made.said("101") == ["INVITE", "ACK", "BYE"]
            made.check()
            assert last(made).outcome is Outcome.ABANDONED

    async def test_the_callee_leaves_between_answer_and_conversation(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").answers()
            made.phone("101").hangs_up()
            await moment()
            made.caller.acknowledges()
            await moment()
            made.check()

    async def test_the_phone_answers_as_the_caller_gives_up(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            phone = made.phone("101")
            phone.obeys_cancel = False
            phone.rings()
            made.caller.cancels()
            await moment()
            phone.answers()
            await moment()
            assert made.said("101") == ["INVITE", "CANCEL", "ACK", "BYE"]
            made.check()

    @pytest.mark.parametrize(
        ("language", "phrase"),
        [
            ("ru", "Сотрудник сейчас разговаривает."),
            ("en", "The person you are calling is on another call."),
        ],
    )
    async def test_busy_is_said_in_the_companys_language(self, language: str, phrase: str) -> None:
        async with house(company(language)) as made:
            held = made.occupancy.occupy(ANNA, "another call")
            dial(made)
            await moment()
            assert made.said("caller") == [f"486 {phrase}"]
            assert made.endpoint.to("101") == []
            held.release()
            made.check()
            assert last(made).outcome is Outcome.BUSY

    async def test_nobody_answers(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").rings()
            await moment(61)
            assert made.said("101")[-1] == "CANCEL"
            assert made.said("caller")[-1].startswith("480")
            made.check()
            assert last(made).outcome is Outcome.NO_ANSWER
            assert last(made).ringing == pytest.approx(60, abs=0.1)

    async def test_nobody_is_registered(self) -> None:
        async with house() as made:
            call = made.call()
            service(made).connect(call, Dialled(target("103")), ())
            await moment()
            assert made.said("caller")[-1].startswith("480")
            made.check()
            assert last(made).outcome is Outcome.UNREACHABLE

    async def test_a_phone_whose_connection_is_gone_fails_at_once(self) -> None:
        async with house() as made:
            whom = target("101", "192.0.2.101")
            made.endpoint.dead.add(whom.devices[0].hop)
            dial(made)
            await moment()
            assert made.said("caller")[-1].startswith("480")
            made.check()
            assert last(made).outcome is Outcome.UNREACHABLE

    async def test_one_dead_device_does_not_keep_the_other_from_ringing(self) -> None:
        async with house() as made:
            whom = target("101", "192.0.2.1", "192.0.2.2")
            made.endpoint.dead.add(whom.devices[0].hop)
            dial(made, "101", "192.0.2.1", "192.0.2.2")
            await moment()
            made.phone("101").answers()
            await moment()
            assert made.said("caller") == ["200"]
            made.caller.hangs_up()
            await moment()
            made.check()

    async def test_an_offer_without_a_common_codec_is_refused(self) -> None:
        async with house() as made:
            dial(made, body=ONLY_G729)
            await moment()
            assert made.said("caller") == ["488"]
            made.check()
            assert last(made).outcome is Outcome.REJECTED

    async def test_an_offer_nobody_can_read_is_a_bad_request(self) -> None:
        async with house() as made:
            dial(made, body=b"nonsense")
            await moment()
            assert made.said("caller") == ["400"]
            made.check()

    @pytest.mark.parametrize("ports", [0, 1])
    async def test_without_a_port_left_the_caller_is_told_to_try_later(self, ports: int) -> None:
        async with house() as made:
            made.media.ports = ports
            dial(made)
            await moment()
            assert made.said("caller") == ["503"]
            made.check()
            assert last(made).outcome is Outcome.REJECTED
            assert "port" in last(made).termination.reason

    async def test_without_a_media_worker_the_caller_is_told_to_try_later(self) -> None:
        async with house() as made:
            made.media.is_unavailable = True
            dial(made)
            await moment()
            assert made.said("caller") == ["503"]
            made.check()

    async def test_a_lost_worker_ends_the_conversation_with_its_cause(self) -> None:
        async with house() as made:
            await talking(made)
            made.media.lose_worker()
            await moment()
            assert made.log[-1] == "record"
            assert made.said("caller")[-1] == made.said("101")[-1] == "BYE"
            made.check()
            assert last(made).outcome is Outcome.ANSWERED
            assert last(made).termination.reason == "the media worker was lost"

    async def test_a_lost_worker_ends_the_ringing(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").rings()
            made.media.lose_worker()
            await moment()
            assert made.said("101")[-1] == "CANCEL"
            made.check()
            assert last(made).outcome is Outcome.FAILED

    async def test_silence_of_both_sides_ends_the_call(self) -> None:
        async with house() as made:
            await talking(made)
            for leg in made.media.open_legs:
                leg.tell(MediaSilent(300.0))
            await moment()
            made.check()
            assert last(made).termination.reason == "no audio from either side for 300 s"

    async def test_the_longest_call_is_ended(self) -> None:
        async with house() as made:
            await talking(made)
            await moment(made.exchange.longest_call)
            made.check()
            assert last(made).termination.reason == "the longest allowed call was reached"

    async def test_an_answer_without_an_ack_ends_the_call(self) -> None:
        async with house() as made:
            dial(made)
            await moment()
            made.phone("101").answers()
            await moment()
            made.caller.hears(Input.TIMER_ACK)
            await moment()
            made.check()

    async def test_our_own_mistake_is_an_internal_error_for_the_caller(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async with house() as made:
            monkeypatch.setattr(made.endpoint, "local_host", lambda _hop: 1 / 0)
            dial(made)
            await moment()
            assert made.said("caller") == ["500"]
            made.check()
            assert last(made).outcome is Outcome.FAILED


async def talking(made: House) -> FakeSession:
    dial(made)
    await moment()
    made.phone("101").answers()
    await moment()
    made.caller.acknowledges()
    await moment()
    return made.phone("101")


class TestTree:
    async def test_a_key_leads_to_a_person(self) -> None:
        async with house() as made:
            walk(made, "main")
            await moment()
            made.caller.acknowledges()
            (leg,) = made.media.open_legs
            leg.tell(DigitPressed("1", 100))
            await moment()
            made.phone("101").answers()
            await moment()
            assert leg.other is not None
            made.phone("101").hangs_up()
            await moment()
            assert made.said("caller") == ["200", "BYE"]
            made.check()
            assert [entry.exit for entry in last(made).trace] == ["1", "answered"]

    async def test_the_caller_hears_the_tree_to_its_end(self) -> None:
        async with house() as made:
            walk(made, "main")
            await moment()
            made.caller.acknowledges()
            await moment(FILE + 2 + FILE + 1)
            assert made.said("caller") == ["200", "BYE"]
            made.check()
            assert last(made).outcome is Outcome.HUNG_UP_BY_TREE

    @pytest.mark.parametrize("when", [0, 0.0005, 1, FILE + 1, FILE + 2.5])
    async def test_the_caller_leaves_in_the_tree(self, when: float) -> None:
        async with house() as made:
            walk(made, "main")
            if when:
                await moment(when)
            made.caller.cancels()
            made.caller.hangs_up()
            await moment()
            made.check()
            assert last(made).outcome is Outcome.ABANDONED

    async def test_a_group_rings_on_though_its_first_member_is_not_there(self) -> None:
        async with house() as made:
            made.registrar.remove(ANNA)
            walk(made, "straight")
            await moment()
            made.phone("102").rings()
            await moment()
            made.phone("102").answers()
            await moment()
            assert made.said("caller") == ["180", "200"]
            made.caller.hangs_up()
            await moment()
            made.check()
            assert last(made).answered_by == "102"
            assert last(made).trace[0].facts["rung"] == {"101": "unreachable", "102": "answered"}

    async def test_who_is_busy_does_not_end_the_ring_of_a_group(self) -> None:
        async with house() as made:
            held = made.occupancy.occupy(ANNA, "another call")
            walk(made, "straight")
            await moment()
            made.phone("102").answers()
            await moment()
            made.phone("102").hangs_up()
            await moment()
            held.release()
            made.caller.acknowledges()
            await moment()
            made.check()

    async def test_two_members_answer_together(self) -> None:
        async with house() as made:
            walk(made, "straight")
            await moment()
            made.phone("101").answers()
            made.phone("102").obeys_cancel = False
            made.phone("102").answers()
            await moment()
            assert made.said("101") == ["INVITE", "ACK"]
            assert made.said("102") == ["INVITE", "ACK", "BYE"]
            assert made.occupancy.taken() == (ANNA,)
            made.caller.hangs_up()
            await moment()
            made.check()

    async def test_a_second_person_in_one_call_is_offered_an_open_port(self) -> None:
        tree = {
            "start": "anna",
            "nodes": {
                "anna": {"type": "dial", "targets": ["101"], "exits": {"answered": "boris"}},
                "boris": {"type": "dial", "targets": ["102"]},
            },
        }
        async with house(company(trees={**TREES, "main": tree})) as made:
            walk(made, "main")
            await moment()
            made.phone("101").answers()
            await moment()
            made.caller.acknowledges()
            made.phone("101").hangs_up()
            await moment()
            caller, of_anna, of_boris = made.media.open_legs
            offered = made.phone("102").invite.offer  # type: ignore[union-attr]
            assert f"m=audio {of_boris.port} ".encode() in (offered or b"")
            made.phone("102").answers()
            await moment()
            assert caller.other is of_boris
            of_anna.tell(MediaSilent(300.0))  # of no interest to anybody any more
            await moment()
            assert caller.other is of_boris
            made.caller.hangs_up()
            await moment()
            made.check()
            assert last(made).answered_by == "102"


TREES: dict[str, Any] = {name: tree.model_dump() for name, tree in company().trees.items()}


class TestQueue:
    async def test_a_caller_waits_and_is_served(self) -> None:
        async with house() as made:
            made.registrar.remove(ANNA)
            walk(made, "waiting")
            await moment()
            made.caller.acknowledges()
            made.phone("102").rings()
            await moment(4)
            made.phone("102").answers()
            await moment(30)
            made.phone("102").hangs_up()
            await moment()
            made.check()
            record = last(made)
            assert record.queue == "sales"
            assert record.answered_by == "102"
            assert record.waiting == pytest.approx(4.1, abs=0.05)

    @pytest.mark.parametrize("stage", ["before", "ringing", "answered", "talking"])
    async def test_the_caller_leaves_the_queue(self, stage: str) -> None:
        async with house() as made:
            walk(made, "waiting")
            await moment(0.0015 if stage == "before" else 1)
            made.caller.acknowledges()
            if stage != "before":
                made.phone("101").rings()
            if stage in ("answered", "talking"):
                made.phone("101").answers()
            if stage == "talking":
                await moment()
            made.caller.hangs_up()
            await moment()
            made.check()
            talked = stage == "talking"
            assert last(made).outcome is (Outcome.ANSWERED if talked else Outcome.ABANDONED)

    async def test_without_a_port_for_an_agent_the_caller_waits_on(self) -> None:
        async with house() as made:
            walk(made, "waiting")
            made.media.ports = 1
            await moment()
            made.caller.acknowledges()
            assert made.endpoint.to("101") == []
            made.media.ports = 2
            await moment(11)
            made.phone("101").answers()
            await moment()
            made.caller.hangs_up()
            await moment()
            made.check()
            assert last(made).answered_by == "101"

    async def test_a_queue_that_was_taken_away_is_closed_for_late_callers(self) -> None:
        async with house() as made:
            calls = service(made)
            calls._queues.configure(company(queues={}, trees={"main": TREES["straight"]}))
            calls.walk(made.call(), made.snapshot.company.trees["waiting"], (), called=NUMBER)
            await moment()
            made.caller.acknowledges()
            await moment(FILE * 2)
            made.check()
            assert last(made).trace[0].exit == "closed"
            assert "error" not in last(made).trace[0].facts


class TestStop:
    async def test_every_call_ends_and_is_recorded(self) -> None:
        async with house() as made:
            calls = service(made)
            calls.connect(made.call(), Dialled(target("101", "192.0.2.101")), ())
            waiting = made.caller
            await moment()
            calls.walk(
                made.call(called="1"), made.snapshot.company.trees["main"], (), called=NUMBER
            )
            await moment()
            await calls.stop()
            assert made.endpoint.to("caller")[0] is waiting
            assert made.said("caller") == ["200", "503"] or made.said("caller")[-1] == "503"
            made.caller.acknowledges()
            made.check(calls=2)
            assert {one.termination.reason for one in made.records.written} == {
                "the server is stopping"
            }

    async def test_who_calls_while_the_server_stops_is_refused(self) -> None:
        async with house() as made:
            calls = service(made)
            await calls.stop()
            calls.connect(made.call(), Dialled(target("101", "192.0.2.101")), ())
            calls.walk(made.call(), made.snapshot.company.trees["main"], (), called=NUMBER)
            await moment()
            assert made.said("caller") == ["503", "503"]
            made.check(calls=2)

    async def test_nothing_to_stop(self) -> None:
        async with house() as made:
            await service(made).stop()


class TestRefusal:
    async def test_a_refused_caller_is_recorded_and_gives_everything_back(self) -> None:
        async with house() as made:
            held = [made.occupancy.occupy(BORIS, "c")]
            why = cause(CauseKind.OVERLOADED)
            service(made).refuse(made.call(), why, held, retry_after=10)
            assert made.log == ["record", "caller: 503"]
            assert made.caller.headers["Retry-After"] == "10"
            made.check()
            assert last(made).outcome is Outcome.REJECTED

    async def test_a_caller_is_told_even_if_the_record_cannot_be_written(self) -> None:
        def fail(_record: CallRecord) -> None:
            raise RuntimeError("records are not started")

        async with house() as made:
            made.records.write = fail  # type: ignore[method-assign]
            with pytest.raises(RuntimeError):
                service(made).refuse(made.call(), cause(CauseKind.OVERLOADED))
            assert made.said("caller") == ["503"]


@pytest.mark.parametrize(
    ("kind", "phrase"),
    [
        (CauseKind.BUSY, "Сотрудник сейчас разговаривает."),
        (CauseKind.UNREACHABLE, "Телефон сотрудника сейчас недоступен."),
        (CauseKind.NO_ANSWER, "Сотрудник не отвечает."),
        (CauseKind.REFUSED, None),
    ],
)
def test_reason_phrases(kind: CauseKind, phrase: str | None) -> None:
    assert reason_phrase(cause(kind), "ru") == phrase
