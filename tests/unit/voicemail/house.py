"""A company with mailboxes, their service on a clock of its own, and sound to leave in them."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ringtree.company.text import load
from ringtree.mail.service import MailService
from ringtree.routing.directory import Directory, Snapshot
from ringtree.storage.database import Database
from ringtree.voicemail import audio
from ringtree.voicemail.draft import Draft, new_id
from ringtree.voicemail.message import BoxKey, Message
from ringtree.voicemail.service import VoicemailService
from ringtree.voicemail.settings import VoicemailSettings
from tests.unit.mail.fake_server import FakeMailServer

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
KEY = BoxKey("acme", "ann")
COMPANY = """
code: acme
name: Acme
language: en
timezone: Europe/London
people:
  - {extension: 101, name: Ann, voicemail: ann}
  - {extension: 102, name: Bob, voicemail: bob}
mailboxes:
  ann: {title: Ann Smith, person: 101, mail: [ann@acme.example], attach: wav, max_messages: 3}
  bob: {title: Bob, person: 102, mail: bob@acme.example, attach: none}
"""


def wav(speech: float = 2.0, silence: float = 0.5) -> bytes:
    """A recording with so many seconds of a loud tone, and silence after it."""
    loud = array("h", (round(8000 * math.sin(n / 3)) for n in range(round(speech * audio.RATE))))
    samples = loud.tobytes() + bytes(round(silence * audio.RATE) * 2)
    return audio.wav_header(len(samples)) + samples


@dataclass
class House:
    """The service and what is around it."""

    service: VoicemailService
    mail: MailService
    server: FakeMailServer
    directory: Directory
    data_dir: Path

    def publish(self, text: str = COMPANY, revision: int = 1) -> None:
        self.directory.publish(Snapshot(load(text), revision))

    def pass_time(self, step: timedelta) -> None:
        self.server.now += step

    def draft(self, mailbox: str = "ann", **facts: object) -> Draft:
        values: dict[str, object] = {
            "id": new_id(),
            "company": "acme",
            "mailbox": mailbox,
            "call": "call1",
            "caller": "+442071234567",
            "caller_name": "",
            "called": "+442079460000",
            "started": self.server.now,
            "path": ("main/menu", "main/box"),
            "shortest": 1.0,
            "file": "",
        }
        return Draft(**{**values, **facts}).with_take(1)  # type: ignore[arg-type]

    def record(self, draft: Draft, sound: bytes | None = None) -> None:
        """What a media worker would write."""
        path = self.data_dir / draft.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wav() if sound is None else sound)

    async def leave(self, mailbox: str = "ann", sound: bytes | None = None) -> None:
        """A caller leaves a message, and it comes into its mailbox."""
        found = self.service.find("acme", mailbox)
        assert found is not None
        draft = self.draft(mailbox)
        assert await self.service.begin(draft, found[1])
        self.record(draft, sound)
        self.service.finish(draft)
        await self.service._deliveries.finish(limit=10)

    async def only(self, key: BoxKey = KEY) -> Message:
        (message,) = await self.service.messages(key)
        return message


def make_house(database: Database, data_dir: Path, **settings: object) -> House:
    server, directory = FakeMailServer(now=START), Directory()
    mail = server.service(database)
    service = VoicemailService(
        database,
        mail,
        directory,
        data_dir,
        VoicemailSettings(**settings),  # type: ignore[arg-type]
        now=lambda: server.now,
    )
    mail._read = service.files.read
    house = House(service, mail, server, directory, data_dir)
    house.publish()
    return house


@pytest.fixture
def house(database: Database, tmp_path: Path) -> House:
    return make_house(database, tmp_path)
