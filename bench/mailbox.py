"""Callers who leave messages at once, and what a message costs on its way into the mail."""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import shutil
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope

from bench.company import MAILBOX_NUMBER
from bench.server import Server, Site
from bench.streams import shares
from bench.telephones import telephones
from ringtree.company.text import load
from ringtree.demo.ports import free_port
from ringtree.mail.mail import DeliveryState
from ringtree.mail.service import MailService, MailSettings
from ringtree.mail.transport import MailServer
from ringtree.routing.directory import Directory, Snapshot
from ringtree.storage.database import Database
from ringtree.voicemail import audio
from ringtree.voicemail.draft import Draft, new_id
from ringtree.voicemail.service import VoicemailService
from ringtree.voicemail.settings import VoicemailSettings

CALLERS = 100
#: Messages of so many seconds, brought into a mailbox and mailed one after the other.
MESSAGES, SECONDS = 40, 60
#: Seconds after the answer in which greeting and beep are over for everybody.
GREETING = 5.0
_COMPANY = """
code: bench
name: Bench
language: en
timezone: Europe/London
mailboxes:
  box: {title: Box, dial: 190, mail: box@bench.test, max_messages: 9999, attach: mp3}
"""


def measure(place: Site) -> dict[str, object]:
    """Share of a core per caller who is recorded, and CPU per message that is mailed."""
    with place.serving() as server:
        found = asyncio.run(_recorded(place, server))
    folder = place.folder / "mailbox"
    folder.mkdir()
    try:
        return {"callers": CALLERS, **found, **_mailed(folder)}
    finally:
        shutil.rmtree(folder)


async def _recorded(place: Site, server: Server) -> dict[str, object]:
    async with telephones(place, server) as phones:
        await phones.call([MAILBOX_NUMBER] * CALLERS)
        await asyncio.sleep(GREETING)
        found = await shares(server, phones.streams, units=CALLERS, seconds=6.0, runs=3)
        await phones.hang_up()
    return found


def _mailed(folder: Path) -> dict[str, object]:
    port = free_port()
    sink = multiprocessing.get_context("fork").Process(target=_sink, args=(port,), daemon=True)
    sink.start()
    time.sleep(0.5)
    try:
        own, encoder = asyncio.run(_into_the_mail(folder, port))
    finally:
        sink.kill()
        sink.join()
    return {
        "message_seconds": SECONDS,
        "message_ms": round(1000 * own / MESSAGES, 1),
        "encoder_ms": round(1000 * encoder / MESSAGES, 1),
    }


def _sink(port: int) -> None:
    class Take:
        async def handle_DATA(self, _server: object, _session: object, _mail: Envelope) -> str:
            return "250 taken"

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        await loop.create_server(lambda: SMTP(Take(), loop=loop), "127.0.0.1", port)
        await asyncio.Event().wait()

    asyncio.run(serve())


async def _into_the_mail(folder: Path, port: int) -> tuple[float, float]:
    """CPU seconds of this process and of the encoder, for all messages."""
    database = Database(f"sqlite:///{folder}/ringtree.sqlite")
    await database.start()
    directory = Directory()
    directory.publish(Snapshot(load(_COMPANY), 1))
    server = MailServer(host="127.0.0.1", port=port, security="none")
    mail = MailService(
        database,
        MailSettings(server=server, hourly_limit=100_000),
        read=lambda name: (folder / name).read_bytes(),
    )
    service = VoicemailService(database, mail, directory, folder, VoicemailSettings())
    loud = (b"\x00\x40" * 40 + b"\x00\xc0" * 40) * 100 * SECONDS
    drafts = [_draft(service) for _ in range(MESSAGES)]
    found = service.find("bench", "box")
    assert found is not None
    for draft in drafts:
        assert await service.begin(draft, found[1])
        (folder / draft.file).write_bytes(audio.wav_header(len(loud)) + loud)
    before = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    for draft in drafts:
        service.finish(draft)
    await service._deliveries.finish(limit=300)
    await mail.step()
    after = _cpu(resource.RUSAGE_SELF), _cpu(resource.RUSAGE_CHILDREN)
    accepted = await mail.outbox.listing(state=DeliveryState.ACCEPTED, limit=2 * MESSAGES)
    assert len(accepted) == MESSAGES
    await service.stop()
    await mail.stop()
    await database.stop()
    return after[0] - before[0], after[1] - before[1]


def _cpu(whose: int) -> float:
    used = resource.getrusage(whose)
    return used.ru_utime + used.ru_stime


def _draft(service: VoicemailService) -> Draft:
    return Draft(
        id=new_id(),
        company="bench",
        mailbox="box",
        call="c",
        caller="+442071234567",
        caller_name="",
        called="190",
        started=service.now(),
        path=("main/box",),
        shortest=1.0,
        file="",
    ).with_take(1)
