"""Raw bytes to a SIP server, and whatever it answers: for messages no SIP stack would send."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import NamedTuple

from ringtree.demo.phones import ServerAddress

# An address of our own: the answer goes to the port of the topmost Via, mostly 5060
# (RFC 3261 18.2.2), which must be free even where a server listens on 127.0.0.1:5060.
SENDER = "127.0.0.7"
_TOP_VIA = re.compile(rb"^(?:via|v)[ \t]*:[^\r\n,;]*?:(\d{1,5})[ \t]*[;,\r\n]", re.I | re.M)


class Answer(NamedTuple):
    """One datagram that came back."""

    status: int | None  # None for what is no response
    data: bytes


class _Mailbox(asyncio.DatagramProtocol):
    def __init__(self) -> None:
        self.arrived: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.arrived.put_nowait(data)


def via_port(message: bytes) -> int:
    """Where the answer to a message goes; 5060 if its Via says nothing usable."""
    found = _TOP_VIA.search(message)
    port = int(found.group(1)) if found else 5060
    return port if 0 < port < 65536 else 5060


def status_of(data: bytes) -> int | None:
    """The status of a response, None for anything else."""
    words = data.split(b" ", 2)
    is_response = len(words) > 1 and words[0].upper() == b"SIP/2.0" and words[1].isdigit()
    return int(words[1]) if is_response else None


async def send_raw(
    message: bytes | Path, to: ServerAddress, *, patience: float = 0.3, first_only: bool = False
) -> list[Answer]:
    """Send one datagram and collect what comes back, until nothing came for `patience` seconds.

    `first_only` returns with the first answer, for long lists of mutations.
    """
    data = await asyncio.to_thread(message.read_bytes) if isinstance(message, Path) else message
    loop = asyncio.get_running_loop()
    transport, mailbox = await loop.create_datagram_endpoint(
        _Mailbox, local_addr=(SENDER, via_port(data))
    )
    answers: list[Answer] = []
    try:
        transport.sendto(data, to)
        while not (first_only and answers):
            answer = await asyncio.wait_for(mailbox.arrived.get(), patience)
            answers.append(Answer(status_of(answer), answer))
    except TimeoutError:
        return answers
    finally:
        transport.close()
        await asyncio.sleep(0)  # the port is free for the next message only now
    return answers


async def trickle(message: bytes, to: ServerAddress, *, interval: float, limit: float) -> bytes:
    """Send bytes one at a time over TCP; what the server sent until it closed or `limit` came."""
    reader, writer = await asyncio.open_connection(*to)
    received = bytearray()
    try:
        async with asyncio.timeout(limit):
            for octet in message:
                writer.write(bytes((octet,)))
                await writer.drain()
                await asyncio.sleep(interval)
            while piece := await reader.read(65536):
                received += piece
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.close()
    return bytes(received)
