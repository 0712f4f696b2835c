"""Bindings that survive a restart, clean or not."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from ringtree.storage.database import Database
from ringtree.storage.registrations import Registrations, StoredBinding

DESK = StoredBinding(
    account="acme-101",
    contact="sip:101@192.0.2.7:5060;transport=udp",
    expires=2000.0,
    call_id="a@b",
    cseq=7,
    path=("<sip:edge.example;lr>",),
    transport="udp",
    host="203.0.113.9",
    port=40000,
    user_agent="Desk phone",
)
MOBILE = replace(DESK, contact="sip:101@192.0.2.8", expires=1000.0, path=())


async def test_bindings_are_found_after_a_clean_stop(database: Database, tmp_path: Path) -> None:
    registrations = Registrations(database, tmp_path / "journal")
    await registrations.start()
    registrations.save(DESK)
    registrations.save(MOBILE)
    await registrations.stop()
    again = Registrations(database, tmp_path / "journal")
    await again.start()
    assert sorted(await again.load_all(), key=lambda one: one.contact) == [DESK, MOBILE]
    assert await again.load_all(now=1500.0) == [DESK]
    await again.stop()


async def test_the_last_word_about_a_contact_counts(database: Database, tmp_path: Path) -> None:
    registrations = Registrations(database, tmp_path / "journal")
    await registrations.start()
    registrations.save(DESK)
    registrations.save(replace(DESK, expires=3000.0, cseq=8))
    registrations.save(MOBILE)
    registrations.remove(MOBILE.account, MOBILE.contact)
    await registrations.flush()
    assert await registrations.load_all() == [replace(DESK, expires=3000.0, cseq=8)]
    registrations.remove(DESK.account, DESK.contact)
    registrations.remove(DESK.account, "sip:unknown@192.0.2.1")
    registrations.save(MOBILE)
    await registrations.flush()
    assert await registrations.load_all() == [MOBILE]
    await registrations.stop()


async def test_a_kill_between_journal_and_database_loses_nothing(
    database: Database, tmp_path: Path
) -> None:
    killed = Registrations(database, tmp_path / "journal")
    await killed.start()
    killed.save(DESK)
    killed.save(MOBILE)
    killed.remove(DESK.account, DESK.contact)
    journal = killed._batches._journal
    assert journal is not None
    os.close(journal._lock)
    again = Registrations(database, tmp_path / "journal")
    await again.start()
    assert await again.load_all() == [MOBILE]
    await again.stop()


async def test_hundreds_of_phones_can_leave_at_once(database: Database, tmp_path: Path) -> None:
    registrations = Registrations(database, tmp_path / "journal")
    await registrations.start()
    for number in range(150):
        registrations.save(replace(DESK, contact=f"sip:101@192.0.2.7:{number}"))
    await registrations.flush()
    for number in range(150):
        registrations.remove(DESK.account, f"sip:101@192.0.2.7:{number}")
    await registrations.flush()
    assert await registrations.load_all() == []
    await registrations.stop()
