"""The outbox's figures as Prometheus reads them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, generate_latest

from ringtree.mail.mail import Mail
from ringtree.mail.metrics import MailCollector
from ringtree.mail.transport import Answer
from ringtree.storage.database import Database
from tests.unit.mail.fake_server import FakeMailServer

MAIL = Mail(
    id="m1",
    company="acme",
    kind="voicemail",
    reference="x",
    to=("a@x.test",),
    subject="S",
    text="T",
)


async def test_what_waits_what_was_settled_and_how_long_the_oldest_waits(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = FakeMailServer()
    mail = server.service(database)
    collector, registry = MailCollector(mail), CollectorRegistry()
    registry.register(collector)

    async def told() -> str:
        await collector.refresh()
        return generate_latest(registry).decode()

    await mail.enqueue(MAIL)
    server.now += timedelta(minutes=7)
    text = await told()
    assert 'ringtree_mail_addresses{company="acme",state="waiting"} 1.0' in text
    assert 'ringtree_mail_oldest_waiting_seconds{company="acme"} 420.0' in text
    await mail.enqueue(replace(MAIL, id="m2", to=("no@x.test",)))
    server.behave = lambda to: Answer(550, "no") if to.startswith("no") else Answer(250, "ok")
    await mail.step()
    text = await told()
    assert "oldest_waiting_seconds{" not in text
    for state in ("accepted", "refused"):
        assert f'ringtree_mail_addresses{{company="acme",state="{state}"}} 1.0' in text
        assert f'ringtree_mail_settled_total{{company="acme",state="{state}"}} 1.0' in text

    async def away() -> None:
        raise OSError("away")

    monkeypatch.setattr(mail.outbox, "standing", away)
    text = await told()
    assert "ringtree_mail_addresses{" not in text and "ringtree_mail_settled_total{" in text
