"""Reaching a person as the person wishes: forwarded, on other phones, or left alone.

One person's wishes are followed from hop to hop, a few at most, whoever they lead to; the trace
tells of each. What leaves the house is that person's call: by the person's permission and limits,
and whoever answers outside has to press 1, or has not taken it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from ringtree.calls.call import Call
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.hunt import Order, Plan
from ringtree.calls.ringing import RingResult
from ringtree.calls.target import Accept, Target
from ringtree.calls.targets import extension_target, outside_target
from ringtree.flows.control import DialRequest, Forwarding
from ringtree.flows.reach import Reach
from ringtree.flows.requests import Sound, SoundKind
from ringtree.flows.trace import FlowTrace
from ringtree.flows.world import World
from ringtree.forwarding.rules import MOST_HOPS, NO_WISHES, Rule, When, Wishes
from ringtree.prompts.phrases import ACCEPT_CALL
from ringtree.routing.outbound import Nowhere, Refusal, route_outside

#: Seconds somebody outside has to press 1 in.
ACCEPT_TIME = 15.0

KEPT_IN = cause(
    CauseKind.UNREACHABLE, "the forwarding leads outside, and this node lets nobody out"
)

_WHEN = {
    CauseKind.BUSY: When.BUSY,
    CauseKind.REFUSED: When.BUSY,
    CauseKind.NO_ANSWER: When.NO_ANSWER,
    CauseKind.UNREACHABLE: When.UNREACHABLE,
}


@dataclass(slots=True)
class Following:
    """Rings people of one call as they wish to be rung."""

    call: Call
    reach: Reach
    trace: FlowTrace
    world: World
    called: str
    """The number the caller dialled: what presents a call that may not present its caller."""
    caller: str

    async def dial(self, request: DialRequest) -> RingResult:
        """Ring whom a tree names: one person with all wishes, of several those that lead away."""
        extensions = self.reach.extensions(request)
        if len(extensions) == 1 and len(extensions[0]) == 1:
            (extension,) = extensions[0]
            return await self.person(extension, request.ring_time, request.forwarding)
        waves = [
            [target for one in wave for target in await self._member(one, request.forwarding)]
            for wave in extensions
        ]
        waves = [wave for wave in waves if wave]
        if not waves:
            return _failed(cause(CauseKind.BUSY, "nobody wants to be disturbed"))
        plan = Plan(
            waves=waves, order=request.order, ring_time=request.ring_time, delay=request.delay
        )
        return await self._ring(plan)

    async def person(
        self, extension: str, ring_time: float, forwarding: Forwarding = Forwarding.FOLLOW
    ) -> RingResult:
        """Ring one person, or whoever takes the calls instead."""
        visited: list[str] = []
        hops: list[str] = []
        while True:
            if extension in visited or len(visited) >= MOST_HOPS:
                self.trace.note(circle=[*visited, extension])
                return _failed(cause(CauseKind.CIRCLE, "the forwarding runs in a circle"))
            visited.append(extension)
            wishes = self._wishes(extension, forwarding)
            rule, result = self._rule(wishes, When.ALWAYS), _failed(KEPT_IN)
            if rule is None:
                result = await self._phones(extension, wishes, ring_time, forwarding)
                when = _WHEN.get(result.cause.kind)
                rule = self._rule(wishes, when) if when and not result.winner else None
                if rule is None:
                    return result
            if self._keeps_in(rule.target, extension, forwarding):
                return result
            hops.append(f"{extension} → {rule.target} ({rule.when.value.replace('_', ' ')})")
            self.trace.note(forwarded=list(hops))
            if rule.target.startswith("+"):
                return await self._outside(rule, extension, ring_time)
            extension = rule.target

    # -- one hop

    def _wishes(self, extension: str, forwarding: Forwarding) -> Wishes:
        if forwarding is Forwarding.IGNORE:
            return NO_WISHES
        return self.world.forwarding.of(self.call.snapshot.code, extension)

    def _rule(self, wishes: Wishes, when: When) -> Rule | None:
        company = self.call.snapshot.company
        rule = wishes.rule(when, self.caller, partial(self.world.is_open, company))
        # A person may have gone since the rule was made.
        gone = rule is not None and rule.target.isdigit() and not company.person(rule.target)
        return None if gone else rule

    async def _phones(
        self, extension: str, wishes: Wishes, ring_time: float, forwarding: Forwarding
    ) -> RingResult:
        """Ring the person's own phones, and what else is to ring with them."""
        if wishes.do_not_disturb:
            self.trace.note(do_not_disturb=extension)
            return _failed(cause(CauseKind.BUSY, "does not want to be disturbed"))
        later = self._rule(wishes, When.NO_ANSWER)
        if later is not None and later.after is not None:
            if forwarding is Forwarding.FOLLOW or later.target.isdigit():
                ring_time = min(ring_time, later.after)
        own = Plan(waves=[[self._own(extension)]], ring_time=ring_time)
        if not wishes.waves:
            return await self._ring(own)
        waves = [
            [
                found
                for target in wave.targets
                if not self._keeps_in(target, extension, forwarding)
                and (found := await self._target(target, extension)) is not None
            ]
            for wave in wishes.waves
        ]
        if not any(waves):
            return await self._ring(own)
        delays = tuple(wave.delay for wave in wishes.waves[1:])
        plan = Plan(waves=waves, order=Order.WAVES, ring_time=ring_time, delays=delays)
        return await self._ring(plan)

    def _keeps_in(self, target: str, whose: str, forwarding: Forwarding) -> bool:
        """Whether the node says nothing of letting callers out; the trace tells of it."""
        if forwarding is Forwarding.FOLLOW or not target.startswith("+"):
            return False
        self.trace.note(kept_in=f"{whose} → {target}")
        return True

    async def _outside(self, rule: Rule, whose: str, ring_time: float) -> RingResult:
        found = await self._outside_target(rule.target, whose, accept=rule.accept)
        if isinstance(found, Cause):
            return _failed(found)
        return await self._ring(Plan(waves=[[found]], ring_time=ring_time))

    async def _member(self, extension: str, forwarding: Forwarding) -> list[Target]:
        """What rings for one of several people: only what leads away always is followed."""
        led = self._led_to(extension, forwarding)
        if led is None:
            return []
        whose, target = led
        if not target.startswith("+"):
            return [self._own(target)]
        found = await self._outside_target(target, whose, accept=True)
        return [] if isinstance(found, Cause) else [found]

    def _led_to(self, extension: str, forwarding: Forwarding) -> tuple[str, str] | None:
        """Where all calls of a person end up, and who sends them there; None: nowhere."""
        visited: list[str] = []
        while extension not in visited and len(visited) < MOST_HOPS:
            visited.append(extension)
            wishes = self._wishes(extension, forwarding)
            rule = self._rule(wishes, When.ALWAYS)
            if rule is None:
                if wishes.do_not_disturb:
                    self.trace.note(do_not_disturb=extension)
                    return None
                return extension, extension
            if rule.target.startswith("+"):
                kept_in = self._keeps_in(rule.target, extension, forwarding)
                return None if kept_in else (extension, rule.target)
            extension = rule.target
        return None

    def agent(self, extension: str, forwarding: Forwarding) -> Target | None:
        """Where a queue rings an agent who forwards all calls; None: at the own phones.

        They ring as well where the forwarding leads to nobody: the agent has said to be ready.
        While the agent talks elsewhere the own extension is occupied.
        """
        led = self._led_to(extension, forwarding)
        if led is None or led[1] == extension:
            return None
        whose, number = led
        if number.startswith("+"):
            found = self._way_out(number, whose)
            if isinstance(found, Cause):
                return None
            target = replace(found, account=self.call.snapshot.company.account(extension))
        else:
            target = self._own(number)
            if not target.devices:
                return None
        self.trace.step(forwarded=f"{extension} → {number}")
        return target

    # -- targets

    def _own(self, extension: str) -> Target:
        return extension_target(self.call.exchange.registrar, self.call.snapshot, extension)

    async def _target(self, target: str, whose: str) -> Target | None:
        if not target.startswith("+"):
            return self._own(target) if self.call.snapshot.company.person(target) else None
        found = await self._outside_target(target, whose, accept=True)
        return None if isinstance(found, Cause) else found

    async def _outside_target(self, number: str, whose: str, *, accept: bool) -> Target | Cause:
        target = self._way_out(number, whose)
        if isinstance(target, Cause) or not accept:
            return target
        files = await self.reach.files(Sound(SoundKind.PROMPT, prompts=(ACCEPT_CALL,)))
        return replace(target, accept=Accept(files, ACCEPT_TIME))

    def _way_out(self, number: str, whose: str) -> Target | Cause:
        """A number outside, as a call of the person who forwards there."""
        company = self.call.snapshot.company
        inside = company.person(self.caller) is not None
        to = route_outside(
            self.call.snapshot,
            number,
            presented=(company.presented_number(whose) or "") if inside else self.caller,
            dialled=self.called,
            extension=whose,
            is_open=partial(self.world.is_open, company),
        )
        if isinstance(to, Nowhere):
            self.trace.note(reason=to.reason)
            denied = to.refusal is Refusal.NOT_PERMITTED
            kind = CauseKind.NOT_PERMITTED if denied else CauseKind.UNREACHABLE
            return cause(kind, to.reason)
        return outside_target(self.call.exchange.trunks, self.call.snapshot, to, whose)

    async def _ring(self, plan: Plan) -> RingResult:
        if any(target.accept for target in plan.targets):
            plan = replace(plan, ring_time=plan.ring_time + ACCEPT_TIME)
        return await self.reach.ring(plan)


def _failed(why: Cause) -> RingResult:
    return RingResult(None, why)
