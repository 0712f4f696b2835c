"""Recordings: uploaded, heard as callers hear them, not removed while they are played."""

from __future__ import annotations

import wave
from io import BytesIO
from pathlib import Path

import pytest

from ringtree.accounts.role import Permission
from ringtree.api.prompts.endpoints import wav_of
from ringtree.prompts.telephone import Kind
from ringtree.prompts.wav import BadSound
from tests.unit.api.panel import COMPANY, DAISY, Panel, names, pages_of

URL = f"{COMPANY}/prompts/uploads"
BOTH = (Permission.DOCUMENT_READ, Permission.DOCUMENT_WRITE)


async def convert(sound: bytes, _kind: Kind) -> bytes:
    if not sound:
        raise BadSound("the file is empty", "файл пуст")
    return b"\xd5" * 12_345


@pytest.fixture(autouse=True)
def converter(panel: Panel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panel.services.prompts.uploads, "_convert", convert)


async def test_a_recording_is_brought_along_listened_to_and_removed(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    row = (await client.put(f"{URL}/добро пожаловать", content=b"sound")).json()
    assert (row["name"], row["seconds"], row["used_in"]) == ("добро пожаловать", 1.5, [])
    assert (await client.get(URL)).json() == {"items": [row], "next": None}
    heard = await client.get(f"{URL}/добро пожаловать")
    assert heard.headers["content-type"] == "audio/wav"
    assert (await client.delete(f"{URL}/добро пожаловать")).status_code == 204
    assert names(await client.get(f"{URL}/добро пожаловать")) == "not-found"
    assert names(await client.delete(f"{URL}/добро пожаловать")) == "not-found"
    actions = [one.action for one in await panel.services.audit.of("daisy")]
    assert actions == ["remove", "create"]


async def test_recordings_come_in_pages_by_name(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    for name in ("b", "a", "в", "A b"):
        assert (await client.put(f"{URL}/{name}", content=b"sound")).status_code == 200
    pages = await pages_of(client, URL, limit=3)
    assert [[row["name"] for row in page] for page in pages] == [["A b", "a", "b"], ["в"]]


async def test_what_is_no_sound_or_no_name_is_refused(panel: Panel) -> None:
    client = await panel.with_key(*BOTH)
    assert names(await client.put(f"{URL}/x", content=b"")) == "bad-sound"
    assert names(await client.put(f"{URL}/..%5Cx", content=b"sound")) == "bad-name"


async def test_a_recording_that_is_played_stays(panel: Panel, tmp_path: Path) -> None:
    client = await panel.with_key(*BOTH)
    await client.put(f"{URL}/sorry", content=b"sound")
    prompt = "prompt: We are sorry, nobody can answer right now. Please call again later."
    text = DAISY.replace(prompt, "prompt: {file: sorry}")
    await panel.publish(text)
    assert (await client.get(URL)).json()["items"][0]["used_in"] == [
        "trees.main.nodes.goodbye.prompt.file"
    ]
    refused = await client.delete(f"{URL}/sorry")
    assert (refused.status_code, names(refused)) == (409, "recording-in-use")


def test_the_sound_is_a_law_in_a_file_that_players_know() -> None:
    made = wav_of(b"\xd5" * 801)
    assert made[:4] == b"RIFF"
    assert int.from_bytes(made[4:8], "little") == len(made) - 8
    with pytest.raises(wave.Error, match="unknown format: 6"):
        wave.open(BytesIO(made))
