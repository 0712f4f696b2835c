"""Mailboxes over HTTP: how full they are, their PINs and greetings."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.accounts.role import Role
from ringtree.voicemail import audio
from tests.unit.api.leaving import ALL
from tests.unit.api.panel import COMPANY, Panel, names
from tests.unit.voicemail.house import wav


async def test_mailboxes_say_how_full_they_are(panel: Panel, message: str) -> None:
    client = await panel.signed_in(Role.SUPERVISOR)
    anna, office = (await client.get(f"{COMPANY}/mailboxes")).json()
    assert (anna["name"], anna["new"], office["new"]) == ("anna", 1, 0)


async def test_a_pin_that_would_be_guessed_is_refused(panel: Panel, message: str) -> None:
    client = await panel.with_key(*ALL)
    url = f"{COMPANY}/mailboxes/anna/pin"
    assert names(await client.put(url, json={"pin": "1234"})) == "guessable-pin"
    assert (await client.put(url, json={"pin": "482596"})).status_code == 204
    assert (await client.get(f"{COMPANY}/mailboxes")).json()[0]["has_pin"]
    assert (await client.delete(url)).status_code == 204
    assert not (await client.get(f"{COMPANY}/mailboxes")).json()[0]["has_pin"]


async def test_greetings_are_uploaded_and_removed(
    panel: Panel, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = await panel.with_key(*ALL)

    async def converted(data: bytes, _kind: Any) -> bytes:
        return audio.to_alaw(data)

    monkeypatch.setattr(panel.services.prompts.uploads, "_convert", converted)
    up = f"{COMPANY}/uploads/mailboxes/anna/greetings/temporary"
    until = {"until": "2099-12-31T18:00:00+03:00"}
    made = await client.post(up, content=wav(), params=until)
    assert made.status_code == 201 and made.json()["seconds"] == 2.5
    assert (await client.get(f"{COMPANY}/mailboxes")).json()[0]["greetings"] == ["temporary"]
    (anna, *_) = (await client.get(f"{COMPANY}/mailboxes")).json()
    told = {"kind": "temporary", "seconds": 2.5, "until": "2099-12-31T15:00:00Z", "holds": True}
    assert anna["recorded"] == [told]
    gone = f"{COMPANY}/mailboxes/anna/greetings/temporary"
    heard = await client.get(gone)
    assert heard.headers["content-type"] == "audio/wav"
    assert audio.to_alaw(heard.content) == audio.to_alaw(wav())
    part = await client.get(gone, headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")
    assert names(await client.get(f"{COMPANY}/mailboxes/anna/greetings/busy")) == "not-found"
    assert (await client.delete(gone)).status_code == 204
    assert names(await client.delete(gone)) == "not-found"
