"""The directory: who has this account, this number, this trunk address."""

from __future__ import annotations

from ringtree.routing.directory import Directory, Snapshot
from tests.unit.routing.companies import company


def _directory(*snapshots: Snapshot) -> Directory:
    directory = Directory()
    for snapshot in snapshots:
        directory.publish(snapshot)
    return directory


def test_two_companies_have_the_same_internal_numbers_side_by_side() -> None:
    daisy, aster = Snapshot(company("daisy"), 1), Snapshot(company("aster", "+74950000002"), 1)
    directory = _directory(daisy, aster)

    found = directory.account("daisy-101"), directory.account("aster-101")

    assert [one[0] for one in found if one] == [daisy, aster]


def test_a_publication_replaces_the_company_s_snapshot_in_one_step() -> None:
    directory = _directory(Snapshot(company("daisy"), 1))
    directory.publish(Snapshot(company("daisy", "+74950000009"), 2))

    assert directory.number("74950000001") is None
    found = directory.number("74950000009")
    assert found is not None and found[0].revision == 2


def test_a_withdrawn_company_is_gone() -> None:
    directory = _directory(Snapshot(company("daisy"), 1))
    directory.withdraw("daisy")

    assert directory.account("daisy-101") is None
    assert directory.trunks_at("203.0.113.1", 5060) == ()


def test_a_trunk_that_names_the_port_comes_before_one_that_does_not() -> None:
    one = Snapshot(company("daisy", trunk="203.0.113.0/24"), 1)
    other = Snapshot(company("aster", "+74950000002", trunk="203.0.113.1:5070"), 1)
    directory = _directory(one, other)

    assert [s.snapshot for s in directory.trunks_at("203.0.113.1", 5070)] == [other, one]
    assert [s.snapshot for s in directory.trunks_at("203.0.113.1", 5060)] == [one]


def test_strangers_addresses_do_not_fill_the_memory() -> None:
    directory = _directory(Snapshot(company("daisy"), 1))
    for port in range(10_000):
        directory.trunks_at("198.51.100.7", port)

    assert len(directory._by_address) <= 4097
