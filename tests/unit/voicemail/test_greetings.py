"""Greetings that are kept."""

from __future__ import annotations

from datetime import timedelta

from ringtree.storage.database import Database
from ringtree.voicemail.greetings import GreetingKind, Greetings, Recorded
from tests.unit.voicemail.house import KEY, START


async def test_they_survive_a_restart_and_a_temporary_one_ends(database: Database) -> None:
    first = Greetings(database)
    until = START + timedelta(days=1)
    await first.set(KEY, GreetingKind.TEMPORARY, Recorded("a", 2.0, until), now=START)
    previous = await first.set(KEY, GreetingKind.TEMPORARY, Recorded("b", 3.0, until), now=START)
    assert previous == Recorded("a", 2.0, until)
    second = Greetings(database)
    await second.load()
    assert second.of(KEY) == {GreetingKind.TEMPORARY: Recorded("b", 3.0, until)}
    assert second.find(KEY, GreetingKind.TEMPORARY, START) == Recorded("b", 3.0, until)
    assert second.find(KEY, GreetingKind.TEMPORARY, until) is None
    assert await second.clear(KEY, GreetingKind.TEMPORARY) is not None
    assert second.of(KEY) == {}
