"""Is a Ringtree answering here, and under which address can a phone reach it?"""

from __future__ import annotations

import asyncio
import secrets
import socket

from ringtree.settings import Bind, Settings

LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}
ANSWER_LIMIT = 1.0


def local_bind(settings: Settings) -> Bind | None:
    """The first UDP address, as a program on this machine reaches it."""
    for bind in settings.binds:
        if bind.transport == "udp":
            return bind._replace(host=LOOPBACK.get(bind.host, bind.host))
    return None


def reachable_host(settings: Settings) -> str:
    """The host to tell a phone: the public address, else the interface the network is on."""
    if settings.public_address:
        return settings.public_address
    bind = local_bind(settings) or settings.binds[0]
    if bind.host not in LOOPBACK.values():
        return bind.host
    if settings.binds[0].host not in LOOPBACK:
        return bind.host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a test address [RFC 5737]; UDP connect sends nothing
        except OSError:
            return bind.host
        return str(probe.getsockname()[0])


async def is_serving(settings: Settings) -> bool:
    """Whether a server with these settings answers an OPTIONS on this machine."""
    bind = local_bind(settings)
    if bind is None:
        return False
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ":" in bind.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect((bind.host, bind.port))
            async with asyncio.timeout(ANSWER_LIMIT):
                await loop.sock_sendall(probe, _options(bind, probe.getsockname()))
                reply = await loop.sock_recv(probe, 65536)
        except (TimeoutError, OSError):
            return False
    return settings.user_agent.encode() in reply


def _options(bind: Bind, own: tuple[str, int]) -> bytes:
    host = f"[{bind.host}]" if ":" in bind.host else bind.host
    here = f"[{own[0]}]:{own[1]}" if ":" in own[0] else f"{own[0]}:{own[1]}"
    tag = secrets.token_hex(6)
    lines = (
        f"OPTIONS sip:{host}:{bind.port} SIP/2.0",
        f"Via: SIP/2.0/UDP {here};rport;branch=z9hG4bK{tag}",
        "Max-Forwards: 70",
        f"From: <sip:probe@{here}>;tag={tag}",
        f"To: <sip:{host}:{bind.port}>",
        f"Call-ID: {tag}",
        "CSeq: 1 OPTIONS",
        "Content-Length: 0",
        "",
        "",
    )
    return "\r\n".join(lines).encode()
