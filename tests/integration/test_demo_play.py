"""The demonstration against a puppet in the server's place: it must tell right from wrong.

The puppet is one more foreign phone that plays the company: it answers, speaks, waits for the key
and "connects" by sending each side the tone the other one sends.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ringtree.company.prompt import Prompt
from ringtree.demo.listening import Samples, read_alaw
from ringtree.demo.play import perform
from ringtree.demo.script import Account, DemoResult, DemoScript, Spoken
from ringtree.demo.stage import Stage
from ringtree.prompts.library import PromptLibrary
from ringtree.prompts.phrases import PlaceInQueue
from tests.integration.phones import Phone, ServerAddress, free_port

NUMBER = "+74950000001"


@dataclass
class Company:
    """What the puppet plays, right or wrong."""

    greeting: Samples
    place: Samples
    music: Samples
    caller_hears: int = 1000
    outcome: str = "answered"
    records: list[dict[str, Any]] = field(default_factory=list)


async def receive(pbx: Phone, stage: Stage, company: Company) -> None:
    async def ring(extension: str):
        phone = stage.phones[extension]
        call = await pbx.dial(f"sip:{phone.user}@127.0.0.1:{phone.port}")
        await call.wait_answered(20)
        return call

    first = await pbx.wait_call(30, nth=0)
    second = await ring("102")
    await first.answer()
    await first.say_tone(1000)
    await second.say_tone(440)
    caller = await pbx.wait_call(30, nth=1)
    await caller.answer()
    await caller.say(company.greeting)
    assert await caller.wait_digits(1, 30) == "1"
    await caller.say(company.place)
    await caller.wait_event("spoken", 30, count=2)
    await caller.say(company.music, loop=True)
    await first.wait_ended(60)
    await second.hang_up()
    agent = await ring("101")
    await caller.say_tone(company.caller_hears)
    await agent.say_tone(440)
    await caller.wait_ended(30)
    talked = (caller.time_of("closed") or 0) - (agent.time_of("established") or 0)
    await agent.hang_up()
    company.records.append(
        {
            "id": "1",
            "caller": "+79211234567",
            "ended": "2026-01-01T00:00:00.000+00:00",
            "outcome": company.outcome,
            "answered_by": "101",
            "waiting": 5.0,
            "talking": talked,
            "trace": [{"node": "menu", "exit": "1"}, {"node": "sales", "exit": None}],
        }
    )


@pytest.fixture(scope="module")
def sounds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Samples]:
    async def prepare() -> dict[str, Samples]:
        library = PromptLibrary(tmp_path_factory.mktemp("data"))
        greeting = await library.prepare(Prompt(text="Компания «Ромашка», нажмите один."), "ru")
        places = [await library.prepare(PlaceInQueue(place), "ru") for place in (1, 2)]
        files: dict[str, Path] = {"greeting": greeting, "first": places[0], "second": places[1]}
        files["music"] = library.music()[0]
        return {name: read_alaw(path) for name, path in files.items()}

    return asyncio.run(prepare())


async def perform_with(company: Company, sounds: dict[str, Samples]) -> tuple[DemoResult, str]:
    server = ServerAddress("127.0.0.1", free_port())
    script = DemoScript(
        company="ООО «Ромашка»",
        number=NUMBER,
        carrier_port=free_port(),
        accounts={ext: Account(f"romashka-{ext}", "secret") for ext in ("101", "102", "103")},
        prompts=(Spoken("Компания «Ромашка», нажмите один.", sounds["greeting"]),),
        place=Spoken("Вы первый в очереди.", sounds["first"]),
        music=sounds["music"],
        register=False,
    )
    lines: list[str] = []
    stage = Stage(server, script, lines.append)

    async def records() -> list[dict[str, Any]]:
        return company.records

    async def why(extension: str) -> str:
        return f"{extension} дольше всех свободен"

    async with Phone("pbx", server=server, port=server.port, expires=0) as pbx:
        for user in ("102", NUMBER):
            await pbx.add_account(user)
        async with asyncio.TaskGroup() as tasks:
            puppet = tasks.create_task(receive(pbx, stage, company))
            result = await perform(stage, records, why)
            puppet.cancel()
    print("\n".join(lines))
    return result, "\n".join(lines)


async def test_a_company_that_does_everything_right_is_believed(
    sounds: dict[str, Samples],
) -> None:
    company = Company(sounds["greeting"], sounds["first"], sounds["music"])
    result, told = await perform_with(company, sounds)
    assert result.is_success, told
    assert "Вы первый в очереди" in told
    assert "101 дольше всех свободен" in told
    assert len(result.findings) == 11


async def test_each_thing_that_is_wrong_is_told_in_a_sentence(sounds: dict[str, Samples]) -> None:
    company = Company(
        sounds["greeting"], sounds["second"], sounds["greeting"], 700, outcome="abandoned"
    )
    result, told = await perform_with(company, sounds)
    assert result.is_complete
    assert not result.is_success
    assert "ожидалось: звонящий слышит «Вы первый в очереди.»" in told
    assert "ожидалось: звонящий слышит музыку; на деле: за 30 с не услышано" in told
    assert "ожидалось: 101 слышит 440 Гц, звонящий слышит 1000 Гц" in told
    assert "ожидалось: в записи outcome = answered; на деле: abandoned" in told
    assert sum(not finding.is_met for finding in result.findings) == 4
