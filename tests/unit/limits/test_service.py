"""The guard of the trunks: counts in one step, warns once, cuts, and remembers."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.permit import Permit, TrunkCall
from ringtree.calls.trunk_load import TrunkLoad
from ringtree.company.allowance import EVERYTHING, Allowance
from ringtree.events import EventBus
from ringtree.limits.service import KEEP_EVERY, LimitGuard
from ringtree.mail.mail import Mail
from ringtree.routing.directory import Snapshot
from ringtree.storage.usage import Used
from ringtree.tasks import TaskOwner
from tests.unit.routing.calling import MOBILE, calling

pytestmark = pytest.mark.looptime
NOON = 1_774_000_000.0
PRICES = {name: {"currency": "RUB", "rates": {"+7": 6}} for name in ("first", "second")}


class Store:
    """Remembers like the database."""

    def __init__(self) -> None:
        self.kept: dict[str, Used] = {}

    def keep(self, used: Used) -> None:
        self.kept[used.id] = used

    async def since(self, day: Any, company: str | None = None) -> list[Used]:
        return list(self.kept.values())

    async def purge(self, before: Any) -> None:
        pass


class Book:
    """What the operator lets the company use."""

    def __init__(self) -> None:
        self.allowance = EVERYTHING

    def of(self, company: str) -> Allowance:
        return self.allowance


class Setting:
    """A guard on a clock that the test sets."""

    def __init__(self, store: Store | None = None, *, is_open: bool = True) -> None:
        self.now = NOON
        self.store = store or Store()
        self.mails: list[Mail] = []
        self.load = TrunkLoad()
        self.tasks = TaskOwner("test")
        self.is_open = is_open
        self.book = Book()
        self.guard = LimitGuard(
            load=self.load,
            store=self.store,  # type: ignore[arg-type]
            allowances=self.book,  # type: ignore[arg-type]
            is_open=lambda company, schedule: self.is_open,
            mail=self._mail,
            events=EventBus(),
            tasks=self.tasks,
            clock=lambda: self.now,
        )

    async def _mail(self, mail: Mail) -> None:
        self.mails.append(mail)

    def ask(self, limits: dict[str, Any], **changes: Any) -> Permit | Cause:
        part: dict[str, Any] = {"limits": {"warn": ["boss@acme.example"], **limits}}
        if changes.pop("priced", True):
            part["prices"] = PRICES
        company = calling(part)
        number = changes.pop("number", MOBILE)
        call = TrunkCall(
            snapshot=Snapshot(company, 1),
            trunk=company.trunks["first"],
            number=number,
            extension=changes.pop("extension", "201"),
            **changes,
        )
        return self.guard.admit(call)


def permitted(found: Permit | Cause) -> Permit:
    assert not isinstance(found, Cause), found.text
    return found


async def test_a_thousand_tasks_pass_a_limit_of_ten_ten_times() -> None:
    setting = Setting()

    async def attempt() -> bool:
        await asyncio.sleep(0)
        return not isinstance(setting.ask({"company": {"simultaneous": 10}, "person": {}}), Cause)

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(attempt()) for _ in range(1000)]
    assert sum(task.result() for task in tasks) == 10
    assert setting.load.calls("acme", "first") == 10
    assert setting.guard.refused == 990


async def test_who_is_refused_is_told_and_mailed_once_a_day() -> None:
    setting = Setting()
    limits = {"company": {"per_day": 1}}
    permitted(setting.ask(limits))
    for _ in range(3):
        why = setting.ask(limits)
        assert isinstance(why, Cause) and why.kind is CauseKind.LIMIT_REACHED
        assert why.text == "the limit of calls per day of acme is reached"
    await asyncio.sleep(0)
    assert [mail.id for mail in setting.mails] == [
        "limit-acme-company-acme-all-per_day-2026-03-20-100"
    ]
    setting.now += 86_400
    permitted(setting.ask(limits))


async def test_a_call_for_help_goes_out_whatever_is_used_up() -> None:
    setting = Setting()
    found = setting.ask({"company": {"simultaneous": 0}}, number="112", is_emergency=True)
    permitted(found).release()
    assert setting.store.kept == {}


async def test_money_can_not_be_limited_without_a_price() -> None:
    setting = Setting()
    found = setting.ask({"company": {"money_per_day": 100}}, number="+442079460000")
    assert isinstance(found, Cause) and "no price" in found.text
    assert setting.load.calls("acme", "first") == 0


async def test_a_hard_limit_cuts_what_goes_on_and_warns_before() -> None:
    setting = Setting()
    cut: list[Cause] = []
    permit = permitted(setting.ask({"company": {"money_per_day": 60, "hard": True}}))
    permit.cut_by(cut.append)
    permit.answered()
    setting.now += 479
    setting.guard.look()
    await asyncio.sleep(0)
    assert [mail.id.rpartition("-")[2] for mail in setting.mails] == ["80"] and cut == []
    setting.now += 121
    setting.guard.look()
    setting.guard.look()
    await asyncio.sleep(0)
    assert cut[0].kind is CauseKind.LIMIT_REACHED
    assert [mail.id.rpartition("-")[2] for mail in setting.mails] == ["80", "100"]
    permit.release()


async def test_what_was_used_is_known_after_a_restart_even_of_a_call_that_was_cut_off() -> None:
    before = Setting()
    limits = {"company": {"minutes_per_day": 5}}
    first, second = (permitted(before.ask(limits)) for _ in range(2))
    first.answered()
    second.answered()
    before.now += 70
    before.guard.look()
    first.release()
    first.release()
    assert {one.ended for one in before.store.kept.values()} == {True, False}

    after = Setting(before.store)
    after.now = before.now
    await after.guard.restore()
    (meter,) = (
        m
        for s, m in after.guard.ledger._meters.items()
        if s.kind.value == "company" and not s.night
    )
    used = meter.used("minutes_per_day", after.now, after.guard.today(calling()))
    assert float(used) * 60 == 70 + 70 + KEEP_EVERY
    assert all(one.ended for one in after.store.kept.values())
    assert meter.used("per_day", after.now, after.guard.today(calling())) == 2
    assert meter.used("per_minute", after.now - 15, after.guard.today(calling())) == 0


async def test_at_night_the_night_s_limits_hold_as_well() -> None:
    setting = Setting(is_open=False)
    limits = {"night": {"schedule": "office", "company": {"simultaneous": 1}}}
    permit = permitted(setting.ask(limits))
    why = setting.ask(limits)
    assert isinstance(why, Cause) and "at night" in why.text
    assert next(iter(setting.store.kept.values())).night
    permit.release()
    setting.is_open = True
    permitted(setting.ask(limits))
    permitted(setting.ask(limits))


async def test_the_longest_call_is_the_limit_s() -> None:
    setting = Setting()
    assert permitted(setting.ask({"company": {"longest_call": 90}})).longest == 90


async def test_it_looks_every_second() -> None:
    setting = Setting()
    cut: list[Cause] = []
    permit = permitted(setting.ask({"company": {"minutes_per_day": 1, "hard": True}}, priced=False))
    permit.cut_by(cut.append)
    permit.answered()
    setting.now += 61
    setting.tasks.start(setting.guard.run(), name="limits")
    await asyncio.sleep(1.5)
    assert cut
    await setting.tasks.stop()


async def test_what_the_operator_allows_holds_whatever_the_company_says() -> None:
    setting = Setting()
    setting.book.allowance = Allowance(simultaneous=1)
    first = permitted(setting.ask({"company": {"simultaneous": 50}}))
    refused = setting.ask({"company": {"simultaneous": 50}})
    assert isinstance(refused, Cause)
    assert "set by the operator of the server" in refused.text
    first.release()
    permitted(setting.ask({"company": {"simultaneous": 50}}))


async def test_a_call_counts_once_though_two_have_set_limits() -> None:
    setting = Setting()
    setting.book.allowance = Allowance(per_day=3)
    for _ in range(3):
        permitted(setting.ask({"company": {"per_day": 100}})).release()
    assert isinstance(setting.ask({"company": {"per_day": 100}}), Cause)


async def test_of_two_limits_that_are_reached_both_are_told() -> None:
    setting = Setting()
    setting.book.allowance = Allowance(minutes_per_day=2, hard=True)
    permit = permitted(setting.ask({"company": {"minutes_per_day": 2, "hard": True}}))
    permit.answered()
    setting.now += 200
    setting.guard.look()
    await setting.tasks.finish(limit=1)
    texts = [mail.text for mail in setting.mails if "minutes" in mail.text]
    assert sum("Set by: your telephone provider" in text for text in texts) == 1
    assert len(texts) == 2
