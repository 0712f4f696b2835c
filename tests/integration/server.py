"""A whole Ringtree server inside the test's event loop, on ports of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from ringtree.app import Application
from ringtree.commands.password import new_passwords
from ringtree.company import text
from ringtree.demo.phone_call import PATIENCE
from ringtree.records.archive import CallArchive
from ringtree.records.record import CallRecord
from ringtree.settings import Settings
from tests.integration.phones import Phone, ServerAddress, carrier, free_port, free_ports

#: Speech for all tests of a run: made once, as on a real server after its first day.
PROMPTS = Path("/tmp/ringtree-test-prompts")


@dataclass
class Server:
    """The running server and what a test needs to know of it."""

    app: Application
    address: ServerAddress
    passwords: dict[str, str]
    trunk_port: int

    def phone(self, account: str, **options: object) -> Phone:
        """A telephone with this account's password; it registers when the test says so."""
        password = self.passwords[account]
        return Phone(account, server=self.address, password=password, **options)  # type: ignore[arg-type]

    def carrier(self, subscriber: str = "carrier") -> Phone:
        """The far end of the trunk, and the number it answers for when it is called."""
        return carrier(self.address, port=self.trunk_port, name=subscriber)

    async def record(self, nth: int = 0) -> CallRecord:
        """A call's record, the latest first."""
        return (await self.records())[nth]

    async def records(self) -> list[CallRecord]:
        """Every record so far, the latest first."""
        await self.app.records.flush()
        return await CallArchive(self.app.database).recent(limit=1000)

    async def publish(self, document: str) -> None:
        """Publish a company and wait until it is live."""
        number = await self.app.revisions.publish(document, author="test")
        company = text.load(document)
        self.passwords |= await new_passwords(self.app.database, company, "ringtree")
        await until(
            lambda: (
                (live := self.app.directory.company(company.code)) is not None
                and live.revision == number
            ),
            "the publication did not become live",
        )
        await until(lambda: self.passwords.keys() <= self.app._known.keys(), "passwords unknown")

    async def released(self, *, limit: float = PATIENCE) -> None:
        """Wait until nothing of any call is left: no call, no taken extension, no media leg.

        A phone may know of its call's end a little before the server has put everything away.
        """
        app = self.app
        await until(lambda: not app.calls.calls, "a call is left", limit=limit)
        await until(lambda: app.occupancy.taken() == (), "an extension is taken", limit=limit)
        await until(lambda: len(app.media) == 0, "a media leg is left", limit=limit)
        for code, queues in self.app.queues.all():
            queues.look_for_faults()
            assert queues.faults == 0, f"impossible states in the queues of {code}"


async def until(is_true: Callable[[], bool], why: str, *, limit: float = PATIENCE) -> None:
    """Wait for a condition inside the server.

    Raises:
        AssertionError: it did not come true in `limit` seconds.
    """
    end = asyncio.get_running_loop().time() + limit
    while not is_true():
        assert asyncio.get_running_loop().time() < end, why
        await asyncio.sleep(0.02)


def share_prompts(data_dir: Path) -> None:
    """Let a server of a test find the speech that others have made."""
    PROMPTS.mkdir(exist_ok=True)
    if not (data_dir / "prompts").exists():
        (data_dir / "prompts").symlink_to(PROMPTS)


@asynccontextmanager
async def running(
    data_dir: Path, *documents: str, trunk_port: int | None = None, **settings: object
) -> AsyncIterator[Server]:
    """A server with these companies; `{trunk}` in a document is the trunk's address."""
    share_prompts(data_dir)
    port, trunk_port = free_port(), trunk_port or free_port()
    binds = (f"udp:127.0.0.1:{port}", f"tcp:127.0.0.1:{port}")
    values = {"sip_bind": binds, "rtp_ports": free_ports(400), "http_bind": None, **settings}
    app = Application(Settings.model_validate({"data_dir": data_dir, **values}))
    await app.start()
    server = Server(app, ServerAddress("127.0.0.1", port), {}, trunk_port)
    try:
        for document in documents:
            await server.publish(document.replace("{trunk}", f"127.0.0.1:{trunk_port}"))
        yield server
    finally:
        await app.stop()
