"""A telephone made of bytes, for what no SIP stack would do: it sends exactly what a test says.

It shares no code with the server it tests: messages are text, digest is three lines of hashlib.
Where sound or good manners matter, `phones.py` has real telephones.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
import socket
import struct
from collections.abc import Callable
from typing import Self

from tests.integration.phones import ServerAddress

LIMIT = 5.0
FRAME = 160  # bytes of 20 ms


class Packet:
    """One SIP message, taken apart no further than a test needs."""

    def __init__(self, data: bytes, source: tuple[str, int]) -> None:
        head, _, self.body = data.partition(b"\r\n\r\n")
        self.data, self.source = data, source
        self.start, *self.lines = head.decode("utf-8", "replace").split("\r\n")

    @property
    def status(self) -> int:
        """The status of a response, 0 for a request."""
        return int(self.start.split(" ")[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """The method, of a response that of its request."""
        return self.get("CSeq").split(" ")[-1]

    def get(self, name: str) -> str:
        """The first value of a header, "" if there is none."""
        return next(iter(self.all(name)), "")

    def all(self, name: str) -> list[str]:
        """Every line of a header."""
        start = name.lower() + ":"
        return [line.partition(":")[2].strip() for line in self.lines if _is(line, start)]

    @property
    def rtp(self) -> tuple[str, int]:
        """Where the description wants its audio."""
        host = re.search(rb"^c=IN IP[46] (\S+)", self.body, re.M)
        port = re.search(rb"^m=audio (\d+)", self.body, re.M)
        assert host and port, self.data
        return host[1].decode(), int(port[1])


def _is(line: str, start: str) -> bool:
    return line.lower().startswith(start)


def description(
    host: str,
    port: int,
    *,
    formats: str = "8 0 101",
    direction: str = "sendrecv",
    version: int = 1,
    more: str = "",
) -> str:
    """A session description of one audio stream, with `more` lines behind it."""
    lines = (
        f"v=0\r\no=- 1 {version} IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
        f"m=audio {port} RTP/AVP {formats}\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\n"
    )
    event = "a=rtpmap:101 telephone-event/8000\r\n" if "101" in formats else ""
    return f"{lines}{event}a={direction}\r\n{more}"


def digest(challenge: str, method: str, uri: str, user: str, password: str) -> str:
    """Credentials for an MD5 challenge with qop=auth."""
    realm, nonce = (_parameter(challenge, name) for name in ("realm", "nonce"))
    ha1 = _md5(f"{user}:{realm}:{password}")
    answer = _md5(f"{ha1}:{nonce}:00000001:c0ffee:auth:{_md5(f'{method}:{uri}')}")
    return (
        f'Digest username="{user}", realm="{realm}", nonce="{nonce}", uri="{uri}", '
        f'response="{answer}", algorithm=MD5, qop=auth, nc=00000001, cnonce="c0ffee"'
    )


def _parameter(challenge: str, name: str) -> str:
    found = re.search(rf'{name}="([^"]*)"', challenge)
    assert found, challenge
    return found[1]


def _md5(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()


class RawPhone:
    """One UDP address that speaks SIP, and one that speaks RTP.

    `contact` is the address it believes to have. What it does when called is `on_invite`; by
    default the call is kept in `incoming`. A phone that is not `alive` answers nothing.
    """

    def __init__(
        self,
        server: ServerAddress,
        account: str = "nobody",
        password: str = "",
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        contact: str | None = None,
    ) -> None:
        self.server, self.account, self.password = server, account, password
        self.socket = bound(host, port)
        self.host, self.port = self.socket.getsockname()[:2]
        self.contact = contact or f"{self.host}:{self.port}"
        self.calls: dict[str, RawCall] = {}
        self.incoming: asyncio.Queue[RawCall] = asyncio.Queue()
        self.on_invite: Callable[[RawCall], None] = self.incoming.put_nowait
        self.alive = True
        self.received: list[Packet] = []
        self.rtp = RawAudio(host)
        self._cseq = 0

    async def __aenter__(self) -> Self:
        asyncio.get_running_loop().add_reader(self.socket, self._readable)
        return self

    async def __aexit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()
        self.rtp.socket.close()

    # -- sending

    def send(self, text: str) -> None:
        """Send one message to the server."""
        self.socket.sendto(text.encode(), self.server)

    def message(
        self, start: str, cseq: str, call_id: str, headers: tuple[str, ...], body: str = ""
    ) -> str:
        """A request with the headers every request has; From and To are among `headers`."""
        lines = [
            f"{start} SIP/2.0",
            f"Via: SIP/2.0/UDP {self.contact};rport;branch=z9hG4bK{secrets.token_hex(6)}",
            f"Call-ID: {call_id}",
            f"CSeq: {cseq}",
            "Max-Forwards: 70",
            f"Contact: <sip:{self.account}@{self.contact}>",
            *headers,
            *(["Content-Type: application/sdp"] if body else []),
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join(lines) + "\r\n\r\n" + body

    async def until(self, wanted: Callable[[Packet], bool], limit: float = LIMIT) -> Packet:
        """The first message received that is wanted, however early it came."""
        end = asyncio.get_running_loop().time() + limit
        while (found := next(filter(wanted, self.received), None)) is None:
            starts = [packet.start for packet in self.received]
            assert asyncio.get_running_loop().time() < end, f"not received; received: {starts}"
            await asyncio.sleep(0.005)
        return found

    # -- registering

    async def register(
        self,
        *headers: str,
        call_id: str | None = None,
        authorization: str | None = None,
        account: str | None = None,
        password: str | None = None,
    ) -> Packet:
        """Register, with credentials when asked for them; the last answer, whatever it says.

        `headers` may hold another Contact and Expires.
        """
        call_id = call_id or secrets.token_hex(6)
        account, password = account or self.account, password or self.password
        answer = await self._ask(account, headers, call_id, authorization)
        if answer.status == 401 and authorization is None:
            uri = f"sip:{self.server}"
            given = digest(answer.get("WWW-Authenticate"), "REGISTER", uri, account, password)
            answer = await self._ask(account, headers, call_id, given)
        return answer

    async def _ask(
        self, account: str, headers: tuple[str, ...], call_id: str, authorization: str | None
    ) -> Packet:
        self._cseq += 1
        cseq = f"{self._cseq} REGISTER"
        names = (f"From: <sip:{account}@{self.server}>;tag=1", f"To: <sip:{account}@{self.server}>")
        given = (f"Authorization: {authorization}",) if authorization else ()
        text = self.message(f"REGISTER sip:{self.server}", cseq, call_id, names + headers + given)
        if any(_is(header, "contact:") for header in headers):
            text = text.replace(f"Contact: <sip:{self.account}@{self.contact}>\r\n", "", 1)
        self.send(text)
        return await self.until(lambda p: p.get("CSeq") == cseq and p.get("Call-ID") == call_id)

    # -- calling

    def dial(self, number: str, sdp: str | None = None, *, caller: str | None = None) -> RawCall:
        """Send an INVITE; `sdp` is what it offers, by default all this phone can, "" nothing."""
        call = RawCall(self, secrets.token_hex(8), number, caller or self.account)
        self.calls[call.id] = call
        call.invite(self.offer() if sdp is None else sdp)
        return call

    def offer(self, **options: object) -> str:
        """What this phone can."""
        return description(self.rtp.host, self.rtp.port, **options)  # type: ignore[arg-type]

    # -- receiving

    def _readable(self) -> None:
        while True:
            try:
                data, source = self.socket.recvfrom(65535)
            except (BlockingIOError, ConnectionError):
                return
            if self.alive:
                self._take(Packet(data, source[:2]))

    def _take(self, packet: Packet) -> None:
        self.received.append(packet)
        call = self.calls.get(packet.get("Call-ID"))
        if packet.status:
            if call is not None:
                call.on_response(packet)
        elif call is not None:
            call.on_request(packet)
        elif packet.method == "INVITE":
            call = RawCall(self, packet.get("Call-ID"), "", "", packet)
            self.calls[call.id] = call
            self.on_invite(call)
        elif packet.method == "OPTIONS":
            self.send(reply(packet, 200, "OK"))


class RawCall:
    """One call of a raw phone, as caller or as callee."""

    def __init__(
        self, phone: RawPhone, call_id: str, number: str, caller: str, invite: Packet | None = None
    ) -> None:
        self.phone, self.id, self.request = phone, call_id, invite
        self.tag = secrets.token_hex(4)
        server = phone.server
        self.local = f"<sip:{caller}@{server}>;tag={self.tag}"
        self.remote = f"<sip:{number}@{server}>"
        self.target = f"sip:{number}@{server}"
        if invite is not None:
            self.local, self.remote = f"{invite.get('To')};tag={self.tag}", invite.get("From")
            self.target = invite.get("Contact").partition("<")[2].partition(">")[0]
        self.cseq = 0
        self.responses: list[Packet] = []
        self.acked: Packet | None = None
        self.over = False
        self.cancelled = False
        self._challenged = False
        self._sdp = self._via = ""

    # -- sending

    def send(self, method: str, sdp: str = "", *headers: str, cseq: int | None = None) -> int:
        """Send a request of this call; its CSeq."""
        if cseq is None:
            cseq = self.cseq = self.cseq + 1
        self.phone.send(self._message(method, cseq, headers, sdp))
        return cseq

    def _message(
        self, method: str, cseq: int, headers: tuple[str, ...] = (), sdp: str = "", via: str = ""
    ) -> str:
        names = (f"From: {self.local}", f"To: {self.remote}")
        start = f"{method} {self.target}"
        text = self.phone.message(start, f"{cseq} {method}", self.id, names + headers, sdp)
        own = text.split("\r\n")[1].removeprefix("Via: ")
        if method == "INVITE":
            self._via = own
        return text.replace(own, via, 1) if via else text

    def invite(self, sdp: str, *headers: str) -> int:
        """Send an INVITE, the first or a later one."""
        self._sdp = sdp
        return self.send("INVITE", sdp, *headers)

    async def ask(self, method: str, sdp: str = "") -> Packet:
        """Send a later request and wait for its final response; an INVITE is acknowledged."""
        cseq = self.send(method, sdp)
        answer = await self.final(cseq)
        if method == "INVITE":
            self.ack(answer, sdp="" if sdp else self.phone.offer())
        return answer

    async def final(self, cseq: int | None = None, limit: float = 10.0) -> Packet:
        """The final response to the latest INVITE, or to the request with this CSeq."""
        loop, wanted = asyncio.get_running_loop(), cseq
        end = loop.time() + limit
        while True:
            number = str(self.cseq if wanted is None else wanted)
            for packet in self.responses:
                if packet.status >= 200 and packet.get("CSeq").split(" ")[0] == number:
                    return packet
            starts = [packet.start for packet in self.responses]
            assert loop.time() < end, f"no final response to {number}; received: {starts}"
            await asyncio.sleep(0.005)

    async def answered(self, *, sdp: str = "") -> Packet:
        """Wait for the 200 to the INVITE and acknowledge it, with `sdp` as the late answer."""
        answer = await self.final()
        assert answer.status == 200, answer.start
        self.ack(answer, sdp=sdp)
        return answer

    def ack(self, answer: Packet, *, sdp: str = "") -> None:
        """Acknowledge a final response."""
        self.remote = answer.get("To")
        if answer.status < 300:
            self.target = answer.get("Contact").partition("<")[2].partition(">")[0]
        self.send("ACK", sdp, cseq=int(answer.get("CSeq").split(" ")[0]))

    def ring(self) -> None:
        """180 to the INVITE that came."""
        assert self.request is not None
        self.phone.send(reply(self.request, 180, "Ringing", tag=self.tag, call=self))

    def answer(self, sdp: str | None = None) -> None:
        """200 to the INVITE that came."""
        assert self.request is not None
        sdp = self.phone.offer() if sdp is None else sdp
        self.phone.send(reply(self.request, 200, "OK", tag=self.tag, call=self, sdp=sdp))

    def reject(self, status: int, reason: str) -> None:
        """Refuse the INVITE that came."""
        assert self.request is not None
        self.over = True
        self.phone.send(reply(self.request, status, reason, tag=self.tag))

    def bye(self) -> None:
        """Hang up."""
        self.over = True
        self.send("BYE")

    def cancel(self) -> None:
        """Take the INVITE back."""
        self.phone.send(self._message("CANCEL", self.cseq, via=self._via))

    # -- receiving

    def on_response(self, packet: Packet) -> None:
        """Keep it; a challenge to the INVITE is answered once, a refusal acknowledged."""
        if packet.method == "INVITE" and packet.status >= 300:
            number = int(packet.get("CSeq").split(" ")[0])
            self.phone.send(self._message("ACK", number, via=self._via))
            if packet.status == 401 and not self._challenged:
                self._challenged = True
                phone, challenge = self.phone, packet.get("WWW-Authenticate")
                user = phone.account
                given = digest(challenge, "INVITE", self.target, user, phone.password)
                self.invite(self._sdp, f"Authorization: {given}")
                return
        self.responses.append(packet)

    def on_request(self, packet: Packet) -> None:
        """Do what a phone does of itself."""
        if packet.method == "ACK":
            self.acked = packet
            return
        if packet.method == "INVITE":
            return  # a retransmission
        self.phone.send(reply(packet, 200, "OK"))
        if packet.method == "CANCEL":
            self.cancelled = self.over = True
            assert self.request is not None
            self.phone.send(reply(self.request, 487, "Request Terminated", tag=self.tag))
        self.over = self.over or packet.method == "BYE"


def reply(
    request: Packet,
    status: int,
    reason: str,
    *,
    tag: str = "",
    call: RawCall | None = None,
    sdp: str = "",
) -> str:
    """A response to a request."""
    to = request.get("To") + (f";tag={tag}" if tag else "")
    lines = [f"SIP/2.0 {status} {reason}", *(f"Via: {via}" for via in request.all("Via"))]
    lines += [f"From: {request.get('From')}", f"To: {to}"]
    lines += [f"Call-ID: {request.get('Call-ID')}", f"CSeq: {request.get('CSeq')}"]
    if call is not None:
        lines.append(f"Contact: <sip:{call.phone.account}@{call.phone.contact}>")
    if sdp:
        lines.append("Content-Type: application/sdp")
    return "\r\n".join([*lines, f"Content-Length: {len(sdp)}"]) + "\r\n\r\n" + sdp


class RawAudio:
    """One RTP address: sends what it is told and keeps what arrives, with whom it came from."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.socket = bound(host)
        self.host, self.port = self.socket.getsockname()[:2]
        self.ssrc = secrets.randbits(32)
        self.sequence = secrets.randbits(15)
        self.timestamp = secrets.randbits(31)

    def send(self, to: tuple[str, int], octet: int, *, payload_type: int = 8) -> None:
        """One packet of 20 ms of one octet."""
        head = struct.pack(
            ">BBHII", 0x80, payload_type, self.sequence, self.timestamp & 0xFFFFFFFF, self.ssrc
        )
        self.sequence = self.sequence + 1 & 0xFFFF
        self.timestamp += FRAME
        self.socket.sendto(head + bytes((octet,)) * FRAME, to)

    async def talk(
        self, to: tuple[str, int], octet: int, seconds: float, *, payload_type: int = 8
    ) -> None:
        """Packets at an even pace."""
        for _ in range(round(seconds / 0.02)):
            self.send(to, octet, payload_type=payload_type)
            await asyncio.sleep(0.02)

    def heard(self) -> list[bytes]:
        """Every packet since the last time."""
        packets = []
        while True:
            try:
                packets.append(self.socket.recv(2048))
            except (BlockingIOError, ConnectionError):
                return packets


def payloads(packets: list[bytes], payload_type: int = 8) -> list[int]:
    """How many bytes of each value were in packets of this type: `counts[octet]`."""
    counts = [0] * 256
    for packet in packets:
        if packet[1] & 0x7F == payload_type:
            for octet in packet[12:]:
                counts[octet] += 1
    return counts


def bound(host: str, port: int = 0) -> socket.socket:
    """A UDP socket with an address of its own."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_DGRAM)
    made.setblocking(False)
    made.bind((host, port))
    return made
