"""For each node: a real telephone's call and the imagined one with the same story leave one trace.

One server for all of them, a number for each node, and prompts of a word. What is compared is all
that a trace tells but for its times.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from ringtree.company.text import load
from ringtree.flows.simulation.script import Agents, Manner, Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.records.trace import TraceEntry
from tests.integration.phones import Phone, PhoneCall, free_port, phones
from tests.integration.server import running, until

CALLER = "+79210000001"
MOBILE = "+79161234567"
BYE = "bye: {type: hang_up, prompt: Bye.}"
TREES = {
    "greeting": "first: {type: greeting, prompt: One., exits: {next: bye}}",
    "menu": "first: {type: menu, prompt: Two., choices: ['1', '2'], attempts: 2, timeout: 1, "
    "exits: {'1': bye, '2': bye, no_input: bye, no_match: bye}}",
    "hours": "first: {type: hours, schedule: never, exits: {open: bye, closed: bye}}",
    "caller": "first: {type: caller, rules: {vip: {lists: vip}}, exits: {vip: bye, other: bye}}",
    "language": "first: {type: language, language: ru, exits: {next: bye}}",
    "set": "first: {type: set, priority: 3, note: hello, exits: {next: bye}}",
    "split": "first: {type: split, by: turns, ways: {a: 1, b: 1}, exits: {a: bye, b: bye}}",
    "branch": "first: {type: branch, tree: inner, returns: [back], exits: {back: bye}}",
    "directory": "first: {type: directory, attempts: 1, timeout: 1, exits: {no_input: bye, "
    "no_match: bye, answered: bye, busy: bye, no_answer: bye, unreachable: bye}}",
    "dial": "first: {type: dial, targets: [101], exits: {answered: bye, busy: bye, "
    "no_answer: bye, unreachable: bye}}",
    "nobody": "first: {type: dial, targets: [102], exits: {answered: bye, busy: bye, "
    "no_answer: bye, unreachable: bye}}",
    "queue": "first: {type: queue, queue: sales, exits: {answered: bye, overflow: bye, "
    "closed: bye}}",
    "voicemail": "first: {type: voicemail, prompt: Speak., silence: 2, exits: {recorded: bye, "
    "nothing_said: bye, full: bye}}",
    "outside": f"first: {{type: outside, number: '{MOBILE}', exits: {{busy: bye, no_answer: bye, "
    "unreachable: bye, refused: bye}}",
    "webhook": "first: {type: webhook, url: 'http://127.0.0.1:9/', exits: {next: bye, "
    "timeout: bye, failed: bye, bad_answer: bye}}",
    "answering": "first: {type: webhook, url: '{crm}', answers: [known], exits: {known: bye, "
    "next: bye, timeout: bye, failed: bye, bad_answer: bye}}",
    "hang_up": "first: {type: hang_up, cause: normal, prompt: Off.}",
}
NUMBERS = {name: f"+749500001{number:02}" for number, name in enumerate(TREES)}


def document() -> str:
    trees = "\n".join(
        f"  {name}: {{start: first, nodes: {{{first}{'' if name == 'hang_up' else ', ' + BYE}}}}}"
        for name, first in TREES.items()
    )
    numbers = "\n".join(
        f"  - {{number: '{number}', trunk: carrier, tree: {name}}}"
        for name, number in NUMBERS.items()
    )
    return f"""
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {{addresses: ["{{trunk}}"], max_calls: 20}}
numbers:
{numbers}
people:
  - {{extension: 101, name: Anna Smith}}
  - {{extension: 102, name: Boris Cook}}
queues:
  sales: {{title: Sales, agents: [101], announce_place: false, wrap_up: 0}}
schedules:
  never: {{weekly: {{}}}}
lists:
  vip: {{numbers: ["{CALLER}"]}}
trees:
{trees}
  inner: {{start: back, nodes: {{back: {{type: return, exit: back}}}}}}
