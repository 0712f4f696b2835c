from __future__ import annotations

import pytest

from ringtree.queues.hearing import Hearing
from tests.unit.calls.house import house

pytestmark = pytest.mark.looptime


async def music(**settings) -> list[tuple[str, ...]]:
    """What each of a few calls would hear."""
    async with house() as made:
        queue = made.snapshot.company.queues["sales"].model_copy(update=settings)
        heard = [Hearing(made.call(), lambda: queue, "en").music for _ in range(8)]
        return [tuple(map(str, files)) for files in heard]


async def test_several_recordings_are_played_in_their_order() -> None:
    heard = await music(music=("jazz", "blues", "default"))
    assert len(set(heard)) == 1 and len(heard[0]) == 3


async def test_shuffled_each_caller_hears_them_in_an_order_of_its_own() -> None:
    heard = await music(music=tuple(f"track {n}" for n in range(9)), music_shuffled=True)
    assert all(len(files) == 9 for files in heard)
    assert len({tuple(sorted(files)) for files in heard}) == 1


async def test_what_cannot_be_spoken_holds_up_nobody() -> None:
    async with house() as made:
        made.prompts.is_mute = True
        queue = made.snapshot.company.queues["sales"]
        call = made.call()
        await call.answer()
        hearing = Hearing(call, lambda: queue, "en")
        await hearing.begin(())
        assert not await hearing.say("place", ())
