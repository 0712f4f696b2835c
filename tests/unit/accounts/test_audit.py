"""The audit log keeps who did what, for each company apart."""

from __future__ import annotations

from dataclasses import replace

from ringtree.accounts.audit import AuditLog
from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.storage.database import Database

ANNA = Principal(
    kind=PrincipalKind.USER, id="1", name="Anna", permissions=frozenset(), company="daisy"
)


async def test_changes_are_kept_with_before_and_after(database: Database) -> None:
    log = AuditLog(database)
    await log.note(ANNA, "change", "user", "2", before={"name": "B"}, after={"name": "C"})
    (entry,) = await log.of("daisy")
    assert (entry.actor_name, entry.action, entry.before, entry.after) == (
        "Anna",
        "change",
        {"name": "B"},
        {"name": "C"},
    )
    assert await log.of("rose") == []
    assert await log.of(None) == []


async def test_the_log_is_read_backwards_page_by_page(database: Database) -> None:
    log = AuditLog(database)
    for number in range(5):
        await log.note(ANNA, "create", "key", str(number))
    first = await log.of("daisy", limit=3)
    rest = await log.of("daisy", before=first[-1].id, limit=3)
    assert [one.key for one in (*first, *rest)] == ["4", "3", "2", "1", "0"]


async def test_operators_see_what_was_done_by_them_and_of_the_server(database: Database) -> None:
    log = AuditLog(database)
    oleg = replace(ANNA, id="9", name="Oleg", company=None)
    await log.note(ANNA, "create", "key", "of the company")
    await log.note(replace(ANNA, acting="oleg@example.com"), "create", "key", "as the company")
    await log.note(oleg, "ban", "ban", "203.0.113.6")
    assert [one.key for one in await log.of_operators()] == ["203.0.113.6", "as the company"]
    (last,) = await log.of_operators(limit=1)
    assert [one.key for one in await log.of_operators(before=last.id)] == ["as the company"]
