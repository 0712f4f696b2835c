"""The demonstration: a caller waits with music for two busy colleagues and reaches one of them.

Each step waits for something a phone heard or was told, within a limit, and says so in one line.
A step that does not come breaks the play off; a measurement that is wrong is told and remembered,
and the play goes on.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from ringtree.demo.listener import Listener, NotHeard
from ringtree.demo.listening import Tone, find_tone
from ringtree.demo.off_hours import OffHours
from ringtree.demo.phone_call import PhoneCall, PhoneError
from ringtree.demo.phones import Phone, ServerAddress
from ringtree.demo.scene import ANSWER_LIMIT, PROMPT_LIMIT, Records, Scene
from ringtree.demo.script import DemoResult, DemoScript, Story
from ringtree.demo.stage import Say, Stage
from ringtree.demo.words import Expectation, Line, not_heard

Why = Callable[[str], Awaitable[str | None]]

RING_LIMIT = 20.0
TONE_SECONDS = 1.0
SETTLE = 0.6  # what was under way before a tone began


async def play(
    server: ServerAddress,
    script: DemoScript,
    say: Say,
    records: Records,
    why: Why | None = None,
) -> DemoResult:
    """Play the script against a running server; never raises for what the server does.

    `records` gives the company's records (`CallRecord.to_dict`), newest or oldest first; `why`
    tells in words why the internal number it is given was rung, as soon as it rings.
    """
    return await perform(Stage(server, script, say), records, why)


async def perform(stage: Stage, records: Records, why: Why | None = None) -> DemoResult:
    """Play on a stage that is built already; the phones are gone at the end."""
    async with AsyncExitStack() as stack:
        try:
            await stage.set_up(stack)
            await _scene(stage, records, why).run()
            stage.result.is_complete = True
        except PhoneError as error:
            stage.miss(error)
        stage.close()
    return stage.result


def _scene(stage: Stage, records: Records, why: Why | None) -> Scene:
    if stage.script.story is Story.OFF_HOURS:
        return OffHours(stage, records)
    return _Call(stage, records, why)


class _Call(Scene):
    """The call in working hours, step by step; what one step finds out the next ones use."""

    def __init__(self, stage: Stage, records: Records, why: Why | None) -> None:
        super().__init__(stage, records)
        self._why = why
        self._one, self._other = tuple(stage.phones.values())[:2]
        self._incoming: PhoneCall

    async def run(self) -> None:
        known = {record["id"] for record in await self._records()}
        await self._colleagues_talk()
        caller = await self._dial()
        await self._walk_tree(caller)
        await self._wait_in_queue(caller)
        agent = await self._reach_agent()
        await self._talk(caller, agent)
        talked = await self._hang_up(caller, agent)
        await self._read_record(known, agent, talked)

    # -- before the call -----------------------------------------------------

    async def _colleagues_talk(self) -> None:
        names = {"one": self._one.name, "other": self._other.name}
        self._stage.expect(Expectation.COLLEAGUES_CONNECT, **names)
        outgoing = await self._one.dial(self._other.name)
        incoming = self._incoming = await self._other.wait_call(ANSWER_LIMIT)
        await incoming.answer()
        await outgoing.wait_answered(ANSWER_LIMIT)
        by_one, by_other = await _exchange_tones(incoming, outgoing)
        self._stage.compare(
            by_one,
            by_other,
            Expectation.COLLEAGUES_HEAR,
            Line.COLLEAGUES_TALK,
            **names,
        )

    # -- the caller's way ------------------------------------------------------

    async def _wait_in_queue(self, caller: PhoneCall) -> None:
        self._stage.expect(Expectation.CALL_STAYS)
        # Which of the two comes first is the queue's affair: both ears listen at once.
        try:
            async with asyncio.TaskGroup() as ears:
                for listen in (self._hear_place, self._hear_music):
                    listener = Listener(caller)
                    listener.mark()
                    ears.create_task(listen(listener))
        except* PhoneError as group:
            raise PhoneError(str(group.exceptions[0])) from group
        rung = [phone.name for phone in self._stage.phones.values() if phone.is_ringing]
        names = {"one": self._one.name, "other": self._other.name}
        if self._stage.check(not rung, ", ".join(rung), Expectation.NOBODY_RUNG):
            self._stage.tell(Line.NOBODY_RUNG, **names)

    async def _hear_place(self, listener: Listener) -> None:
        assert self._script.place is not None
        await self._hear(listener, self._script.place, Line.PLACE)

    async def _hear_music(self, listener: Listener) -> None:
        assert self._script.music is not None
        try:
            heard = await listener.music(self._script.music, limit=PROMPT_LIMIT)
        except NotHeard as failure:
            actual = not_heard(failure, self._script.language)
            self._stage.check(False, actual, Expectation.MUSIC)
            return
        self._stage.check(True, "", Expectation.MUSIC)
        self._stage.tell(Line.MUSIC, correlation=heard.correlation)

    # -- the employee ------------------------------------------------------------

    async def _reach_agent(self) -> PhoneCall:
        names = {"one": self._one.name, "other": self._other.name}
        self._stage.expect(Expectation.COLLEAGUE_RELEASED, **names)
        await self._one.hang_up_all()
        await self._incoming.wait_ended(ANSWER_LIMIT)
        freed = time.monotonic()
        self._stage.tell(Line.COLLEAGUES_DONE, **names)
        self._stage.expect(Expectation.AGENT_RUNG, **names)
        phone = await self._wait_rung()
        agent = await phone.wait_call(RING_LIMIT)
        self._stage.tell(Line.RUNG, agent=phone.name, seconds=time.monotonic() - freed)
        reason = await self._why(phone.name) if self._why is not None else None
        if reason:
            self._stage.tell(Line.WHY, agent=phone.name, why=reason)
        others = [p.name for p in self._stage.phones.values() if p is not phone and p.is_ringing]
        self._stage.check(not others, ", ".join(others), Expectation.OTHERS_QUIET, agent=phone.name)
        self._stage.expect(Expectation.AGENT_CONNECTED, agent=phone.name)
        await agent.answer()
        self._stage.tell(Line.ANSWERED, agent=phone.name)
        return agent

    async def _wait_rung(self) -> Phone:
        deadline = time.monotonic() + RING_LIMIT
        while time.monotonic() < deadline:
            for phone in (self._one, self._other):
                if phone.is_ringing:
                    return phone
            await asyncio.sleep(0.02)
        names = f"{self._one.name}, {self._other.name}"
        raise PhoneError(f"neither of {names} was rung within {RING_LIMIT:g} s")

    async def _talk(self, caller: PhoneCall, agent: PhoneCall) -> None:
        by_caller, by_agent = await _exchange_tones(agent, caller)
        self._stage.compare(
            by_caller,
            by_agent,
            Expectation.HEAR_EACH_OTHER,
            Line.HEARD_EACH_OTHER,
            agent=agent.phone_name,
        )

    async def _hang_up(self, caller: PhoneCall, agent: PhoneCall) -> float:
        """Seconds the two talked."""
        self._stage.expect(Expectation.AGENT_RELEASED, agent=agent.phone_name)
        hung_up = time.monotonic()
        await caller.hang_up()
        await agent.wait_ended(ANSWER_LIMIT)
        self._stage.tell(Line.HUNG_UP, agent=agent.phone_name, seconds=time.monotonic() - hung_up)
        return hung_up - (agent.time_of("established") or hung_up)

    # -- the record ----------------------------------------------------------------

    async def _read_record(self, known: set[str], agent: PhoneCall, talked: float) -> None:
        record = await self._find_record(known)
        self._stage.result.record = record
        if not self._stage.check(record is not None, "—", Expectation.RECORD_EXISTS):
            return
        assert record is not None
        self._check_field(record, "outcome", "answered")
        self._check_field(record, "answered_by", agent.phone_name)
        self._stage.check(
            abs(record["talking"] - talked) < 1.0,
            record["talking"],
            Expectation.RECORD_FIELD,
            field="talking",
            value=f"{talked:.1f} ± 1",
        )
        self._stage.tell(Line.RECORD, **{name: record[name] for name in _RECORD_FIELDS})
        self._tell_way(record)


_RECORD_FIELDS = ("outcome", "answered_by", "waiting", "talking")


async def _exchange_tones(high: PhoneCall, low: PhoneCall) -> tuple[Tone, Tone]:
    """Let one send 1000 Hz and the other 440 Hz; what `low` heard and what `high` heard."""
    await high.say_tone(1000)
    await low.say_tone(440)
    wanted = [call.heard.seconds + SETTLE + TONE_SECONDS for call in (low, high)]
    await low.wait_heard(wanted[0])
    await high.wait_heard(wanted[1])
    last = [find_tone(call.heard.samples(-TONE_SECONDS)) for call in (low, high)]
    await high.be_silent()
    await low.be_silent()
    return last[0], last[1]
