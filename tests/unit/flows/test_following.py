"""People are reached as they wish, hop by hop, and no circle has no end."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.calls.cause import CauseKind
from ringtree.calls.presentation import Presentation
from ringtree.company.model import Company
from ringtree.flows.control import (
    DialOutcome,
    DialRequest,
    Forwarding,
    QueueOutcome,
    QueueRequest,
)
from ringtree.flows.live import LiveCall
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.forwarding.rules import NO_WISHES, Rule, Wave, When, Wishes
from ringtree.media.plane import DigitPressed
from ringtree.queues.service import QueueService
from tests.unit.calls.house import NUMBER, House, company, house, moment
from tests.unit.flows.test_live import doing

pytestmark = pytest.mark.looptime
MOBILE = "+79161234567"
TRUNK = {"carrier": {"addresses": ["203.0.113.1"], "original_caller": True}}


class Book:
    """What people have said."""

    def __init__(self, **wishes: Wishes) -> None:
        self._wishes = {name.removeprefix("p"): one for name, one in wishes.items()}

    def of(self, company: str, extension: str) -> Wishes:
        return self._wishes.get(extension, NO_WISHES)

    async def set(self, company: Company, extension: str, wishes: Wishes, *, author: str) -> None:
        self._wishes[extension] = wishes


def to(target: str, when: When = When.ALWAYS, **more: Any) -> Wishes:
    return NO_WISHES.with_rule(Rule(when=when, target=target, **more))


class Setting:
    """A call of a stranger's to 101, with what people have said."""

    def __init__(self, made: House, book: Book, *, caller: str | None = None) -> None:
        self.made = made
        call = made.call()
        if caller is not None:
            call.presentation = Presentation("", caller)
        queues = QueueService(made.exchange)
        queues.configure(made.snapshot.company)
        self.trace = FlowTrace(made.exchange.clock)
        self.trace.enter("anna", "dial")
        world = World(forwarding=book)
        self.call = call
        self.live = LiveCall(call, queues, self.trace, called=NUMBER, language="en", world=world)

    async def dial(self, *targets: str, **changes: Any) -> Any:
        changes.setdefault("forwarding", Forwarding.FOLLOW)
        request = DialRequest(targets=targets or ("101",), ring_time=20.0, **changes)
        task = doing(self.made, self.call, self.live.dial(request))
        await moment()
        return task

    def rung(self) -> list[str]:
        return [one.name for one in self.made.endpoint.sessions if one.name != "caller"]

    @property
    def forwarded(self) -> Any:
        return self.trace.entries[0].facts.get("forwarded")


async def test_every_call_goes_where_it_is_sent() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("102")))
        task = await setting.dial()
        assert setting.rung() == ["102"]
        assert setting.forwarded == ["101 → 102 (always)"]
        made.phone("102").answers()
        await moment()
        made.phone("102").hangs_up()
        assert await task is DialOutcome.ANSWERED


@pytest.mark.parametrize(
    ("when", "status"), [(When.BUSY, 486), (When.BUSY, 603), (When.UNREACHABLE, 480)]
)
async def test_what_becomes_of_a_ring_decides(when: When, status: int) -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("102", when)))
        await setting.dial()
        made.phone("101").refuses(status)
        await moment()
        assert setting.rung() == ["101", "102"]


async def test_nobody_answers_after_the_person_s_own_time() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("102", When.NO_ANSWER, after=5.0)))
        await setting.dial()
        made.phone("101").rings()
        await moment(4.5)
        assert setting.rung() == ["101"]
        await moment(1)
        assert setting.rung() == ["101", "102"]


async def test_an_outside_number_is_shown_the_caller_and_has_to_press_one() -> None:
    async with house(company(trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=to(MOBILE)))
        task = await setting.dial()
        invite = made.phone(MOBILE).invite
        assert invite is not None and invite.from_.uri.user == "+79990000000"
        assert dict(invite.headers)["Diversion"].startswith(f"<sip:{NUMBER}@")
        made.phone(MOBILE).answers()
        await moment()
        assert setting.call.timeline.record.answered_by is None and not setting.call.answered
        leg = setting.call._callee_media.callees[0]  # type: ignore[union-attr]
        leg.on_media(DigitPressed("1", 100))
        await moment()
        assert setting.call.timeline.record.answered_by == MOBILE
        made.phone(MOBILE).hangs_up()
        assert await task is DialOutcome.ANSWERED


async def test_a_colleague_s_call_presents_the_number_of_who_forwards() -> None:
    people = [
        {"extension": "101", "name": "Anna", "number": "+74950000002"},
        {"extension": "102", "name": "Boris"},
        {"extension": "103", "name": "Vera"},
    ]
    async with house(company(people=people, trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=to(MOBILE)), caller="102")
        await setting.dial()
        invite = made.phone(MOBILE).invite
        assert invite is not None and invite.from_.uri.user == "+74950000002"
        assert "Diversion" not in dict(invite.headers)


