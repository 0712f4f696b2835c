"""What the second of two publishers is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.company.conflict import explain_conflict
from ringtree.company.revision import RevisionConflict
from ringtree.company.revisions import Revisions
from ringtree.storage.database import Database
from tests.unit.company.small import TEXT


async def test_the_second_hears_who_changed_what_and_what_to_do(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await database.start()
    revisions = Revisions(database)
    await revisions.publish(TEXT, author="ann")
    await revisions.publish(TEXT.replace("Hello!", "Hi!"), author="bob", note="shorter")
    with pytest.raises(RevisionConflict) as conflict:
        await revisions.publish(TEXT + "# mine\n", author="eve", expected_revision=1)
    said = (await explain_conflict(revisions, conflict.value)).splitlines()
    assert said[0] == "revision 2 of acme is live, not 1, on which your change was made"
    assert said[1].startswith("revision 2, ") and said[1].endswith(" UTC, by bob: shorter")
    assert said[2] == "  say node “main/hello”: prompt: “Hello!” → “Hi!”"
    assert "`ringtree diff YOUR-FILE --against 1`" in said[3]
    new = await explain_conflict(revisions, RevisionConflict("acme", 0, 2), "ru")
    assert "by ann" in new, "who thought the company new hears of every revision"
    await database.stop()
