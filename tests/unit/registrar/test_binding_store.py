"""Bindings in the database's words and back: nothing of one is lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from ringtree.registrar.binding_store import StoredBindings
from ringtree.sip.hop import Hop
from ringtree.sip.registrar import Binding
from ringtree.storage.registrations import StoredBinding

BINDING = Binding(
    account="acme-101",
    contact="sip:101@10.0.0.5:5062;transport=tcp",
    expires=1_900_000_000.5,
    call_id="r1",
    cseq=7,
    q=0.5,
    path=("<sip:edge.example;lr>",),
    source=Hop("tcp", "2001:db8::9", 40001),
    user_agent="Phone/1.0",
)


class Table:
    """The journalled table of registrations."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], StoredBinding] = {}
        self.asked_at = 0.0

    def save(self, binding: StoredBinding) -> None:
        self.rows[binding.account, binding.contact] = binding

    def remove(self, account: str, contact: str) -> None:
        del self.rows[account, contact]

    async def load_all(self, *, now: float) -> list[StoredBinding]:
        self.asked_at = now
        return list(self.rows.values())


async def test_what_was_saved_is_loaded() -> None:
    table = Table()
    store = StoredBindings(cast(Any, table))
    store.save(BINDING)
    assert await store.load() == [BINDING]
    assert table.asked_at > 1_700_000_000  # the wall clock: it outlives this process


async def test_what_was_removed_is_gone() -> None:
    store = StoredBindings(cast(Any, Table()))
    store.save(BINDING)
    store.remove(BINDING.account, BINDING.contact)
    assert await store.load() == []


async def test_a_row_nobody_can_call_does_not_keep_the_server_from_starting() -> None:
    table = Table()
    store = StoredBindings(cast(Any, table))
    store.save(BINDING)
    store.save(replace(BINDING, contact="nonsense"))
    assert await store.load() == [BINDING]
