from __future__ import annotations

from ringtree.queues.wait import Wait


def test_a_wish_without_more_asks_for_nothing_special():
    wish = Wait(queue="sales")
    assert (wish.priority, wish.caller, wish.choices) == (0, None, ())
    assert wish.outside("+79161234567") is None
