"""People by number and by name."""

from __future__ import annotations

import pytest

from ringtree.company.model import Person
from ringtree.flows.lookup import SETTLED, Lookup
from tests.unit.flows.fake_call import REACTION, FakeCall

PEOPLE = [
    Person(extension="101", name="Anna Smith"),
    Person(extension="1011", name="Boris Cook"),
    Person(extension="762", name="Vera Rob"),
    Person(extension="104", name="Анна Робинсон"),
]


def lookup(*, by_number: bool = True, by_name: bool = True) -> Lookup:
    return Lookup(PEOPLE, by_number=by_number, by_name=by_name)


async def read(keys: str, one: Lookup) -> tuple[str, float]:
    call = FakeCall(keys)
    typed = await one.read(call, patience=5, between=2)
    return typed, call.now - REACTION * len(keys.rstrip("."))


def test_a_person_is_found_by_number() -> None:
    found = lookup().person("101")
    assert found is not None and found.name == "Anna Smith"
    assert lookup().person("10") is None and lookup(by_number=False).person("101") is None


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("2662", ["Anna Smith"]),
        ("764", ["Anna Smith"]),
        ("2", ["Anna Smith", "Boris Cook", "Анна Робинсон"]),
        ("255", ["Анна Робинсон"]),
        ("76", ["Anna Smith", "Vera Rob", "Анна Робинсон"]),
        ("83722", []),
        ("999", []),
    ],
)
def test_people_are_found_by_any_part_of_the_name_in_either_alphabet(
    typed: str, names: list[str]
) -> None:
    found = [person.name for person in lookup().named(typed)]
    assert set(names) <= set(found)


async def test_a_number_is_taken_at_once_unless_a_longer_one_begins_with_it() -> None:
    numbers = lookup(by_name=False)
    assert await read("762", numbers) == ("762", pytest.approx(0))
    assert await read("101.", numbers) == ("101", pytest.approx(2))
    assert await read("1011", numbers) == ("1011", pytest.approx(0))


async def test_a_number_that_spells_a_name_is_waited_for() -> None:
    assert (await read("762.", lookup()))[1] > 0


async def test_who_spells_on_though_only_one_is_left_is_listened_to_a_little() -> None:
    names = lookup(by_number=False)
    assert await read("26625.", names) == ("26625", pytest.approx(2))
    assert await read("26672.", names) == ("26672", pytest.approx(2))
    assert await read("8372.", names) == ("8372", pytest.approx(SETTLED))


async def test_a_hash_ends_it() -> None:
    assert await read("26#", lookup()) == ("26", pytest.approx(0))


async def test_nobody_types_for_ever() -> None:
    typed, _ = await read("2" * 40, lookup())
    assert len(typed) == 12
