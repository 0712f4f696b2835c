"""A name server for tests, of dnspython's messages: what it is told, on a port of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import dns.flags
import dns.message
import dns.rdatatype
import dns.rrset

from tests.integration.phones import free_port


class NameServer(asyncio.DatagramProtocol):
    """Answers from `zone`: (name, kind) → records as they are written in zone files."""

    def __init__(self) -> None:
        self.zone: dict[tuple[str, str], list[str]] = {}
        self.asked: list[tuple[str, str]] = []
        self.is_silent = False
        self.address = f"127.0.0.1:{free_port()}"
        self._transport: asyncio.DatagramTransport | None = None

    def set_service(self, domain: str, *ports: int) -> None:
        """SRV records for UDP, the first preferred, all on this machine."""
        self.zone["local.test.", "A"] = ["127.0.0.1"]
        self.zone[f"_sip._udp.{domain}.", "SRV"] = [
            f"{10 * index} 0 {port} local.test." for index, port in enumerate(ports, 1)
        ]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]

    def datagram_received(self, data: bytes, source: tuple[str, int]) -> None:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = question.name.to_text().lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        if self.is_silent or self._transport is None:
            return
        response = dns.message.make_response(query)
        response.flags |= dns.flags.AA | dns.flags.RA
        if records := self.zone.get((name, kind)):
            response.answer.append(dns.rrset.from_text(name, 15, "IN", kind, *records))
        self._transport.sendto(response.to_wire(), source)


@asynccontextmanager
async def name_server() -> AsyncIterator[NameServer]:
    """A name server that runs for the block."""
    server = NameServer()
    host, _, port = server.address.partition(":")
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: server, local_addr=(host, int(port)))
    try:
        yield server
    finally:
        transport.close()