async def test_nobody_forwards_to_where_they_may_not_call() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("+442079460000")))
        assert await (await setting.dial()) is DialOutcome.UNREACHABLE
        assert setting.rung() == []
        assert "may not be called" in setting.trace.entries[0].facts["reason"]


async def test_a_node_may_let_nobody_out_or_follow_nothing() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to(MOBILE)))
        task = await setting.dial(forwarding=Forwarding.INSIDE)
        assert await task is DialOutcome.UNREACHABLE and setting.rung() == []
        assert setting.trace.entries[0].facts["kept_in"] == f"101 → {MOBILE}"
    async with house() as made:
        setting = Setting(made, Book(p101=to(MOBILE)))
        await setting.dial(forwarding=Forwarding.IGNORE)
        assert setting.rung() == ["101"]


def test_a_request_that_says_nothing_lets_nobody_out() -> None:
    assert DialRequest(targets=("101",), ring_time=20.0).forwarding is Forwarding.INSIDE


@pytest.mark.parametrize(
    ("when", "status", "outcome"),
    [(When.BUSY, 486, DialOutcome.BUSY), (When.UNREACHABLE, 480, DialOutcome.UNREACHABLE)],
)
async def test_a_way_out_for_later_is_passed_over(
    when: When, status: int, outcome: DialOutcome
) -> None:
    async with house(company(trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=to(MOBILE, when)))
        task = await setting.dial(forwarding=Forwarding.INSIDE)
        made.phone("101").refuses(status)
        assert await task is outcome
        assert setting.rung() == ["101"]


async def test_a_way_out_for_later_does_not_shorten_the_ringing() -> None:
    async with house(company(trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=to(MOBILE, When.NO_ANSWER, after=5.0)))
        task = await setting.dial(forwarding=Forwarding.INSIDE)
        made.phone("101").rings()
        await moment(19)
        assert not task.done() and not made.phone("101").is_given_up
        await moment(2)
        assert await task is DialOutcome.NO_ANSWER and setting.rung() == ["101"]


@pytest.mark.parametrize("first", ["101", MOBILE])
async def test_telephones_outside_do_not_ring_beside_where_nobody_is_let_out(first: str) -> None:
    waves = (Wave(targets=(first,)), Wave(targets=(MOBILE,), delay=1.0))
    async with house(company(trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=NO_WISHES.following(waves)))
        await setting.dial(forwarding=Forwarding.INSIDE)
        made.phone("101").rings()
        await moment(3)
        assert setting.rung() == ["101"]


async def test_of_a_group_nobody_is_rung_outside_where_nobody_is_let_out() -> None:
    async with house(company(trunks=TRUNK)) as made:
        setting = Setting(made, Book(p101=to(MOBILE)))
        await setting.dial("all", forwarding=Forwarding.INSIDE)
        assert setting.rung() == ["102"]


async def test_who_is_not_to_be_disturbed_is_busy_and_forwards_as_busy() -> None:
    quiet = NO_WISHES.disturbed(may_be=False)
    async with house() as made:
        setting = Setting(made, Book(p101=quiet))
        assert await (await setting.dial()) is DialOutcome.BUSY
        assert setting.rung() == []
    async with house() as made:
        rule = Rule(when=When.BUSY, target="102")
        setting = Setting(made, Book(p101=quiet.with_rule(rule)))
        await setting.dial()
        assert setting.rung() == ["102"]


@pytest.mark.parametrize(
    "book",
    [Book(p101=to("102"), p102=to("101")), Book(p101=to("102"), p102=to("103"), p103=to("102"))],
)
async def test_a_circle_of_people_ends(book: Book) -> None:
    async with house() as made:
        setting = Setting(made, book)
        task = await setting.dial()
        assert await task is DialOutcome.UNREACHABLE
        assert setting.rung() == [] and "circle" in setting.trace.entries[0].facts


async def test_a_person_who_has_gone_is_nobody_s_target() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("109")))
        await setting.dial()
        assert setting.rung() == ["101"]


async def test_several_phones_ring_in_waves_and_a_mailbox_takes_the_call_from_nobody() -> None:
    waves = (
        Wave(targets=("101",)),
        Wave(targets=(MOBILE,), delay=5.0),
        Wave(targets=("102",), delay=3.0),
    )
    async with house() as made:
        setting = Setting(made, Book(p101=NO_WISHES.following(waves)))
        task = await setting.dial()
        made.phone("101").rings()
        assert setting.rung() == ["101"]
        await moment(5)
        assert setting.rung() == ["101", MOBILE]
        made.phone(MOBILE).answers()  # the mailbox
        await moment(3)
        assert setting.rung() == ["101", MOBILE, "102"]
        assert not made.phone("101").is_given_up
        made.phone("101").answers()
        await moment()
        assert setting.call.timeline.record.answered_by == "101"
        assert made.phone(MOBILE).is_given_up and made.phone("102").is_given_up
        made.phone("101").hangs_up()
        assert await task is DialOutcome.ANSWERED


