"""The same storage on PostgreSQL, on a private server that lives for this test."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from ringtree.company.holdings import NumberTaken
from ringtree.company.revision import RevisionConflict
from ringtree.company.revisions import Revisions
from ringtree.records.archive import CallArchive
from ringtree.records.writer import RecordWriter
from ringtree.storage.credentials import Credentials, credential
from ringtree.storage.database import Database
from ringtree.storage.registrations import Registrations
from tests.postgresql import PostgreSQL
from tests.unit.records.sample import typical
from tests.unit.storage.test_registrations import DESK, MOBILE

TEXT = """\
code: acme
name: Acme
language: en
timezone: Europe/London
trunks: {carrier: {addresses: [203.0.113.5]}}
numbers: [{number: "+442071234567", trunk: carrier, tree: main}]
trees: {main: {start: end, nodes: {end: {type: hang_up}}}}
"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    server = PostgreSQL()
    server.start()
    yield server.url("postgres")
    server.stop()


@pytest.fixture
def node_types() -> None:
    import ringtree.flows.nodes  # noqa: F401  registers the node types of the document


async def test_two_servers_may_start_at_once(url: str) -> None:
    databases = [Database(url) for _ in range(3)]
    await asyncio.gather(*(database.start() for database in databases))
    await asyncio.gather(*(database.stop() for database in databases))


async def test_records_registrations_and_passwords(url: str, tmp_path: Path) -> None:
    database = Database(url)
    await database.start()
    writer = RecordWriter(database, tmp_path / "records")
    registrations = Registrations(database, tmp_path / "registrations")
    await writer.start()
    await registrations.start()
    writer.write(typical("a"))
    writer.write(typical("a", talking=1.0))
    writer.write(typical("b", caller="x" * 999, caller_name="\x00\udcff"))
    writer.add_quality("a", {"leg0": {"mos": 4.4}})
    registrations.save(DESK)
    registrations.save(MOBILE)
    registrations.remove(MOBILE.account, MOBILE.contact)
    await writer.stop()
    await registrations.stop()
    found = await CallArchive(database).get("a")
    assert found == typical("a", quality={"leg0": {"mos": 4.4}})
    assert len(await CallArchive(database).recent(company="romashka")) == 2
    assert await registrations.load_all() == [DESK]
    credentials = Credentials(database)
    await credentials.renew("acme-101", "r")
    two = credential("acme-101", "r", await credentials.renew("acme-101", "r"))
    assert await credentials.load_all("r") == {"acme-101": two}
    await database.stop()


async def test_publications_at_once_never_overtake_each_other(url: str, node_types: None) -> None:
    database = Database(url)
    await database.start()
    revisions = Revisions(database)
    assert await revisions.publish(TEXT, author="ann", expected_revision=0) == 1
    results = await asyncio.gather(
        *(revisions.publish(f"# {n}\n{TEXT}", author="ann", expected_revision=1) for n in range(3)),
        return_exceptions=True,
    )
    assert results.count(2) == 1, results
    assert sum(isinstance(result, RevisionConflict) for result in results) == 2, results
    with pytest.raises(NumberTaken):
        await revisions.publish(TEXT.replace("acme", "other"), author="eve")
    seen, changed = await revisions.changed_since(0)
    assert (seen, [(one.company, one.number) for one in changed]) == (2, [("acme", 2)])
    await database.stop()
