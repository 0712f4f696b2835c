"""Takes that nobody records."""

from __future__ import annotations

from ringtree.flows.studio import MemoryTakes


async def test_takes_are_counted_kept_and_dropped() -> None:
    takes = MemoryTakes()
    take = await takes.new_take("acme")
    draft = await takes.develop("acme", take)
    await takes.keep("acme", draft, "prompt-7")
    await takes.drop("acme", take)
    assert (takes.taken, takes.kept, takes.dropped) == (1, [("acme", "prompt-7")], [take])
