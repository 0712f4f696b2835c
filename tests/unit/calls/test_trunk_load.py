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


def test_no_more_calls_begin_in_a_second_than_allowed() -> None:
    now = 100.0
    load = TrunkLoad(lambda: now)
    slow = Trunk(name="slow", addresses=("203.0.113.3",), max_calls_per_second=2)
    assert [bool(load.enter("acme", slow)) for _ in range(3)] == [True, True, False]
    now += 0.5
    assert [bool(load.enter("acme", slow)) for _ in range(2)] == [True, False]
    assert load.refused["acme", "slow"] == 2
    now += 60
    assert [bool(load.enter("acme", slow)) for _ in range(3)] == [True, True, False]


def test_a_trunk_may_be_slower_than_a_call_a_second() -> None:
    now = 0.0
    load = TrunkLoad(lambda: now)
    crawl = Trunk(name="crawl", addresses=("203.0.113.3",), max_calls_per_second=0.1)
    assert load.enter("acme", crawl) and not load.enter("acme", crawl)
    now = 9.9
    assert not load.enter("acme", crawl)
    now = 10.0
    assert load.enter("acme", crawl)
