"""The mailboxes' figures as Prometheus reads them."""

from __future__ import annotations

from collections import namedtuple

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from ringtree.storage.database import Database
from ringtree.voicemail import service
from ringtree.voicemail.metrics import VoicemailCollector
from tests.unit.voicemail.house import House, make_house


def told(house: House) -> str:
    registry = CollectorRegistry()
    registry.register(VoicemailCollector(house.service))
    return generate_latest(registry).decode()


async def test_messages_recordings_and_the_room_they_take(house: House) -> None:
    await house.leave()
    found = house.service.find("acme", "bob")
    assert found is not None
    assert await house.service.begin(house.draft("bob"), found[1])
    size, text = (await house.only()).size, told(house)
    assert 'ringtree_voicemail_messages{company="acme",mailbox="ann",state="new"} 1.0' in text
    assert 'ringtree_voicemail_messages{company="acme",mailbox="ann",state="old"} 0.0' in text
    assert f'ringtree_voicemail_bytes{{company="acme"}} {size:.1f}' in text
    assert 'ringtree_voicemail_recordings{company="acme"} 1.0' in text
    assert 'ringtree_voicemail_received_total{company="acme"} 1.0' in text
    assert "ringtree_voicemail_refused_total{" not in text


async def test_who_could_leave_no_message_and_why(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = house.service.find("acme", "ann")
    assert found is not None
    for _ in range(3):
        await house.leave()
    assert not await house.service.begin(house.draft(), found[1])
    disk = namedtuple("disk", "total used free")
    monkeypatch.setattr(service.shutil, "disk_usage", lambda _path: disk(1, 1, 0))
    bob = house.service.find("acme", "bob")
    assert bob is not None
    assert not await house.service.begin(house.draft("bob"), bob[1])
    text = told(house)
    assert 'refused_total{company="acme",reason="mailbox_full"} 1.0' in text
    assert 'refused_total{company="acme",reason="disk"} 1.0' in text


async def test_a_company_over_its_quota_is_told_apart(database: Database, tmp_path: object) -> None:
    house = make_house(database, tmp_path, quota=1000)  # type: ignore[arg-type]
    await house.leave()
    found = house.service.find("acme", "bob")
    assert found is not None
    assert not await house.service.begin(house.draft("bob"), found[1])
    assert 'refused_total{company="acme",reason="quota"} 1.0' in told(house)
