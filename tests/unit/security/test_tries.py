from __future__ import annotations

from ringtree.security.blocks import MOST, Block, BlockKind
from ringtree.security.tries import FIRST_WAIT, FORGIVEN, LONGEST_WAIT, Guesses

FREE = 3


def guesses() -> tuple[Guesses, list[Block]]:
    blocks: list[Block] = []
    return Guesses(BlockKind.PAIR, FREE, blocks.append), blocks


def test_the_first_tries_are_free_and_then_each_wait_is_twice_the_last() -> None:
    tried, blocks = guesses()
    for _ in range(FREE + 2):
        tried.wrong("anna", 0)
    assert [block.until for block in blocks] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT]


def test_no_wait_is_longer_than_the_longest() -> None:
    tried, blocks = guesses()
    for _ in range(100):
        tried.wrong("anna", 0)
    assert blocks[-1].until == LONGEST_WAIT


def test_who_waits_may_try_again_afterwards() -> None:
    tried, _ = guesses()
    for _ in range(FREE):
        tried.wrong("anna", 0)
    assert tried.has_to_wait("anna", FIRST_WAIT - 0.1) and not tried.has_to_wait("anna", FIRST_WAIT)
    assert not tried.has_to_wait("boris", 0)


def test_after_a_long_time_without_another_it_begins_anew() -> None:
    tried, blocks = guesses()
    for _ in range(FREE - 1):
        tried.wrong("anna", 0)
    tried.wrong("anna", FORGIVEN + 1)
    assert blocks == []


def test_a_wait_survives_a_restart_and_ends_when_it_is_forgotten() -> None:
    tried, _ = guesses()
    tried.restore(Block(BlockKind.PAIR, "anna", 50, "wrong passwords", 5))
    assert list(tried.waiting(49)) == [(BlockKind.PAIR, "anna")] and not list(tried.waiting(50))
    tried.forget("anna")
    assert not tried.has_to_wait("anna", 0)


def test_a_flood_of_names_fills_no_memory() -> None:
    tried, _ = guesses()
    for number in range(MOST + 10):
        tried.wrong(str(number), 0)
    assert len(tried) == MOST
