"""A telephone in a new place is told of, once."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from ringtree.events import EventBus
from ringtree.mail.mail import Mail
from ringtree.routing.directory import Directory, Snapshot
from ringtree.security.newcomers import Newcomers
from ringtree.security.places import Places
from ringtree.sip.hop import Hop
from ringtree.storage.database import Database
from ringtree.storage.places import AccountPlaces
from ringtree.tasks import TaskOwner
from tests.unit.routing.calling import calling

HOME, ABROAD = Hop("udp", "95.24.0.1", 5060), Hop("udp", "41.58.0.1", 5060)
PEOPLE = [{"extension": "201", "name": "Anna", "mail": "anna@acme.example"}]


class Setting:
    """Newcomers of a company, and the mails they caused."""

    def __init__(self, database: Database, **changes: Any) -> None:
        self.mails: list[Mail] = []
        self.tasks = TaskOwner("test")
        directory = Directory()
        directory.publish(Snapshot(calling(people=PEOPLE, groups={}, **changes), 1))
        self.newcomers = Newcomers(
            places=Places({"41.58.0.0/16": "NG"}),
            store=AccountPlaces(database),
            directory=directory,
            mail=self._mail,
            events=EventBus(),
            tasks=self.tasks,
        )

    async def _mail(self, mail: Mail) -> None:
        self.mails.append(mail)

    async def registered(self, *sources: Hop) -> list[str]:
        for source in sources:
            self.newcomers.registered("acme-201", source, "Softphone 1")
        await self.tasks.finish(limit=5)
        return [mail.subject for mail in self.mails]


async def test_the_first_place_is_home_and_the_next_is_told_of_once(database: Database) -> None:
    setting = Setting(database)
    assert await setting.registered(HOME, HOME) == []
    assert await setting.registered(ABROAD, ABROAD) == ["A telephone as 201 from a new place: NG"]
    mail = setting.mails[0]
    assert mail.to == ("anna@acme.example",) and not mail.is_gatherable
    assert "from the country NG" in mail.text and "Softphone 1" in mail.text


async def test_a_restart_remembers(database: Database) -> None:
    assert await Setting(database).registered(HOME, ABROAD) != []
    again = Setting(database)
    await again.newcomers.load()
    assert await again.registered(ABROAD, HOME) == []


async def test_private_addresses_and_strangers_are_no_news(database: Database) -> None:
    setting = Setting(database)
    assert await setting.registered(HOME, Hop("udp", "192.168.0.7", 5060)) == []
    setting.newcomers.registered("acme-299", HOME, "")
    setting.newcomers.registered("acme-299", ABROAD, "")
    await asyncio.sleep(0)
    assert setting.mails == []


@pytest.mark.parametrize("language", ["ru", "en"])
async def test_it_is_told_in_the_company_s_language(database: Database, language: str) -> None:
    setting = Setting(database, language=language)
    (subject,) = await setting.registered(HOME, Hop("udp", "8.8.8.8", 5060))
    assert ("Новый телефон" in subject) is (language == "ru") and "8.8.0.0/16" in subject
