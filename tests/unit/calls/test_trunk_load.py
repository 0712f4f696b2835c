"""Places on a trunk."""

from __future__ import annotations

from ringtree.calls.trunk_load import TrunkLoad
from ringtree.company.model import Trunk

FULL = Trunk(name="carrier", addresses=("203.0.113.1",), max_calls=2)
OPEN = Trunk(name="open", addresses=("203.0.113.2",))


def test_a_trunk_takes_as_many_calls_as_its_limit() -> None:
    load = TrunkLoad()
    first, second = load.enter("acme", FULL), load.enter("acme", FULL)
    assert first and second
    assert load.enter("acme", FULL) is None
    first.release()
    first.release()
    assert load.calls("acme", "carrier") == 1
    assert load.enter("acme", FULL)
    assert load.enter("acme", FULL) is None


def test_a_trunk_of_the_same_name_in_another_company_is_another() -> None:
    load = TrunkLoad()
    assert load.enter("acme", FULL) and load.enter("acme", FULL)
    assert load.enter("beta", FULL)


def test_a_trunk_without_a_limit_is_counted_all_the_same() -> None:
    load = TrunkLoad()
    slots = [load.enter("acme", OPEN) for _ in range(100)]
    assert load.calls("acme", "open") == 100
    for slot in slots:
        assert slot is not None
        slot.release()
    assert load.calls("acme", "open") == 0
