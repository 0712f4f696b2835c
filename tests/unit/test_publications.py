"""What is published becomes what we serve by: documents and passwords, however they came."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import update

import ringtree.flows.nodes  # noqa: F401 - registers the node types of the document
from ringtree.company.model import Company
from ringtree.company.revisions import Revisions
from ringtree.events import EventBus
from ringtree.publications import Publications
from ringtree.routing.directory import Directory
from ringtree.storage.credentials import Credential, Credentials
from ringtree.storage.database import Database
from ringtree.storage.tables import revisions as stored_revisions
from ringtree.takeover import TakeOver

DAISY = (Path(__file__).parent / "api" / "daisy.yaml").read_text("utf-8")
WITHOUT_103 = DAISY.replace("  - extension: 103\n    name: Vera Pope\n", "").replace(
    "[103]", "[101]"
)
REALM = "ringtree"


class Prompts:
    """Speech that is always ready."""

    async def prepare_all(self, _company: Company) -> tuple[()]:
        return ()


class Registrar:
    """Remembers whose phones had to go."""

    def __init__(self) -> None:
        self.dropped: list[str] = []

    def drop_account(self, account: str) -> None:
        self.dropped.append(account)


class Server:
    """The parts of a server that a publication goes through."""

    def __init__(self, database: Database) -> None:
        self.revisions = Revisions(database)
        self.credentials = Credentials(database)
        self.directory = Directory()
        self.registrar = Registrar()
        self.known: dict[str, Credential] = {}
        self.told: list[str] = []
        self.publications = Publications(
            database=database,
            revisions=self.revisions,
            credentials=self.credentials,
            directory=self.directory,
            prompts=cast(Any, Prompts()),
            registrar=cast(Any, self.registrar),
            takeover=TakeOver(database),
            events=EventBus(),
            realm=REALM,
            known=self.known,
        )
        self.publications.followers.append(lambda one: self.told.append(f"follow {one.code}"))
        self.publications.newcomers.append(lambda one: self.told.append(f"welcome {one.code}"))

    async def publish(self, document: str) -> None:
        await self.revisions.publish(document, author="test")
        await self.publications.take_over()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(f"sqlite:///{tmp_path}/ringtree.sqlite")
    await database.start()
    yield database
    await database.stop()


@pytest.fixture
def server(database: Database) -> Server:
    return Server(database)


async def test_who_follows_hears_of_each_publication_and_is_welcomed_once(server: Server) -> None:
    await server.publish(DAISY)
    await server.publish(DAISY.replace("Daisy", "Daisy and sons"))

    assert server.told == ["follow daisy", "welcome daisy", "follow daisy"]
    live = server.directory.company("daisy")
    assert live is not None and live.revision == 2


async def test_a_look_without_news_does_nothing(server: Server) -> None:
    await server.publish(DAISY)
    server.told.clear()

    await server.publications.take_over()

    assert server.told == []


async def test_the_phones_of_a_person_who_left_are_forgotten(server: Server) -> None:
    await server.publish(DAISY)

    await server.publish(WITHOUT_103)

    assert server.registrar.dropped == ["daisy-103"]


async def test_a_new_password_is_known_and_its_phone_has_to_register_again(server: Server) -> None:
    await server.publish(DAISY)
    await server.credentials.renew("daisy-101", REALM)
    await server.publications.take_over()
    first = server.known["daisy-101"]

    await server.credentials.renew("daisy-101", REALM)
    await server.publications.take_over()

    assert server.known["daisy-101"] != first
    assert server.registrar.dropped == ["daisy-101"]


async def test_a_password_that_was_taken_away_opens_nothing(server: Server) -> None:
    await server.publish(DAISY)
    await server.credentials.renew("daisy-101", REALM)
    await server.publications.take_over()

    await server.credentials.remove("daisy-101")
    await server.publications.take_over()

    assert server.known == {}


async def test_a_revision_that_cannot_be_read_leaves_the_old_one_in_service(
    server: Server, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    await server.publish(DAISY)
    await server.revisions.publish(DAISY.replace("Daisy", "Daisy and sons"), author="test")
    async with database.write() as connection:
        await connection.execute(
            update(stored_revisions)
            .where(stored_revisions.c.number == 2)
            .values(text="people: as another version writes them", document="{}")
        )

    await server.publications.take_over()

    live = server.directory.company("daisy")
    assert live is not None and live.revision == 1
    assert "revision can't be read" in capsys.readouterr().out


async def test_a_lost_database_is_said_and_the_next_look_begins_where_this_one_ended(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_since = server.revisions.changed_since

    async def away(_number: int) -> Any:
        raise OSError("no such host")

    monkeypatch.setattr(server.revisions, "changed_since", away)
    with pytest.raises(OSError, match="no such host"):
        await server.publish(DAISY)
    monkeypatch.setattr(server.revisions, "changed_since", changed_since)

    await server.publications.take_over()

    assert server.told == ["follow daisy", "welcome daisy"]
