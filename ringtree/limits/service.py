"""The guard of all trunks: lets a call out, counts it, keeps the count, warns, and cuts.

`admit` is called in the event loop and waits for nothing, so no two calls find the same room.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import structlog

from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.permit import Permit, SlotPermit, TrunkCall, trunk_full
from ringtree.calls.trunk_load import TrunkLoad, TrunkSlot
from ringtree.company.limits import Limits
from ringtree.company.model import Company
from ringtree.events import EventBus
from ringtree.limits.allowances import AllowanceBook
from ringtree.limits.ledger import Counted, Ledger, Reached, Scope, scopes_of
from ringtree.limits.meter import Going
from ringtree.limits.recall import recall
from ringtree.limits.words import body, refusal, subject
from ringtree.mail.mail import Mail
from ringtree.routing.prices import rate_of
from ringtree.storage.database import DatabaseFailure
from ringtree.storage.usage import UsageStore, Used
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

#: Seconds between two looks at what calls that go on have come to.
LOOK = 1.0
#: Seconds of conversation after which a call's use is kept anew: a crash forgets less.
KEEP_EVERY = 30.0
#: Uses older than this are in no limit's month any more.
KEPT = timedelta(days=62)

#: Warnings remembered as sent.
MOST_TOLD = 10_000

IsOpen = Callable[[Company, str], bool]
SendMail = Callable[[Mail], Awaitable[None]]


class CountedPermit:
    """One call that is counted, until it is released."""

    __slots__ = ("_guard", "_hang_up", "_over", "_slot", "company", "counted", "kept", "used")

    def __init__(
        self, guard: LimitGuard, company: Company, counted: Counted, slot: TrunkSlot, used: Used
    ) -> None:
        self._guard = guard
        self._slot = slot
        self._hang_up: Callable[[Cause], None] | None = None
        self._over = False
        self.company = company
        self.counted = counted
        self.used = used
        self.kept = 0.0
        """Seconds of conversation that a crash would not forget."""

    @property
    def longest(self) -> float | None:
        """Seconds after which the conversation is cut."""
        return self.counted.longest

    def answered(self) -> None:
        """The call is being charged from now on."""
        self.counted.call.answered = self._guard.clock()

    def cut_by(self, hang_up: Callable[[Cause], None]) -> None:
        """How to end the call when a hard limit is reached."""
        self._hang_up = hang_up

    def cut(self, why: Cause) -> None:
        """End the call."""
        if self._hang_up is not None:
            self._hang_up(why)

    def release(self) -> None:
        """The call is over."""
        if not self._over:
            self._over = True
            self._slot.release()
            self._guard.ended(self)


class LimitGuard:
    """Implements `ringtree.calls.permit.Guard` with limits that survive a restart.

    Args:
        allowances: what the operator lets each company use, beside its own limits.
        is_open: whether a company's schedule is open now: night is while it is not.
        clock: seconds since 1970.
    """

    def __init__(
        self,
        *,
        load: TrunkLoad,
        store: UsageStore,
        allowances: AllowanceBook,
        is_open: IsOpen,
        mail: SendMail,
        events: EventBus,
        tasks: TaskOwner,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.ledger = Ledger()
        self.allowances = allowances
        self.refused = 0
        self._load = load
        self._store = store
        self._is_open = is_open
        self._mail = mail
        self._events = events
        self._tasks = tasks
        self._permits: set[CountedPermit] = set()
        self._told: set[tuple[Scope, str, bool, str, bool]] = set()

    # -- letting out

    def admit(self, call: TrunkCall) -> Permit | Cause:
        """Count a call and let it out, in one step; or the cause to refuse it for."""
        company = call.snapshot.company
        slot = self._load.enter(company.code, call.trunk, is_emergency=call.is_emergency)
        if slot is None:
            return trunk_full(call.trunk)
        if call.is_emergency:
            return SlotPermit(slot)
        found = self._count(call, company, slot)
        if isinstance(found, Cause):
            slot.release()
            self.refused += 1
        return found

    def _count(self, call: TrunkCall, company: Company, slot: TrunkSlot) -> Permit | Cause:
        limits, now = company.calling.limits, self.clock()
        at_night = limits.night is not None and not self._is_open(company, limits.night.schedule)
        going = Going(
            secrets.token_hex(8),
            self.today(company),
            rate_of(company.calling.prices.get(call.trunk.name), call.number),
        )
        scopes = tuple(
            scopes_of(
                company.code,
                limits,
                call.extension,
                call.trunk.name,
                at_night=at_night,
                allowance=self.allowances.of(company.code),
            )
        )
        if going.rate is None and any(_counts_money(one) for _, one in scopes):
            text = f"the trunk {call.trunk.name} has no price for {call.number}"
            return cause(CauseKind.LIMIT_REACHED, text)
        counted = self.ledger.admit(going, scopes, now)
        if isinstance(counted, Reached):
            self._tell(company, counted, is_full=True)
            return _refusal(counted)
        permit = CountedPermit(self, company, counted, slot, _used(call, going, at_night, now))
        self._permits.add(permit)
        self._store.keep(permit.used)
        self._warn(permit)
        return permit

    def ended(self, permit: CountedPermit) -> None:
        """A call is over: charge it."""
        now = self.clock()
        self._permits.discard(permit)
        self._keep(permit, now, ended=True)
        self.ledger.end(permit.counted, now)
        self._warn(permit)

    def today(self, company: Company) -> date:
        """The company's own date."""
        return datetime.fromtimestamp(self.clock(), company.zone).date()

    # -- while calls go on

    async def run(self) -> None:
        """Look at the calls that go on, for as long as the server runs."""
        while True:
            await asyncio.sleep(LOOK)
            self.look()

    def look(self) -> None:
        """Keep, warn of and cut what the calls that go on have come to."""
        now = self.clock()
        for permit in tuple(self._permits):
            seconds = permit.counted.call.seconds(now)
            if seconds - permit.kept >= KEEP_EVERY:
                self._keep(permit, now, ended=False)
            if seconds:
                self._warn(permit)
                self._cut(permit, now)

    def _cut(self, permit: CountedPermit, now: float) -> None:
        found = self.ledger.must_end(permit.counted, now, self.today(permit.company))
        if found is not None:
            self._tell(permit.company, found, is_full=True)
            permit.cut(_refusal(found))

    def _keep(self, permit: CountedPermit, now: float, *, ended: bool) -> None:
        call = permit.counted.call
        permit.kept = seconds = call.seconds(now)
        money = str(call.cost(seconds))
        self._store.keep(replace(permit.used, seconds=seconds, money=money, ended=ended))

    # -- telling

    def _warn(self, permit: CountedPermit) -> None:
        today = self.today(permit.company)
        for found in self.ledger.nearly(permit.counted, self.clock(), today):
            self._tell(permit.company, found, is_full=found.share >= 1)

    def _tell(self, company: Company, reached: Reached, *, is_full: bool) -> None:
        """Tell whoever is to know, once for each period."""
        today = self.today(company)
        period = f"{today:%Y-%m}" if reached.bound.endswith("month") else today.isoformat()
        key = (reached.scope, reached.bound, reached.by_operator, period, is_full)
        if key in self._told:
            return
        if len(self._told) > MOST_TOLD:
            self._told.clear()  # mails of the same id are not sent again all the same
        self._told.add(key)
        facts = {
            "scope": reached.scope.kind.value,
            "name": reached.scope.name,
            "night": reached.scope.night,
            "bound": reached.bound,
            "used": str(round(reached.used, 2)),
            "limit": str(reached.limit),
            "by_operator": reached.by_operator,
        }
        log.warning(
            "limit reached" if is_full else "limit nearly reached", company=company.code, **facts
        )
        self._events.publish(company.code, "limit.reached" if is_full else "limit.near", facts)
        if company.calling.limits.warn:
            self._tasks.start(self._post(company, reached, period, is_full), name="limit mail")

    async def _post(self, company: Company, reached: Reached, period: str, is_full: bool) -> None:
        scope = reached.scope
        kind = "operator" if reached.by_operator else scope.kind
        name = f"{kind}-{scope.name}-{'night' if scope.night else 'all'}-{reached.bound}"
        mail = Mail(
            id=f"limit-{company.code}-{name}-{period}-{100 if is_full else 80}"[:100],
            company=company.code,
            kind="limit",
            to=company.calling.limits.warn,
            subject=subject(company, reached, is_full=is_full),
            text=body(company, reached, is_full=is_full),
            language=company.language,
            is_gatherable=False,
        )
        try:
            await self._mail(mail)
        except DatabaseFailure as error:
            log.error("the mail about a limit is lost", company=company.code, why=str(error))

    # -- restarts

    async def restore(self) -> None:
        """Count what was called before this process began.

        A call that was cut off by a crash is charged for what was kept of it, and for the
        while until it would have been kept again.
        """
        today = datetime.fromtimestamp(self.clock()).date()
        await self._store.purge(today - KEPT)
        for used in await self._store.since(today.replace(day=1) - timedelta(days=1)):
            if not used.ended:
                used = replace(used, seconds=used.seconds and used.seconds + KEEP_EVERY, ended=True)
                self._store.keep(used)
            recall(self.ledger, used, self.clock())


def _counts_money(limits: Limits) -> bool:
    return limits.money_per_day is not None or limits.money_per_month is not None


def _used(call: TrunkCall, going: Going, at_night: bool, now: float) -> Used:
    return Used(
        id=going.id,
        company=call.snapshot.code,
        extension=call.extension,
        trunk=call.trunk.name,
        number=call.number,
        day=going.day.isoformat(),
        night=at_night,
        begun=now,
    )


def _refusal(reached: Reached) -> Cause:
    return cause(CauseKind.LIMIT_REACHED, refusal(reached))
