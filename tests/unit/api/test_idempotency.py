"""Answers are kept for a day, and a request that died with its server does not block for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from ringtree.api.idempotency import Answer, Idempotency, StillUnderWay, fingerprint
from ringtree.storage.database import Database
from tests.unit.api.panel import Panel

NOW = datetime(2026, 11, 25, tzinfo=UTC)
ANSWER = Answer(201, {"content-type": "application/json"}, b"{}")


@pytest.fixture
def database(panel: Panel) -> Database:
    found: Database = panel.services.database
    return found


async def test_an_answer_is_given_again_for_a_day(database: Database) -> None:
    store = Idempotency(database)
    assert await store.begin("anna", "k", "f", NOW) is None
    await store.keep("anna", "k", ANSWER, is_secret=False)
    assert await store.begin("anna", "k", "f", NOW + timedelta(hours=23)) == ANSWER
    assert await store.begin("anna", "k", "f", NOW + timedelta(hours=25)) is None


async def test_two_at_once_are_not_both_done(database: Database) -> None:
    store = Idempotency(database)
    await store.begin("anna", "k", "f", NOW)
    with pytest.raises(StillUnderWay):
        await store.begin("anna", "k", "f", NOW + timedelta(seconds=1))


async def test_a_request_that_died_may_be_sent_again(database: Database) -> None:
    store = Idempotency(database)
    await store.begin("anna", "k", "f", NOW)
    assert await store.begin("anna", "k", "f", NOW + timedelta(minutes=3)) is None


def test_a_request_is_its_method_its_address_and_its_body() -> None:
    prints = {fingerprint(*one) for one in (("POST", "/a", b"x"), ("PUT", "/a", b"x"))}
    assert len(prints | {fingerprint("POST", "/a", b"y"), fingerprint("POST", "/b", b"x")}) == 4
