"""Telephones nobody here wrote, driven from asyncio: baresip, one process for each telephone.

A `Phone` has one address and one account; a `PhoneCall` is one of its calls. A carrier is a phone
that does not register and dials as whatever caller it is told: the PBX knows it by its address.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, Self, TypeVar

from ringtree.demo.phone_call import (
    PATIENCE,
    CallState,
    PhoneCall,
    PhoneError,
    PhoneEvent,
    PhoneTimeout,
)
from ringtree.demo.phone_link import PhoneLink
from ringtree.demo.ports import free_port

T = TypeVar("T")


class ServerAddress(NamedTuple):
    """Where the PBX listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class Phone:
    """A telephone at an address of its own.

    Use as an async context manager, or `await phone.start()` and later `await phone.stop()`.
    """

    def __init__(
        self,
        name: str,
        *,
        server: ServerAddress,
        user: str | None = None,
        password: str = "",
        port: int | None = None,
        address: str = "127.0.0.1",
        transport: str = "udp",
        expires: int = 600,
    ) -> None:
        self.name = name
        self.user = user or name
        self.server = server
        self.address = address
        self.expires = expires
        self.port = free_port(address) if port is None else port
        self.calls: list[PhoneCall] = []
        self.events: list[PhoneEvent] = []
        self._account = {
            "domain": str(server),
            "password": password,
            "transport": transport,
            "expires": expires,
        }
        self._link = PhoneLink(name, self._take_in)
        self._changed = asyncio.Event()
        self._accounts: set[str] = set()
        self._is_registered = False

    # -- life ----------------------------------------------------------------

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> Self:
        """Start the telephone's process and create its account."""
        await self._link.start(self.port, self.address)
        try:
            await self.wait(lambda: bool(self.events), f"{self.name} did not start", PATIENCE)
            await self.add_account(self.user)
        except BaseException:
            await self.vanish()
            raise
        return self

    async def stop(self) -> None:
        """Hang up, unregister and end the process; safe to call twice and after `vanish`."""
        if self._link.is_alive:
            with contextlib.suppress(PhoneError, OSError):
                await self.hang_up_all(limit=2.0)
                if self._is_registered:
                    await self.unregister(limit=2.0)
        await self._link.end()

    async def vanish(self) -> None:
        """End the process at once: no BYE, no unregistering, as when the power fails."""
        await self._link.kill()

    # -- registration ----------------------------------------------------------

    async def register(self, limit: float = PATIENCE) -> None:
        """Register; `PhoneError` carries the registrar's status if it refuses."""
        await self.command("register", user=self.user, limit=limit)
        self._is_registered = True

    async def unregister(self, limit: float = PATIENCE) -> None:
        """Remove the registration."""
        self._is_registered = False
        await self.command("unregister", user=self.user, limit=limit)

    async def add_account(self, user: str) -> None:
        """Be reachable under another user name as well, and able to dial as it."""
        if user not in self._accounts:
            self._accounts.add(user)
            await self.command("account", user=user, **self._account)

    # -- calls -----------------------------------------------------------------

    async def dial(
        self, target: str, *, caller: str | None = None, headers: Mapping[str, str] | None = None
    ) -> PhoneCall:
        """Call a number at the server, or a whole `sip:` URI; returns when the INVITE is sent.

        `caller` replaces the account in From: a carrier passes its subscribers' numbers on.
        """
        user = caller or self.user
        await self.add_account(user)
        uri = target if target.startswith("sip:") else f"sip:{target}@{self.server}"
        reply = await self.command("dial", user=user, uri=uri, headers=dict(headers or {}))
        call = self._find(reply["call"])
        assert call is not None  # made when the reply was read
        return call

    async def wait_call(
        self, limit: float = PATIENCE, *, nth: int | None = None, user: str | None = None
    ) -> PhoneCall:
        """Wait for an incoming call that rings here now; `nth` (from 0) waits for a later one.

        `user` waits for a call to that account of several.
        """

        def ringing() -> PhoneCall | None:
            incoming = [
                call
                for call in self.calls
                if call.time_of("incoming") is not None and user in (None, call.user)
            ]
            if nth is not None:
                return incoming[nth] if len(incoming) > nth else None
            return next((c for c in incoming if c.state is CallState.RINGING), None)

        return await self.until(ringing, f"{self.name} was not rung", limit)

    @property
    def is_ringing(self) -> bool:
        """A call is coming in and not answered yet."""
        return any(
            call.state is CallState.RINGING and call.time_of("incoming") is not None
            for call in self.calls
        )

    @property
    def call(self) -> PhoneCall:
        """The latest call."""
        if not self.calls:
            raise PhoneError(f"{self.name} has had no call yet")
        return self.calls[-1]

    async def hang_up_all(self, limit: float = PATIENCE) -> None:
        """End every call this telephone has now, and none that comes in meanwhile."""
        for call in tuple(self.calls):
            await call.hang_up(limit)

    # -- waiting and commanding --------------------------------------------------

    async def until(self, condition: Callable[[], T | None], what: str, limit: float) -> T:
        """Wait until `condition` gives something; it is asked after every event and sound.

        Raises:
            PhoneTimeout: nothing was given within `limit` seconds; the message begins with `what`.
            PhoneError: the telephone's process ended.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while (found := condition()) is None:
                    self._link.check_alive()
                    self._changed.clear()
                    await self._changed.wait()
                return found
        raise PhoneTimeout(f"{what} within {limit:g} s")

    async def wait(self, is_true: Callable[[], bool], what: str, limit: float) -> None:
        """Wait until `is_true`, as `until` does."""
        await self.until(lambda: True if is_true() else None, what, limit)

    async def command(self, name: str, **arguments: Any) -> dict[str, Any]:
        """Have the telephone's process do something; `PhoneError` if it could not."""
        return await self._link.command(name, **arguments)

    def sip_trace(self) -> str:
        """Everything the telephone's process logged: each SIP message and its own remarks."""
        return self._link.log()

    # -- inside --------------------------------------------------------------------

    def _take_in(self, line: dict[str, Any] | None) -> None:
        if line is None:
            pass  # whoever waits finds out that the process has ended
        elif "id" in line:
            if "call" in line:  # before anything else of this call is read
                dialled = CallState.DIALLING
                self.calls.append(PhoneCall(self, line["call"], dialled, line["peer"]))
        elif "heard" in line:
            call = self._find(line["heard"])
            if call is not None:
                call.heard.append(base64.b64decode(line["pcm"]), line["at"])
        else:
            self._take_event(line)
        self._changed.set()

    def _take_event(self, line: dict[str, Any]) -> None:
        event = PhoneEvent(
            line.pop("at"), line.pop("event"), line.pop("call"), line.pop("text", None), line
        )
        self.events.append(event)
        if event.name == "incoming":
            assert event.call is not None
            rung, user = CallState.RINGING, line.get("user", self.user)
            self.calls.append(PhoneCall(self, event.call, rung, line["peer"], user))
        call = self._find(event.call)
        if call is not None:
            call.notice(event)

    def _find(self, number: int | None) -> PhoneCall | None:
        return next((call for call in self.calls if call.number == number), None)
