"""Codes of different lengths, without needless waiting."""

from __future__ import annotations

import pytest

from ringtree.flows.entry import Entry
from tests.unit.flows.fake_call import REACTION, FakeCall


async def read(keys: str, *wanted: str) -> tuple[str, float]:
    """What was read, and how long it took beyond the caller's own time for each key."""
    call = FakeCall(keys)
    typed = await Entry(wanted).read(call, patience=5, between=2)
    return typed, call.now - REACTION * len(keys.replace(".", ""))


@pytest.mark.parametrize(
    ("keys", "typed", "waited"),
    [
        ("1", "1", 0),
        ("101", "101", 0),
        ("2.", "2", 2),
        ("2#", "2", 0),
        ("201", "201", 0),
        ("20.", "20", 2),
        ("99.", "99", 2),
        ("999", "999", 0),
        (".", "", 5),
        ("*1", "*1", 0),
    ],
)
async def test_a_code_is_taken_as_soon_as_it_is_certain(
    keys: str, typed: str, waited: float
) -> None:
    wanted = ("2", "101", "201", "*1") if keys != "1" else ("1", "2")
    assert await read(keys, *wanted) == (typed, pytest.approx(waited))


async def test_a_hash_may_be_part_of_a_code() -> None:
    assert await read("1#", "1", "1#") == ("1#", pytest.approx(0))
    assert (await read("#", "#", "1"))[0] == "#"


async def test_where_nothing_is_wanted_nothing_is_read() -> None:
    assert (await read("123"))[0] == ""
