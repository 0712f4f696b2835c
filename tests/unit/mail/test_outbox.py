"""The outbox in its database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ringtree.mail.mail import DeliveryState, Mail
from ringtree.mail.outbox import Outbox, UnknownMail
from ringtree.storage.database import Database
from tests.unit.mail.fake_server import START


def a_mail(name: str, company: str = "romashka", **more: object) -> Mail:
    facts = {"kind": "test", "subject": "s", "text": "t", "to": ("a@example.com",)}
    return Mail(id=name, company=company, **{**facts, **more})  # type: ignore[arg-type]


async def test_due_are_those_whose_time_has_come_oldest_first(database: Database) -> None:
    outbox = Outbox(database)
    for minute, name in enumerate(("first", "second", "future")):
        await outbox.put(a_mail(name), sender="x@y", now=START + timedelta(minutes=minute))
    due = await outbox.due(START + timedelta(minutes=1))
    assert [one.mail.id for one in due] == ["first", "second"]


async def test_a_company_that_is_held_keeps_nobody_else_waiting(database: Database) -> None:
    outbox = Outbox(database)
    for number in range(5):
        await outbox.put(a_mail(f"m{number}"), sender="x@y", now=START)
    await outbox.put(a_mail("other", "other"), sender="x@y", now=START + timedelta(seconds=1))
    due = await outbox.due(START + timedelta(minutes=1), held=["romashka"], limit=3)
    assert [one.mail.id for one in due] == ["other"]


async def test_listing_tells_companies_and_states_apart(database: Database) -> None:
    outbox = Outbox(database)
    await outbox.put(a_mail("one"), sender="x@y", now=START)
    await outbox.put(a_mail("two", "other"), sender="x@y", now=START)
    assert [one.mail.id for one in await outbox.listing(company="other")] == ["two"]
    assert await outbox.listing(state=DeliveryState.REFUSED) == []


async def test_an_unknown_mail_is_told(database: Database) -> None:
    outbox = Outbox(database)
    with pytest.raises(UnknownMail, match="no mail 'nix'"):
        await outbox.get("nix")
    await outbox.put(a_mail("one"), sender="x@y", now=START)
    with pytest.raises(UnknownMail, match=r"one to b@example\.com"):
        await outbox.resend("one", "b@example.com", now=START)


async def test_purge_spares_what_waits(database: Database) -> None:
    outbox = Outbox(database)
    await outbox.put(a_mail("one"), sender="x@y", now=START)
    assert await outbox.purge(START + timedelta(days=99)) == 0


async def test_mails_about_a_thing_are_found_and_forgotten(database: Database) -> None:
    outbox = Outbox(database)
    await outbox.put(a_mail("one", reference="r"), sender="x@y", now=START)
    await outbox.put(a_mail("two"), sender="x@y", now=START)
    assert [one.mail.id for one in await outbox.about(["r"])] == ["one"]
    await outbox.forget(["r"])
    assert [one.mail.id for one in await outbox.listing()] == ["two"]
