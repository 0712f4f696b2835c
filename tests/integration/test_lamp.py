"""The message-waiting lamp of a telephone made of bytes, through changes, a restart and the end of
its mailbox."""

from __future__ import annotations

import asyncio
from pathlib import Path

from ringtree.voicemail import audio
from ringtree.voicemail.draft import Draft, new_id
from ringtree.voicemail.message import BoxKey
from tests.integration.raw_phone import Packet, RawPhone, digest
from tests.integration.server import Server, running

COMPANY = """
code: acme
name: Acme
language: en
timezone: Europe/London
people:
  - {extension: 101, name: Ann}
mailboxes:
  ann: {title: Ann, person: 101, dial: 190}
"""
KEY = BoxKey("acme", "ann")


async def leave(server: Server) -> None:
    """A message that says something, without a caller."""
    draft = Draft(
        id=new_id(),
        company="acme",
        mailbox="ann",
        call="c",
        caller="102",
        caller_name="",
        called="190",
        started=server.app.voicemail.now(),
        path=(),
        shortest=1.0,
        file="",
    ).with_take(1)
    found = server.app.voicemail.find("acme", "ann")
    assert found and await server.app.voicemail.begin(draft, found[1])
    loud = (b"\x00\x40" * 40 + b"\x00\xc0" * 40) * 300
    path = server.app.settings.data_dir / draft.file
    await asyncio.to_thread(path.write_bytes, audio.wav_header(len(loud)) + loud)
    server.app.voicemail.finish(draft)


async def notified(phone: RawPhone, line: str, *, asked: bool = True) -> Packet:
    """The first NOTIFY that says so, within the subscription or unasked."""

    def says(packet: Packet) -> bool:
        within = (packet.get("Call-ID") == "subscription") is asked
        return packet.start.startswith("NOTIFY") and within and line.encode() in packet.body

    return await phone.until(says)


async def subscribe(phone: RawPhone) -> None:
    headers = (
        f"From: <sip:acme-101@{phone.server}>;tag=77",
        f"To: <sip:acme-101@{phone.server}>",
        "Event: message-summary",
        "Accept: application/simple-message-summary",
        "Expires: 600",
    )
    uri = f"sip:acme-101@{phone.server}"
    phone.send(phone.message(f"SUBSCRIBE {uri}", "1 SUBSCRIBE", "subscription", headers))
    challenge = await phone.until(lambda p: p.status == 401 and p.method == "SUBSCRIBE")
    given = digest(
        challenge.get("WWW-Authenticate"), "SUBSCRIBE", uri, phone.account, phone.password
    )
    signed = (*headers, f"Authorization: {given}")
    phone.send(phone.message(f"SUBSCRIBE {uri}", "2 SUBSCRIBE", "subscription", signed))
    answer = await phone.until(lambda p: p.status == 200 and p.method == "SUBSCRIBE")
    assert answer.get("Expires") == "600"


def raw(server: Server, port: int = 0) -> RawPhone:
    return RawPhone(server.address, "acme-101", server.passwords["acme-101"], port=port)


async def test_the_lamp_is_right_after_every_change_a_restart_and_the_mailbox_s_end(
    tmp_path: Path,
) -> None:
    async with running(tmp_path, COMPANY) as server, raw(server) as phone:
        passwords = dict(server.passwords)
        assert (await phone.register()).status == 200
        await subscribe(phone)
        first = await notified(phone, "Voice-Message: 0/0")
        assert first.get("Subscription-State") == "active;expires=600"
        await leave(server)
        lit = await notified(phone, "Messages-Waiting: yes")
        assert b"Voice-Message: 1/0 (0/0)" in lit.body
        assert b"Message-Account: sip:*97@127.0.0.1" in lit.body
        address, port = server.address, phone.port
    async with running(tmp_path, sip_bind=(f"udp:{address.host}:{address.port}",)) as server:
        server.passwords |= passwords
        async with raw(server, port) as phone:
            await notified(phone, "Voice-Message: 1/0", asked=False)
            phone.received.clear()
            without = "\n".join(COMPANY.splitlines()[:7]) + "\n"
            await server.publish(without)
            off = await notified(phone, "Messages-Waiting: no", asked=False)
            assert b"Voice-Message: 0/0" in off.body