"""


Act = Callable[[PhoneCall, Phone, Phone], Awaitable[None]]


async def listen(call: PhoneCall, anna: Phone, carrier: Phone) -> None:
    """Do nothing until the tree hangs up."""


async def press_one(call: PhoneCall, anna: Phone, carrier: Phone) -> None:
    await call.wait_answered()
    await call.press("1")


async def anna_answers(call: PhoneCall, anna: Phone, carrier: Phone) -> None:
    rung = await anna.wait_call()
    await rung.answer()
    await call.wait_answered()
    await rung.hang_up()


async def mobile_answers(call: PhoneCall, anna: Phone, carrier: Phone) -> None:
    await anna_answers(call, carrier, carrier)


async def speak(call: PhoneCall, anna: Phone, carrier: Phone) -> None:
    await call.wait_answered()
    await call.say_tone(440)
    await call.wait_heard(3.0)
    await call.be_silent()


@dataclass(frozen=True)
class Told:
    """What the live caller does, and how the same is told to the simulator."""

    act: Act = listen
    press: str = ""
    agents: Agents = field(default_factory=Agents)
    webhook: str = "failed"


STORIES: dict[str, Told] = {name: Told() for name in TREES} | {
    "menu": Told(press_one, press="1"),
    "dial": Told(anna_answers),
    "nobody": Told(agents=Agents(others={"102": Manner.NONE})),
    "queue": Told(anna_answers),
    "voicemail": Told(speak),
    "outside": Told(mobile_answers),
    "answering": Told(webhook="known"),
}
#: What differs by nature: seconds and random ids, how somebody's phone behaved, what only a queue
#: at work can tell of whom it chose, which trunk took a call, and a real server's status.
_OWN = frozenset({"seconds", "ended_by", "recording", "reason", "rung", "why", "wrap_up", "trunk"})
_OWN_STEPS = frozenset({"at", "cut", "rung", "why", "strategy", "answered", "status"})


@asynccontextmanager
async def crm(asked: list[dict[str, Any]]) -> AsyncIterator[str]:
    """A company's server that knows everybody; what it was asked, and its URL."""

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.json_response({"exit": "known"})

    app, port = web.Application(), free_port()
    app.add_routes([web.post("/", answer)])
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "localhost", port).start()
        yield f"http://localhost:{port}/"
    finally:
        await runner.cleanup()


def comparable(trace: list[TraceEntry]) -> list[dict[str, Any]]:
    """A trace without its times and without what a simulation can't know."""
    return [
        {
            "tree": entry.tree,
            "node": entry.node,
            "type": entry.type,
            "exit": entry.exit,
            "facts": {
                name: [_step(step) for step in value if _step(step)] if name == "steps" else value
                for name, value in entry.facts.items()
                if name not in _OWN
            },
        }
        for entry in trace
    ]


def _step(step: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in step.items() if name not in _OWN_STEPS}


async def test_every_node_leaves_the_trace_that_the_simulator_foretells(tmp_path: Path) -> None:
    differing, asked = {}, list[dict[str, Any]]()
    async with AsyncExitStack() as stack:
        text = document().replace("{crm}", await stack.enter_async_context(crm(asked)))
        company = load(text.replace("{trunk}", "127.0.0.1:5080"))
        server = await stack.enter_async_context(
            running(tmp_path, text, webhook_hosts=("localhost",))
        )
        anna, carrier = server.phone("daisy-101"), server.carrier(MOBILE)
        async with phones(anna, carrier):
            for name, told in STORIES.items():
                began = datetime.now(UTC)
                call = await carrier.dial(NUMBERS[name], caller=CALLER)
                await told.act(call, anna, carrier)
                await call.wait_ended(20)
                await until(lambda: not server.app.calls.calls, f"{name}: the call did not end")
                live = comparable((await server.record()).trace)
                story = Story(
                    to=NUMBERS[name],
                    caller=CALLER,
                    at=began,
                    press=told.press,
                    agents=told.agents,
                    webhook=told.webhook,
                )
                imagined = comparable(simulate(company, story).record.trace)
                if live != imagined:
                    differing[name] = (live, imagined)
        await server.released()
    assert differing == {}
    assert [one["caller"] for one in asked] == [CALLER]
