"""An agent who has answered and waits while the person is called back."""

from __future__ import annotations

import asyncio

import structlog

from ringtree.callbacks.customer import Customer
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Left, LegEvent
from ringtree.media.plane import Playlist
from ringtree.prompts.callback_phrases import ConnectingCallback, CustomerUnreached
from ringtree.prompts.library import PromptUnavailable
from ringtree.prompts.phrases import Phrase
from ringtree.tasks import TaskOwner

log = structlog.get_logger(__name__)

#: Seconds an agent is given to hear that the customer was not reached.
FAREWELL = 6.0


class WaitingAgent:
    """Hears what goes on. `has_left`: hung up before the person was reached."""

    __slots__ = ("_call", "_tasks", "attempt", "has_left")

    def __init__(self, call: Call, attempt: Attempt, tasks: TaskOwner) -> None:
        self._call = call
        self._tasks = tasks
        self.attempt = attempt
        self.has_left = False

    async def call(self, customer: Customer) -> Cause | None:
        """Call the person while the agent waits; an agent who leaves ends it."""
        await self._tell(ConnectingCallback(), then_ringing=True)
        reaching: asyncio.Task[Cause | None] = self._tasks.start(
            customer.reach(), name=f"{self._call.id} customer"
        )

        def on_agent(_attempt: Attempt, event: LegEvent) -> None:
            if isinstance(event, Left):
                self.has_left = True
                reaching.cancel()

        self.attempt.listener = on_agent
        if self.attempt.leg is None or self.attempt.leg.is_over:
            self.has_left = reaching.cancel()
        try:
            return await reaching
        except asyncio.CancelledError:
            reaching.cancel()
            if not self.has_left:
                raise
            return cause(CauseKind.REFUSED, "the agent hung up")

    async def say_unreached(self) -> None:
        """Let the agent hear that nobody was reached, whoever is still there."""
        if not self.has_left:
            await self._tell(CustomerUnreached())
            await asyncio.sleep(FAREWELL)

    async def _tell(self, phrase: Phrase, *, then_ringing: bool = False) -> None:
        leg = self.attempt.leg
        if leg is None or leg.media is None:
            return
        library, company = self._call.exchange.prompts, self._call.snapshot.company
        try:
            spoken = await library.prepare(phrase, company.language, company=company.code)
        except PromptUnavailable as error:
            log.warning("agent not told", call=self._call.id, error=str(error))
            return
        files = (spoken, *[library.tone("ringback")] * 20) if then_ringing else (spoken,)
        if leg.media is not None and not leg.is_over:
            leg.media.play(Playlist(files=files))
