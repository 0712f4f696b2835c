"""The demonstration's company: its text, its accounts, and what its caller must hear."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from ringtree.company import text
from ringtree.company.address import parse_address
from ringtree.company.model import Company
from ringtree.company.prompt import Language, Prompt
from ringtree.demo.listening import Samples
from ringtree.demo.script import CALLER, Account, DemoScript, Spoken
from ringtree.demo.script import Story as Scene
from ringtree.flows.overrides import OverrideBook
from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.flows.world import World
from ringtree.media.g711 import decode_a
from ringtree.prompts.library import PromptLibrary
from ringtree.prompts.phrases import Phrase, place_in_queue
from ringtree.records.outcome import Outcome
from ringtree.records.trace import TraceEntry

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES: Mapping[Language, str] = {"ru": "romashka.yaml", "en": "daisy.yaml"}


def document(language: Language) -> str:
    """The demo company's text.

    Raises:
        OSError: the examples are not there: Ringtree runs from its checkout.
    """
    return (EXAMPLES / FILES[language]).read_text("utf-8")


class AccountFile:
    """The generated passwords of the demo company, for nobody's eyes but the owner's.

    Passwords are otherwise shown once and kept only as digests; these are for trying things out,
    and the demonstration's phones need them at every start.
    """

    def __init__(self, data_dir: Path, company: Company) -> None:
        self._path = data_dir / "demo-accounts" / f"{company.code}.json"

    def read(self) -> dict[str, str]:
        """Account → password; empty if there is no file yet."""
        try:
            found: dict[str, str] = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return found

    def write(self, passwords: Mapping[str, str]) -> None:
        """Keep the passwords, readable by this user alone."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
        with open(os.open(self._path, flags, 0o600), "w", encoding="utf-8") as file:
            json.dump(dict(passwords), file)


async def demo_script(
    company: Company,
    passwords: Mapping[str, str],
    prompts: PromptLibrary,
    *,
    instant: datetime,
    overrides: OverrideBook,
    moment: str = "",
) -> DemoScript:
    """What the demonstration's caller does in this company at an instant, and must hear there.

    What is to be heard is what the simulator says of the same call, under the server's
    `overrides`. `moment` are the words for the instant, if it is not now.
    """
    number = company.numbers[0]
    story = Story(to=number.number, caller=CALLER, at=instant, press="1")
    done = simulate(company, story, world=World(overrides=overrides))
    before, after = _heard(done.record.trace)
    said = [await _sound(prompts, Prompt(text=words), company) for words in (*before, *after)]
    spoken, later = tuple(said[: len(before)]), said[len(before) :]
    off_hours = done.record.outcome is Outcome.MESSAGE
    return DemoScript(
        company=company.name,
        number=number.number,
        carrier_port=parse_address(company.trunks[number.trunk].addresses[0]).port or 5060,
        accounts={} if off_hours else _accounts(company, passwords),
        prompts=spoken,
        place=await _sound(prompts, place_in_queue(1), company),
        music=np.concatenate([samples(path) for path in prompts.music()]),
        invitation=later[0] if off_hours else None,
        thanks=later[-1] if off_hours else None,
        language=company.language,
        story=Scene.OFF_HOURS if off_hours else Scene.WORKING,
        moment=moment,
    )


def _accounts(company: Company, passwords: Mapping[str, str]) -> dict[str, Account]:
    return {
        person.extension: Account(account, passwords[account])
        for person in company.people
        for account in (company.account(person.extension),)
    }


def _heard(trace: Sequence[TraceEntry]) -> tuple[list[str], list[str]]:
    """What an imagined caller hears before the key is pressed, and after it."""
    before: list[str] = []
    after: list[str] = []
    has_pressed = False
    for step in (step for entry in trace for step in entry.facts.get("steps", ())):
        (after if has_pressed else before).extend(step.get("played", ()))
        has_pressed |= "pressed" in step
    return before, after


async def _sound(prompts: PromptLibrary, one: Prompt | Phrase, company: Company) -> Spoken:
    path = await prompts.prepare(one, company.language, company=company.code)
    words = one.text(company.language) if isinstance(one, Phrase) else one.text or str(one.file)
    return Spoken(words.strip(), await asyncio.to_thread(samples, path))


def samples(path: Path) -> Samples:
    """An A-law file as 16-bit samples."""
    return np.array(decode_a(path.read_bytes()), dtype=np.int16)


def load(language: Language) -> Company:
    """The demo company, read."""
    return text.load(document(language), FILES[language])
