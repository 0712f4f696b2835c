"""A greeting, its file and its row come and go together."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ringtree.voicemail.greetings import GreetingKind
from tests.unit.voicemail.house import KEY, House


async def test_greetings_replace_each_other_and_end(house: House) -> None:
    until = house.server.now + timedelta(days=1)
    await house.service.greeting_desk.set(
        KEY, GreetingKind.TEMPORARY, b"\xd5" * 8000, by="ann", until=until
    )
    first = house.service.greetings.find(KEY, GreetingKind.TEMPORARY, house.server.now)
    assert first is not None and first.seconds == 1.0
    await house.service.greeting_desk.set(KEY, GreetingKind.TEMPORARY, b"\xd5" * 16000, by="ann")
    assert len(list(house.data_dir.rglob("greeting-*"))) == 1
    assert await house.service.greeting_desk.clear(KEY, GreetingKind.TEMPORARY, by="ann")
    assert not await house.service.greeting_desk.clear(KEY, GreetingKind.TEMPORARY, by="ann")
    assert not list(house.data_dir.rglob("greeting-*"))
    assert not first.holds(until)


async def test_a_greeting_that_cannot_be_written_leaves_the_old_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.service.greeting_desk.set(KEY, GreetingKind.BUSY, b"\xd5" * 8000, by="ann")
    before = house.service.greetings.of(KEY)

    def full(*_arguments: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("ringtree.voicemail.greeting_desk._write_private", full)
    with pytest.raises(OSError, match="no space"):
        await house.service.greeting_desk.set(KEY, GreetingKind.BUSY, b"\xd5" * 400, by="ann")

    assert house.service.greetings.of(KEY) == before
    assert len(list(house.data_dir.rglob("greeting-*"))) == 1
