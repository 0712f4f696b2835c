"""A busy quarter of an hour with real phones, made short by short conversations.

Three agents, each with a tone of his own, and ten callers. Who talked with whom is heard: every
outcome in the records is checked against what the caller's phone recorded.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.records.outcome import Outcome
from tests.integration.companies import DAISY
from tests.integration.phones import Phone, PhoneCall, find_tone, phones
from tests.integration.server import running, until

BUSY = DAISY.replace(
    "    agents: [101, 102]\n", "    agents: [101, 102, 103]\n    announce_wait: true\n"
).replace(
    "direct:\n    start: sales\n    nodes:\n      sales: {type: queue, queue: sales, exits: {",
    "direct:\n    start: sales\n    nodes:\n"
    '      sales: {type: queue, queue: sales, choices: ["15"], exits: {"15": goodbye, ',
)
QUEUE = "+74950000002"
TONES = {"101": 700.0, "102": 1000.0, "103": 1400.0}
CALLERS, GIVES_UP, PRESSES = 10, 6, 8
WINDOW = 0.4


def heard_agents(call: PhoneCall, *, last: float | None = None) -> set[str]:
    """Whose tones are in what the caller heard."""
    heard = call.heard
    at = 0.0 if last is None else max(0.0, heard.seconds - last)
    found = set()
    while at + WINDOW <= heard.seconds:
        tone = find_tone(heard.samples(at, at + WINDOW))
        found |= {agent for agent, hz in TONES.items() if tone.is_about(hz)}
        at += WINDOW / 2
    return found


async def serve(phone: Phone, extension: str, *, refusals: int = 0) -> None:
    """Answer every call, after so many refusals, and talk until the caller leaves."""
    while True:
        rung = await phone.wait_call(limit=60.0)
        if refusals:
            refusals -= 1
            await rung.reject()
            continue
        await rung.answer()
        await rung.say_tone(int(TONES[extension]))
        await rung.wait_ended(limit=30.0)


async def visit(carrier: Phone, number: int) -> PhoneCall:
    """One caller: most wait for somebody and talk a moment."""
    await asyncio.sleep(0.5 * number)  # they come one after the other
    call = await carrier.dial(QUEUE, caller=f"+792100000{number:02}")
    await call.wait_answered()
    if number == GIVES_UP:
        await call.wait_heard(1.0)
    elif number == PRESSES:
        await call.press("15")
        await call.wait_ended(limit=15.0)
        return call
    else:
        await until(lambda: heard_agents(call, last=1.0), "no agent was heard", limit=60.0)
        await call.wait_heard(call.heard.seconds + 1.0)
    await call.hang_up()
    return call


async def test_ten_callers_and_three_agents_are_where_the_records_say(tmp_path: Path) -> None:
    async with running(tmp_path, BUSY) as server:
        agents = {one: server.phone(f"daisy-{one}") for one in TONES}
        carrier = server.carrier()
        async with phones(*agents.values(), carrier):
            async with asyncio.TaskGroup() as work:
                serving = [
                    work.create_task(serve(phone, one, refusals=one == "103"))
                    for one, phone in agents.items()
                ]
                calls = await asyncio.gather(*(visit(carrier, n) for n in range(CALLERS)))
                for task in serving:
                    task.cancel()
            await until(lambda: not server.app.calls.calls, "calls are left", limit=15.0)
            records = {record.caller: record for record in await server.records()}
        await server.released()
        (engine,) = [one.engine for one in server.app.queues._companies.values()]
        figures = engine.statistics()["sales"]
    for number, call in enumerate(calls):
        record = records[f"+792100000{number:02}"]
        heard = heard_agents(call)
        if number == GIVES_UP:
            assert (record.outcome, heard) == (Outcome.ABANDONED, set())
        elif number == PRESSES:
            assert (record.trace[0].exit, heard) == ("15", set())
        else:
            assert record.outcome is Outcome.ANSWERED
            assert heard == {record.answered_by}, f"caller {number} talked with somebody else"
    assert {record.answered_by for record in records.values()} >= set(TONES), "one had no caller"
    assert figures.is_conserved and figures.joined == CALLERS and not figures.waiting
