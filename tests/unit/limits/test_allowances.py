from __future__ import annotations

from ringtree.company.allowance import EVERYTHING, Allowance
from ringtree.limits.allowances import AllowanceBook
from ringtree.storage.allowances import Bounds


class Store:
    def __init__(self) -> None:
        self.kept: dict[str, Bounds] = {}

    async def all(self, company: str | None = None) -> dict[str, Bounds]:
        return {code: one for code, one in self.kept.items() if company in (None, code)}

    async def set(self, company: str, bounds: Bounds) -> None:
        self.kept[company] = bounds


def book(store: Store) -> AllowanceBook:
    return AllowanceBook(store)  # type: ignore[arg-type]


async def test_who_was_not_spoken_of_may_use_everything() -> None:
    assert book(Store()).of("acme") is EVERYTHING


async def test_what_is_set_holds_at_once_and_after_a_restart() -> None:
    store = Store()
    allowance = Allowance(people=5, per_day=100, hard=True)
    await book(store).set("acme", allowance)
    assert store.kept == {"acme": {"people": 5, "per_day": 100, "hard": True}}
    again = book(store)
    await again.load(None)
    assert again.of("acme") == allowance


async def test_what_another_process_has_taken_back_is_forgotten() -> None:
    store = Store()
    mine = book(store)
    await mine.set("acme", Allowance(people=5))
    await mine.set("other", Allowance(people=3))
    del store.kept["acme"]
    await mine.load("acme")
    assert mine.of("acme") is EVERYTHING and mine.of("other").people == 3
