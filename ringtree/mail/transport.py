"""To the mail server, by SMTP: one transaction for a mail, an answer for each address."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import aiosmtplib

Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail goes, and how. `timeout` in seconds, for one step of the conversation."""

    host: str
    port: int
    security: Security = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    timeout: float = 60.0
    #: How we introduce ourselves; by default the machine's name.
    hello: str | None = None

    @property
    def transaction_limit(self) -> float:
        """Seconds for a whole mail, however slowly each of the server's answers comes."""
        return 5 * self.timeout


class ServerFault(Exception):
    """The server can't be used for any mail at present. The message goes to people."""


class MailFault(Exception):
    """The server did not take this mail. `is_final`: it never will."""

    def __init__(self, answer: str, *, is_final: bool) -> None:
        super().__init__(answer)
        self.answer = answer
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said about one address."""

    code: int
    text: str

    @property
    def is_accepted(self) -> bool:
        return self.code < 400

    @property
    def is_final(self) -> bool:
        return self.code >= 500 or self.code < 400

    def __str__(self) -> str:
        return f"{self.code} {' '.join(self.text.split())}"[:500]


class Connection(Protocol):
    """One connection to the server, for any number of mails one after the other."""

    async def send(self, sender: str, to: tuple[str, ...], content: bytes) -> dict[str, Answer]:
        """Hand over one mail; the server's answer for each address.

        Raises:
            ServerFault: it can't be used at all.
            MailFault: it does not take this mail, for whatever address.
        """

    async def close(self) -> None:
        """Part from the server."""


class SmtpConnection:
    """Connects when there is something to send, and again after the server has gone."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: aiosmtplib.SMTP | None = None

    async def send(self, sender: str, to: tuple[str, ...], content: bytes) -> dict[str, Answer]:
        """See `Connection.send`."""
        try:
            async with asyncio.timeout(self._server.transaction_limit):
                smtp = await self._ready()
                return await self._transact(smtp, sender, to, content)
        except TimeoutError:
            self._drop()
            raise MailFault("the server took too long", is_final=False) from None
        except BaseException:
            if self._smtp is not None and not self._smtp.is_connected:
                self._drop()
            raise

    async def close(self) -> None:
        """QUIT, if the server still listens."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
                async with asyncio.timeout(2):
                    await smtp.quit()
            smtp.close()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    async def _ready(self) -> aiosmtplib.SMTP:
        """A connection that answers: a server closes those that are idle."""
        if self._smtp is not None:
            try:
                await self._smtp.rset()
                return self._smtp
            except (aiosmtplib.SMTPException, OSError):
                self._drop()
        self._smtp = await self._connect()
        return self._smtp

    async def _connect(self) -> aiosmtplib.SMTP:
        server = self._server
        if server.password is not None and server.security == "none":
            raise ServerFault("a password is never sent without TLS: set mail_security")
        smtp = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            username=server.username,
            password=server.password,
            timeout=server.timeout,
            use_tls=server.security == "tls",
            start_tls=server.security == "starttls",
            tls_context=_context(server),
            local_hostname=server.hello,
        )
        try:
            await smtp.connect()
        except aiosmtplib.SMTPResponseException as error:
            smtp.close()
            raise ServerFault(f"{_where(server)}: {error.code} {error.message}") from error
        except (aiosmtplib.SMTPException, OSError) as error:
            smtp.close()
            raise ServerFault(f"{_where(server)}: {_told(error)}") from error
        return smtp

    async def _transact(
        self, smtp: aiosmtplib.SMTP, sender: str, to: tuple[str, ...], content: bytes
    ) -> dict[str, Answer]:
        try:
            refused, said = await smtp.sendmail(sender, to, content)
        except aiosmtplib.SMTPRecipientsRefused as error:
            return {one.recipient: Answer(one.code, one.message) for one in error.recipients}
        except aiosmtplib.SMTPSenderRefused as error:
            # Ours to put right, so no answer is final; and other companies have other senders.
            raise MailFault(
                f"the sender {sender} is refused: {error.code} {error.message}", is_final=False
            ) from error
        except aiosmtplib.SMTPResponseException as error:
            answer = Answer(error.code, error.message)
            raise MailFault(str(answer), is_final=answer.is_final) from error
        except (aiosmtplib.SMTPException, OSError) as error:
            self._drop()
            raise MailFault(_told(error), is_final=False) from error
        answers = {address: Answer(250, said) for address in to}
        return answers | {one: Answer(said.code, said.message) for one, said in refused.items()}


def _where(server: MailServer) -> str:
    return f"{server.host}:{server.port}"


def _told(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _context(server: MailServer) -> ssl.SSLContext | None:
    if server.security == "none":
        return None
    try:
        return ssl.create_default_context(cafile=server.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise ServerFault(f"mail_ca_file can't be read: {error}") from error
