"""The demonstration's company: its examples, accounts and what is to be heard."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest

from ringtree.company.prompt import Language
from ringtree.demo.company import AccountFile, demo_script, document, load, samples
from ringtree.demo.script import Story
from ringtree.flows.overrides import MemoryOverrides
from ringtree.media.g711 import decode_a


@pytest.mark.parametrize("language", ["ru", "en"])
def test_there_is_one_in_each_language(language: Language) -> None:
    company = load(language)
    assert company.language == language
    assert company.code in document(language)
    assert [person.extension for person in company.people] == ["101", "102", "103"]


#: 12:00 in Moscow.
MONDAY_NOON = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class TestAccounts:
    def test_passwords_are_kept_for_the_owner_alone(self, tmp_path: Path) -> None:
        file = AccountFile(tmp_path, load("en"))
        assert file.read() == {}
        file.write({"daisy-101": "secret"})
        assert file.read() == {"daisy-101": "secret"}
        (kept,) = (tmp_path / "demo-accounts").iterdir()
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700

    def test_a_spoilt_file_is_as_good_as_none(self, tmp_path: Path) -> None:
        file = AccountFile(tmp_path, load("en"))
        file.write({})
        (kept,) = (tmp_path / "demo-accounts").iterdir()
        kept.write_text("{")
        assert file.read() == {}


class Prompts:
    """Every prompt is a second of its own sound."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[tuple[str, str]] = []

    async def prepare(self, one: object, language: str, *, company: str) -> Path:
        self.asked.append((language, company))
        return self.file(f"p{len(self.asked)}", len(self.asked))

    def music(self) -> tuple[Path, ...]:
        return (self.file("m1", 100), self.file("m2", 101))

    def file(self, name: str, byte: int) -> Path:
        path = self.folder / name
        path.write_bytes(bytes([byte]) * 8000)
        return path


async def test_the_script_says_who_calls_and_what_is_heard(tmp_path: Path) -> None:
    company = load("en")
    passwords = {company.account(one.extension): f"p{one.extension}" for one in company.people}
    prompts = Prompts(tmp_path)
    script = await demo_script(
        company, passwords, cast(Any, prompts), instant=MONDAY_NOON, overrides=MemoryOverrides()
    )
    assert (script.company, script.number, script.carrier_port) == (
        company.name,
        "+74950000001",
        5080,
    )
    assert script.accounts["101"].password == "p101"
    greeting, menu = script.prompts
    assert greeting.text and menu.text != greeting.text
    assert script.story is Story.WORKING
    assert script.place is not None and "first" in script.place.text
    assert script.music is not None and len(script.music) == 16_000
    assert set(prompts.asked) == {("en", company.code)}


async def test_off_hours_the_caller_hears_when_we_open_and_is_invited_to_speak(
    tmp_path: Path,
) -> None:
    sunday = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)
    script = await demo_script(
        load("en"), {}, cast(Any, Prompts(tmp_path)), instant=sunday, overrides=MemoryOverrides()
    )
    assert script.story is Story.OFF_HOURS and not script.accounts
    announcement, choice = script.prompts
    assert "Monday to Friday" in announcement.text
    assert "tomorrow, Monday, at nine a.m." in choice.text
    assert script.invitation is not None and "after the tone" in script.invitation.text
    assert script.thanks is not None and "Goodbye" in script.thanks.text


def test_a_file_as_samples(tmp_path: Path) -> None:
    path = tmp_path / "a.alaw"
    path.write_bytes(bytes(range(256)))
    found = samples(path)
    assert found.dtype == np.int16
    assert list(found) == list(decode_a(bytes(range(256))))
