"""A hundred callers leave messages at once: no recording has a gap."""

from __future__ import annotations

import asyncio
import math
from array import array
from pathlib import Path

from ringtree.calls.loudness import spoken_tenths
from ringtree.media.g711 import encode_a
from ringtree.media.worker.recorder import DELAY
from ringtree.media.worker.samples import SAMPLE_RATE
from ringtree.voicemail.audio import HEADER
from ringtree.voicemail.message import BoxKey
from tests.integration.phones import free_port
from tests.integration.raw_phone import FRAME, RawAudio, RawPhone
from tests.integration.server import Server, running, until

CALLERS = 100
SECONDS = 5.0
COMPANY = """
code: acme
name: Acme
language: en
timezone: Europe/London
trunks:
  carrier: {addresses: ["{trunk}"], max_calls: 200}
numbers:
  - {number: "+442071234567", trunk: carrier, tree: main}
mailboxes:
  office:
    title: Office
    mail: office@acme.test
    attach: none
    instructions: false
    silence: 2
    max_messages: 500
    greetings: {unavailable: Speak.}
trees:
  main: {start: box, nodes: {box: {type: voicemail, mailbox: office}}}
"""
#: Seconds that a packet may be late and is still in its place.
MADE_GOOD = DELAY / SAMPLE_RATE - 0.05
#: 500 Hz, of which a packet of 20 ms holds ten whole periods.
TONE = encode_a(array("h", (round(9000 * math.sin(2 * math.pi * n / 16)) for n in range(FRAME))))


async def talk(audio: RawAudio, ends: list[tuple[str, int]], seconds: float) -> float:
    """A tone to all, 50 packets a second, whatever the clock of this busy process does.

    Returns by how many seconds the latest packet came late: that much must be made good.
    """
    loop = asyncio.get_running_loop()
    begun, sent, latest = loop.time(), 0, 0.0
    while sent < seconds * 50:
        latest = max(latest, loop.time() - begun - sent / 50)
        due = min(int((loop.time() - begun) * 50) + 1, round(seconds * 50))
        for number in range(sent, due):
            head = b"\x80\x08" + number.to_bytes(2, "big") + (number * FRAME).to_bytes(4, "big")
            packet = head + b"tone" + TONE
            for end in ends:
                audio.socket.sendto(packet, end)
        sent = due
        await asyncio.sleep(0.01)
    return latest


async def recordings(server: Server) -> list[list[bool]]:
    """For each message the tenths of a second in which it is loud, from the first loud one on."""
    found = []
    for message in await server.app.voicemail.messages(BoxKey("acme", "office")):
        content = server.app.voicemail.files.read(message.file)[HEADER:]
        tenths = spoken_tenths(content)
        found.append(tenths[tenths.index(True) :])
    return found


async def test_a_hundred_messages_at_once_have_no_gap(tmp_path: Path) -> None:
    port = free_port()
    async with running(tmp_path, COMPANY, trunk_port=port) as server:
        async with RawPhone(server.address, port=port) as carrier:
            calls = [
                carrier.dial("+442071234567", caller=f"+4479460{n:05}") for n in range(CALLERS)
            ]
            ends = [(await call.answered()).rtp for call in calls]
            folder = tmp_path / "voicemail" / "acme"
            await until(
                lambda: len(list(folder.glob("*.wav"))) == CALLERS,
                "not all hear the beep",
                limit=30,
            )
            latest = await talk(carrier.rtp, ends, SECONDS)
            key = BoxKey("acme", "office")
            await until(
                lambda: server.app.voicemail.counts(key).new == CALLERS, "messages miss", limit=60
            )
        found = await recordings(server)
    assert len(found) == CALLERS
    for tenths in found:
        spoken = tenths[: round(SECONDS * 10) - 1]
        gap = f"a gap after {spoken.index(False) / 10} s" if not all(spoken) else ""
        assert not gap or latest > MADE_GOOD, f"{gap}; a packet was sent {latest:.3f} s late"
