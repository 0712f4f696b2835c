"""Open callbacks, and their changes on the way to the database."""

from __future__ import annotations

import pytest

from ringtree.callbacks.callback import Callback, CallbackState, Source
from ringtree.callbacks.ledger import RETRY
from tests.unit.callbacks.people import NOON, OTHER, office
from tests.unit.calls.house import ANNA, moment

pytestmark = pytest.mark.looptime


async def test_what_another_process_asked_for_or_cancelled_is_taken_over() -> None:
    async with office() as at:
        at.made.registrar.remove(ANNA)
        mine = await at.asks()
        theirs = Callback(
            id="other",
            company="acme",
            queue="sales",
            number=OTHER,
            language="en",
            source=Source.COMMAND,
            requested=NOON,
        )
        await at.store.keep(theirs)
        await at.store.cancel("acme", mine.id, NOON)
        await at.service.load("acme")
        assert [one.number for one in at.service.open("acme")] == [OTHER]
        at.made.registrar.add(ANNA)
        await moment()
        assert (at.calls_of(), at.calls_of(OTHER)) == (0, 1)


async def test_an_end_is_stored_however_long_the_database_is_away() -> None:
    async with office(attempts=1) as at:
        await at.asks()
        at.store.is_away = True
        at.customer().refuses(486)
        await moment()
        assert at.row.state is CallbackState.WAITING
        at.store.is_away = False
        await moment(RETRY + 1)
        assert at.row.state is CallbackState.UNREACHED
        await at.service.load(None)
        await moment(600)
        assert at.calls_of() == 1
