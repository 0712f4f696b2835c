"""Feature codes, dialled on real telephones: what is heard, and what callers find afterwards."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

from ringtree.company.prompt import Prompt
from ringtree.prompts.code_phrases import OwnNumber
from ringtree.prompts.phrases import ASK_PIN, CODE_NOT_ALLOWED
from ringtree.prompts.studio_phrases import ASK_WHAT_TO_DO, SPEAK_NOW, RecordingKept
from ringtree.records.outcome import Outcome
from ringtree.schedules.override import Until
from ringtree.storage.pins import StoredPins
from tests.integration.hearing import pcm, wait_heard
from tests.integration.phones import Phone, PhoneCall, find_tone, phones
from tests.integration.server import Server, running, until

COMPANY = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {addresses: ["{trunk}"], max_calls: 20}
numbers:
  - {number: "+74950000001", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Anna Smith}
  - {extension: 102, name: Boris Cook}
schedules:
  office: {weekly: {monday..sunday: "00:00-24:00"}}
codes:
  override: {people: [101]}
  record_prompt: {people: [101]}
trees:
  main:
    start: hours
    nodes:
      hours: {type: hours, schedule: office, exits: {open: yes, closed: no}}
      "yes": {type: hang_up, prompt: Open.}
      "no": {type: hang_up, prompt: Closed.}
"""
YES, NO = Prompt(text="Open."), Prompt(text="Closed.")


async def call(server: Server, carrier: Phone) -> str:
    """Which node a caller from outside comes to, having heard the words of it."""
    before = len(await server.records())
    ringing = await carrier.dial("+74950000001", caller="+79210000001")
    await ringing.wait_ended(15)
    await until(lambda: not server.app.calls.calls, "the call did not end")
    assert len(await server.records()) == before + 1
    return (await server.record()).trace[-1].node


async def heard(server: Server, call: PhoneCall, *what: object) -> None:
    await wait_heard(server, call, *what)  # type: ignore[arg-type]


async def test_codes_are_heard_override_the_hours_at_once_and_leave_records(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY) as server:
        await StoredPins(server.app.database).set_pin("daisy", "101", "2580")
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(anna, boris, carrier := server.carrier()):
            # Everybody may ask for the own number.
            one = await anna.dial("*65")
            await heard(server, one, OwnNumber("101", "+74950000001"))
            await one.wait_ended(15)
            # Only who is named may close the company, and only by the own PIN.
            one = await boris.dial("*412")
            await heard(server, one, CODE_NOT_ALLOWED)
            await one.wait_ended(15)
            assert await call(server, carrier) == "yes"
            one = await anna.dial("*412")
            await heard(server, one, ASK_PIN)
            await one.press("2580#")
            told = "It is closed now. It stays so until you revoke it."
            await until(
                lambda: server.app.overrides.get("daisy", "office") is not None, "not closed"
            )
            held = server.app.overrides.get("daisy", "office")
            assert held is not None and held.until is Until.BOUNDARY
            await heard(server, one, Prompt(text=told, language="en"))
            await one.wait_ended(15)
            assert await call(server, carrier) == "no"
        records = await server.records()
        await server.released()
    outcomes = [record.outcome for record in reversed(records)]
    assert outcomes[:2] == [Outcome.SERVED, Outcome.REJECTED] and outcomes[3] is Outcome.SERVED
    closing = records[1]
    assert (closing.called, closing.trace[0].node, closing.trace[0].exit) == (
        "*412",
        "override",
        "set",
    )
    assert "2580" not in str(closing.to_dict())
    assert records[0].trace[0].facts["set_by"] == "101 Anna Smith"


async def test_a_prompt_is_recorded_by_telephone_and_becomes_an_upload(tmp_path: Path) -> None:
    async with running(tmp_path, COMPANY) as server:
        await StoredPins(server.app.database).set_pin("daisy", "101", "2580")
        async with phones(anna := server.phone("daisy-101")):
            one = await anna.dial("*777")
            await heard(server, one, ASK_PIN)
            await one.press("2580#")
            await heard(server, one, SPEAK_NOW)
            await one.say_tone(440, level=-30.0)
            await one.wait_heard(one.heard.seconds + 3.0)
            await one.press("#")
            await one.be_silent()
            await wait_heard(server, one, ASK_WHAT_TO_DO, limit=40.0)
            await one.press("1")
            await heard(server, one, RecordingKept("7"))
            await one.wait_ended(15)
        await until(lambda: not server.app.calls.calls, "the call did not end")
        record = await server.record()
        await server.released()
        uploads = server.app.prompts.uploads
        assert list(uploads.names("daisy")) == ["prompt-7"]
        kept = pcm(uploads.path("daisy", "prompt-7"))
    assert (record.outcome, record.trace[0].exit) == (Outcome.SERVED, "kept")
    tone = find_tone(kept[len(kept) // 2 :][:4000])
    assert tone.is_about(440) and tone.level > -25, "a quiet voice was brought to the usual level"
    assert not list((tmp_path / "studio" / "daisy").iterdir())


async def test_what_is_set_by_command_reaches_a_running_server_and_survives_it(
    tmp_path: Path,
) -> None:
    database = f"sqlite:///{tmp_path}/ringtree.sqlite"
    async with running(tmp_path, COMPANY, database_url=database) as server:
        command = ["override", "daisy", "closed", "--until", "revoked", "--author", "anna"]
        env = {"RINGTREE_DATA_DIR": str(tmp_path), "RINGTREE_DATABASE_URL": database}
        process = await asyncio.create_subprocess_exec(
            ".venv/bin/ringtree", *command, env=os.environ | env
        )
        assert await process.wait() == 0
        await until(
            lambda: server.app.overrides.get("daisy", "office") is not None,
            "the override did not arrive",
            limit=1.0,
        )
    async with running(tmp_path, database_url=database) as server:
        held = server.app.overrides.get("daisy", "office")
        assert held is not None and held.who == "anna"
