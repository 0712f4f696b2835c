"""A mail server that does what the test says, and the outbox around it on a clock of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from ringtree.mail.service import MailService, MailSettings
from ringtree.mail.transport import Answer, MailFault, MailServer, ServerFault
from ringtree.storage.database import Database

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

Behaviour = Callable[[str], Answer | Exception]
ACCEPTED = Answer(250, "queued as 1")


@dataclass
class FakeMailServer:
    """`behave` says what becomes of each address; `accepted` is what was taken over."""

    behave: Behaviour = lambda _address: ACCEPTED
    accepted: list[tuple[str, bytes]] = field(default_factory=list)
    attempts: list[datetime] = field(default_factory=list)
    now: datetime = START

    async def send(self, sender: str, to: tuple[str, ...], content: bytes) -> dict[str, Answer]:
        self.attempts.append(self.now)
        answers: dict[str, Answer] = {}
        for address in to:
            said = self.behave(address)
            if isinstance(said, Exception):
                raise said
            answers[address] = said
        self.accepted += [(to, content) for to, said in answers.items() if said.is_accepted]
        return answers

    async def close(self) -> None:
        pass

    def service(self, database: Database, **settings: object) -> MailService:
        """A mail service that sends here and lives by this server's clock."""
        defaults = {"server": MailServer(host="mail", port=25), "connections": 1}
        return MailService(
            database,
            MailSettings(**{**defaults, **settings}),  # type: ignore[arg-type]
            read=lambda path: path.encode(),
            now=lambda: self.now,
            connect=lambda _server: self,
        )

    async def pass_time(
        self, service: MailService, total: timedelta, step: timedelta = timedelta(seconds=10)
    ) -> None:
        """Let the service live for so long."""
        end = self.now + total
        while self.now < end:
            await service.step()
            self.now += step
        await service.step()


def down() -> Exception:
    return ServerFault("mail:25: connection refused")


def later(text: str = "451 try later") -> Exception:
    return MailFault(text, is_final=False)
