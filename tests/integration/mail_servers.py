"""Mail servers for tests: a foreign one that behaves, and one that behaves as the test says."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import ssl
import subprocess
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope

from tests.integration.phones import free_port


@dataclass
class Received:
    """Keeps what it is given. `refuse` are addresses it will never take."""

    refuse: frozenset[str] = frozenset()
    envelopes: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if address in self.refuse:
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return f"250 queued as {len(self.envelopes)}"


def certificate(folder: Path, host: str = "127.0.0.1") -> tuple[Path, Path]:
    """A certificate for an address, signed by itself, and its key."""
    cert, key = folder / f"{host}.pem", folder / f"{host}.key"
    command = (
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2"
        f" -keyout {key} -out {cert} -subj /CN=mail -addext subjectAltName=IP:{host}"
    )
    subprocess.run(command.split(), check=True, capture_output=True)
    return cert, key


def tls_context(files: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*files)
    return context


@asynccontextmanager
async def listening(factory: Callable[[], asyncio.Protocol], **options: Any) -> AsyncIterator[int]:
    """A server on a port of its own."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(factory, "127.0.0.1", 0, **options)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def foreign(handler: Received, password: str | None = None, **options: Any) -> SMTP:
    """aiosmtpd; with a password it asks for a login."""

    def check(*arguments: Any) -> AuthResult:
        data = arguments[-1]
        is_right = data.password == (password or "").encode()
        return AuthResult(success=is_right, handled=False, message=None if is_right else "535 no")

    login = {"authenticator": check, "auth_required": True} if password else {}
    return SMTP(handler, loop=asyncio.get_running_loop(), **login, **options)


#: What a scripted server says to a command; "" closes the connection without a word.
Script = Callable[[str], str]


@asynccontextmanager
async def scripted(say: Script, pause: float = 0.0) -> AsyncIterator[int]:
    """A server that answers each command, and the end of the data (called "."), by `say`."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail\r\n")
        while line := (await reader.readline()).decode().rstrip("\r\n"):
            await asyncio.sleep(pause)
            answer = say(line)
            if answer.startswith("354"):
                writer.write(f"{answer}\r\n".encode())
                while await reader.readline() not in (b".\r\n", b""):
                    pass
                await asyncio.sleep(pause)
                answer = say(".")
            if not answer:
                break
            writer.write(f"{answer}\r\n".encode())
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()


def obedient(command: str) -> str:
    """Takes everything."""
    return "354 go on" if command == "DATA" else "250 OK"


@asynccontextmanager
async def opensmtpd() -> AsyncIterator[tuple[int, Path]]:
    """Debian's OpenSMTPD: its port, and the folder with a Maildir for each user it gets mail for.

    It wants root, and delivers as nobody into a folder that everybody may enter.
    """
    async with _only_one():
        port = free_port()
        folder, boxes = _mta_folder(port)
        as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        server = await asyncio.create_subprocess_exec(
            *as_root,
            "/usr/sbin/smtpd",
            "-d",
            "-f",
            str(folder / "smtpd.conf"),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await _listens(port)
            yield port, boxes
        finally:
            if server.returncode is None:
                server.terminate()
            await server.wait()
            shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def _only_one() -> AsyncIterator[None]:
    """OpenSMTPD has one control socket for the whole machine: a second one would end at once."""
    with (Path(tempfile.gettempdir()) / "ringtree-smtpd.lock").open("w") as lock:
        await asyncio.to_thread(fcntl.flock, lock, fcntl.LOCK_EX)
        yield


def _mta_folder(port: int) -> tuple[Path, Path]:
    folder = Path(tempfile.mkdtemp(prefix="ringtree-mta-"))
    folder.chmod(0o755)
    boxes = folder / "boxes"
    boxes.mkdir()
    boxes.chmod(0o777)
    (folder / "smtpd.conf").write_text(
        'table anyone { "@" = "nobody" }\n'
        f"listen on 127.0.0.1 port {port} hostname mail.test\n"
        f'action "box" maildir "{boxes}/%{{rcpt.user}}" user "nobody" virtual <anyone>\n'
        'match from any for any action "box"\n'
    )
    return folder, boxes


async def _listens(port: int) -> None:
    for _ in range(100):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
            continue
        writer.close()
        return
    raise AssertionError("the mail server does not listen")


async def wait_mail(box: Path, count: int = 1, *, limit: float = 15.0) -> list[EmailMessage]:
    """The mails in a Maildir, as soon as there are so many."""
    end = asyncio.get_running_loop().time() + limit
    while len(files := _mails(box)) < count:
        assert asyncio.get_running_loop().time() < end, f"no mail in {box} within {limit} s"
        await asyncio.sleep(0.05)
    return [parsed(file.read_bytes()) for file in files]


def _mails(box: Path) -> list[Path]:
    return sorted((box / "new").glob("*")) if box.exists() else []


def parsed(content: bytes) -> EmailMessage:
    """A mail, by the standard library's parser."""
    return cast(EmailMessage, message_from_bytes(content, policy=policy.default))
