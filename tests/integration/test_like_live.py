"""For each node: a real telephone's call and the imagined one with the same story leave one trace.

One server for all of them, a number for each node, and prompts of a word. What is compared is all
that a trace tells but for its times.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ringtree.company.text import load
from ringtree.flows.simulation.script import Agents, Manner, Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.records.trace import TraceEntry
from tests.integration.phones import Phone, PhoneCall, phones
from tests.integration.server import running, until

CALLER = "+79210000001"
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
    "webhook": "first: {type: webhook, url: 'http://127.0.0.1:9/', exits: {next: bye, "
    "timeout: bye, failed: bye, bad_answer: bye}}",
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


Act = Callable[[PhoneCall, Phone], Awaitable[None]]


async def listen(call: PhoneCall, anna: Phone) -> None:
    """Do nothing until the tree hangs up."""


async def press_one(call: PhoneCall, anna: Phone) -> None:
    await call.wait_answered()
    await call.press("1")


async def anna_answers(call: PhoneCall, anna: Phone) -> None:
    rung = await anna.wait_call()
    await rung.answer()
    await call.wait_answered()
    await rung.hang_up()


async def speak(call: PhoneCall, anna: Phone) -> None:
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


STORIES: dict[str, Told] = {name: Told() for name in TREES} | {
    "menu": Told(press_one, press="1"),
    "dial": Told(anna_answers),
    "nobody": Told(agents=Agents(others={"102": Manner.NONE})),
    "queue": Told(anna_answers),
    "voicemail": Told(speak),
}
#: What differs by nature: seconds and random ids, how somebody's phone behaved, and what only a
#: queue at work can tell of whom it chose.
_OWN = frozenset({"seconds", "ended_by", "recording", "reason", "rung", "why", "wrap_up"})
_OWN_STEPS = frozenset({"at", "cut", "rung", "why", "strategy", "answered"})


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
    company = load(document().replace("{trunk}", "127.0.0.1:5080"))
    differing = {}
    async with running(tmp_path, document()) as server:
        async with phones(anna := server.phone("daisy-101"), carrier := server.carrier()):
            for name, told in STORIES.items():
                began = datetime.now(UTC)
                call = await carrier.dial(NUMBERS[name], caller=CALLER)
                await told.act(call, anna)
                await call.wait_ended(20)
                await until(lambda: not server.app.calls.calls, f"{name}: the call did not end")
                live = comparable((await server.record()).trace)
                story = Story(
                    to=NUMBERS[name],
                    caller=CALLER,
                    at=began,
                    press=told.press,
                    agents=told.agents,
                )
                imagined = comparable(simulate(company, story).record.trace)
                if live != imagined:
                    differing[name] = (live, imagined)
        server.assert_released()
    assert differing == {}