async def test_of_several_people_those_who_are_away_ring_elsewhere_or_not_at_all() -> None:
    async with house() as made:
        quiet = NO_WISHES.disturbed(may_be=False)
        setting = Setting(made, Book(p101=to(MOBILE), p102=quiet))
        await setting.dial("all")
        assert setting.rung() == [MOBILE]
    async with house() as made:
        setting = Setting(made, Book(p101=quiet, p102=quiet))
        assert await (await setting.dial("all")) is DialOutcome.BUSY


async def test_a_busy_member_s_forwarding_is_the_group_s_business_alone() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("103", When.BUSY)))
        await setting.dial("all")
        made.phone("101").refuses(486)
        await moment()
        assert setting.rung() == ["101", "102"]


async def test_a_direct_call_is_forwarded_too() -> None:
    async with house() as made:
        setting = Setting(made, Book(p101=to("102")))
        from tests.unit.calls.house import target

        task = doing(made, setting.call, setting.live.connect(target("101"), 60.0))
        await moment()
        made.phone("102").refuses(486)
        why = await task
        assert why.kind is CauseKind.BUSY and setting.rung() == ["102"]


class TestAgents:
    """Callers of a queue: only where the queue allows it, and nobody is lost by it."""

    def waiting(self, forwarding: str, **changes: Any) -> Any:
        queue = {"title": "Sales", "agents": ["101"], "ring_time": 10, "forwarding": forwarding}
        return house(company(trunks=TRUNK, queues={"sales": queue}, **changes))

    async def join(self, made: House, book: Book) -> tuple[Setting, Any]:
        setting = Setting(made, book)
        setting.trace.enter("sales", "queue")
        task = doing(made, setting.call, setting.live.queue(QueueRequest(queue="sales")))
        await moment()
        return setting, task

    @pytest.mark.parametrize(
        ("forwarding", "target", "rung"),
        [
            ("ignore", "102", "101"),
            ("ignore", MOBILE, "101"),
            ("inside", "102", "102"),
            ("inside", MOBILE, "101"),
            ("follow", "102", "102"),
            ("follow", MOBILE, MOBILE),
        ],
    )
    async def test_are_rung_where_the_queue_lets_them(
        self, forwarding: str, target: str, rung: str
    ) -> None:
        async with self.waiting(forwarding) as made:
            setting, _ = await self.join(made, Book(p101=to(target)))
            assert setting.rung() == [rung]

    async def test_outside_they_press_1_and_are_occupied_here_meanwhile(self) -> None:
        async with self.waiting("follow") as made:
            setting, task = await self.join(made, Book(p101=to(MOBILE)))
            assert made.occupancy.is_taken("acme-101")
            made.phone(MOBILE).answers()
            await moment()
            assert setting.call.timeline.record.answered_by is None
            setting.call._apart[0].callees[0].on_media(DigitPressed("1", 100))
            await moment()
            assert setting.call.timeline.record.answered_by == MOBILE
            steps = setting.trace.entries[-1].facts["steps"]
            assert [one["answered"] for one in steps if "answered" in one] == ["101"]
            assert [one["forwarded"] for one in steps if "forwarded" in one] == [f"101 → {MOBILE}"]
            assert made.occupancy.is_taken("acme-101")
            made.phone(MOBILE).hangs_up()
            assert (await task).outcome is QueueOutcome.ANSWERED
            assert not made.occupancy.is_taken("acme-101")

    async def test_a_mailbox_outside_keeps_nobody_and_the_queue_goes_on(self) -> None:
        async with self.waiting("follow") as made:
            setting, _ = await self.join(made, Book(p101=to(MOBILE)))
            made.phone(MOBILE).answers()
            await moment(11)
            assert made.endpoint.to(MOBILE)[0].is_given_up
            await moment(3)
            assert setting.rung() == [MOBILE, MOBILE]

    async def test_a_forwarding_that_leads_to_nobody_leaves_the_own_phones(self) -> None:
        circle = Book(p101=to("102"), p102=to("101"))
        quiet = Book(p101=to("102"), p102=NO_WISHES.disturbed(may_be=False))
        for book in (circle, quiet, Book(p101=to("103"))):  # 103 has no phone
            async with self.waiting("follow") as made:
                setting, _ = await self.join(made, book)
                assert setting.rung() == ["101"]

    async def test_only_what_is_always_forwarded_is(self) -> None:
        async with self.waiting("follow") as made:
            setting, _ = await self.join(made, Book(p101=to("102", When.BUSY)))
            assert setting.rung() == ["101"]
