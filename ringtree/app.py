"""A server's life: in which order its parts start and stop."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from ringtree.api.housekeeping import keep_house
from ringtree.api.reports.mailed import ReportMailer
from ringtree.parts.panel import Parts
from ringtree.registrar.binding_store import StoredBindings
from ringtree.wire.renewal import keep_certificates

#: Seconds a BYE may be repeated for while we stop: three retransmissions [RFC 3261 §17.1.2.2].
PARTING_LIMIT = 2.0
PARTING_LOOK = 0.05


class Application(Parts):
    """A whole Ringtree server: `start` it, and `stop` it."""

    _stack = AsyncExitStack()  # of what runs, in the order in which it is stopped

    async def start(self) -> None:
        """Start every part, the SIP endpoint last: nobody is answered before all is ready.

        Raises:
            OSError: an address can't be listened on.
            DatabaseFailure, JournalError, MediaError: as the parts say; what was started before
                is stopped again.
        """
        async with AsyncExitStack() as stack:
            await self._start_storage(stack)
            await self._restore()
            await self._start_telephony(stack)
            self._start_watches(stack)
            await self._start_panel(stack)
            self._stack = stack.pop_all()

    async def _start_storage(self, stack: AsyncExitStack) -> None:
        self.settings.data_dir.mkdir(parents=True, exist_ok=True)
        await self.database.start()
        stack.push_async_callback(self.database.stop)
        await self.records.start()
        stack.push_async_callback(self.records.stop)
        await self.registrations.start()
        stack.push_async_callback(self.registrations.stop)
        await self.usage.start()
        stack.push_async_callback(self.usage.stop)
        self.mail.start()
        stack.push_async_callback(self.mail.stop)
        stack.push_async_callback(self.prompts.stop)

    async def _restore(self) -> None:
        """Have everybody's state in memory again before the first request comes."""
        await self.limits.restore()
        await self.newcomers.load()
        await self.doorkeeper.purge()
        await self.takeover.start()
        await self.publications.take_over()

    async def _start_telephony(self, stack: AsyncExitStack) -> None:
        await self.voicemail.start()
        stack.push_async_callback(self.voicemail.stop)
        await self.media.start()
        stack.push_async_callback(self.media.stop)
        await self._start_registrar()
        stack.callback(self.registrar.stop)
        self.presence.reconcile()
        await self.endpoint.start()
        stack.push_async_callback(self.endpoint.stop)
        self.trunks.start()
        stack.push_async_callback(self.trunks.stop)
        stack.push_async_callback(self.webhooks.stop)

    async def _start_registrar(self) -> None:
        bindings = await StoredBindings(self.registrations).load()
        self.registrar.start(bindings)
        for binding in bindings:
            self.doorkeeper.known(binding.source.host)

    def _start_watches(self, stack: AsyncExitStack) -> None:
        start = self.tasks.start
        start(self.trunk_states.run(), name="trunk states")
        start(self.publications.run(), name="publications")
        start(keep_certificates(self.endpoint.tls), name="certificates")
        start(self.presence.run(), name="presence")
        start(self.lamps.light_all(), name="lamps")
        start(self.queues.run(), name="queues")
        start(self.limits.run(), name="limits")
        start(self.doorkeeper.run(), name="bans")
        stack.callback(self.queues.keep)
        stack.push_async_callback(self.tasks.stop)
        stack.push_async_callback(self._part)

    async def _start_panel(self, stack: AsyncExitStack) -> None:
        self.tasks.start(ReportMailer(self.services).run(), name="mailed reports")
        self.tasks.start(self.services.hooks.run(), name="event webhooks")
        self.tasks.start(keep_house(self.services), name="housekeeping")
        await self.http.start()
        stack.push_async_callback(self.http.stop)
        stack.callback(self.services.workshop.stop)
        stack.callback(self.events.close)
        stack.callback(self.teller.stop)

    async def stop(self) -> None:
        """End every call, write every record, and give everything back, in reverse order."""
        await self._stack.aclose()

    async def _part(self) -> None:
        """End every call, and give the phones a moment to acknowledge."""
        self.callbacks.stop()
        await self.calls.stop()
        for _ in range(round(PARTING_LIMIT / PARTING_LOOK)):
            if not self.endpoint.statistics()["sessions"]:
                return
            await asyncio.sleep(PARTING_LOOK)
