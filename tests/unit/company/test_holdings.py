"""What a company was given: used, left unused, never taken by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from ringtree.company.holdings import (
    Holdings,
    NumberInUse,
    NumberNotGiven,
    NumberTaken,
    TooManyPeople,
    TrunkNotGiven,
    UnknownHolder,
)
from ringtree.company.revisions import Revisions
from ringtree.storage.allowances import Allowances
from ringtree.storage.database import Database
from tests.unit.company.small import TEXT

FIRST, SECOND = "+442071234567", "+442071234568"
OTHER = TEXT.replace("code: acme", "code: other").replace(FIRST, SECOND)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/r.sqlite")
    await made.start()
    revisions = Revisions(made)
    await revisions.publish(TEXT, author="operator")
    await revisions.publish(OTHER, author="operator")
    yield made
    await made.stop()


async def test_the_operator_s_document_gives_and_what_it_drops_is_free(database: Database) -> None:
    holdings, revisions = Holdings(database), Revisions(database)
    assert await holdings.all() == [(FIRST, "acme"), (SECOND, "other")]
    assert await holdings.page(after=None, limit=1) == [(FIRST, "acme")]
    assert await holdings.page(after=FIRST, limit=5) == [(SECOND, "other")]
    with pytest.raises(NumberTaken):
        await revisions.publish(TEXT.replace(FIRST, SECOND), author="operator")
    await holdings.give("acme", ["+442071234560"])
    await revisions.publish(TEXT.replace(FIRST, "+442071234569"), author="operator")
    assert await holdings.all("acme") == [("+442071234560", "acme"), ("+442071234569", "acme")]


async def test_a_company_uses_what_it_has_and_nothing_else(database: Database) -> None:
    holdings, revisions = Holdings(database), Revisions(database)
    for number in (SECOND, "+442071234569"):
        text = TEXT.replace(FIRST, number)
        with pytest.raises(NumberNotGiven, match="operator"):
            await revisions.publish(text, author="ann", by_operator=False)
    await holdings.give("acme", ["+442071234569"])
    assert await revisions.publish(text, author="ann", by_operator=False) == 2
    assert await holdings.all("acme") == [(FIRST, "acme"), ("+442071234569", "acme")]
    assert await revisions.publish(TEXT, author="ann", by_operator=False) == 3


async def test_a_company_s_trunks_are_those_the_operator_wrote_last(database: Database) -> None:
    revisions = Revisions(database)
    wider = TEXT.replace("max_calls: 30", "max_calls: 31")
    with pytest.raises(TrunkNotGiven, match="carrier"):
        await revisions.publish(wider, author="ann", by_operator=False)
    unused = TEXT.replace("Hello!", "Hi!")
    assert await revisions.publish(unused, author="ann", by_operator=False) == 2
    assert await revisions.publish(wider, author="operator") == 3
    with pytest.raises(TrunkNotGiven):
        await revisions.publish(unused, author="ann", by_operator=False)


async def test_a_new_company_has_nothing_of_its_own_accord(database: Database) -> None:
    text = TEXT.replace("code: acme", "code: third").replace(FIRST, "+442071234569")
    with pytest.raises(NumberNotGiven):
        await Revisions(database).publish(text, author="eve", by_operator=False)
    assert "third" not in await Revisions(database).companies()


async def test_what_is_in_use_is_not_taken(database: Database) -> None:
    holdings = Holdings(database)
    with pytest.raises(NumberInUse):
        await holdings.take(FIRST)
    await holdings.give("acme", ["+442071234569", FIRST])
    assert await holdings.take("+442071234569") == "acme"
    for wrong in (holdings.take("+442071234569"), holdings.give("nobody", [SECOND])):
        with pytest.raises(UnknownHolder):
            await wrong


async def test_of_several_numbers_all_are_given_or_none(database: Database) -> None:
    holdings = Holdings(database)
    with pytest.raises(NumberTaken):
        await holdings.give("acme", ["+442071234560", SECOND])
    assert await holdings.all("acme") == [(FIRST, "acme")]


async def test_a_company_has_no_more_people_than_the_operator_allows(database: Database) -> None:
    revisions = Revisions(database)
    before = len((await revisions.live("acme")).load().people)
    await Allowances(database).set("acme", {"people": before})
    more = _with_one_more(TEXT)
    with pytest.raises(TooManyPeople, match="operator") as refused:
        await revisions.publish(more, author="ann", by_operator=False)
    assert (refused.value.people, refused.value.allowed) == (before + 1, before)
    assert await revisions.publish(more, author="operator") == 2


async def test_who_had_more_people_before_may_change_everything_else(database: Database) -> None:
    revisions = Revisions(database)
    await Allowances(database).set("acme", {"people": 0})
    changed = TEXT.replace("Hello!", "Hi!")
    assert await revisions.publish(changed, author="ann", by_operator=False) == 2
    with pytest.raises(TooManyPeople):
        await revisions.publish(_with_one_more(changed), author="ann", by_operator=False)


def _with_one_more(text: str) -> str:
    return text.replace("people:\n", "people:\n  - {extension: '999', name: New}\n")
