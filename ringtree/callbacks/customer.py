"""Getting the person on the line who asked to be called back: dialled, answered, 1 pressed."""

from __future__ import annotations

import asyncio

from ringtree.callbacks.callback import Callback
from ringtree.calls.acceptance import AcceptanceCheck
from ringtree.calls.attempt import Attempt
from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.calls.events import Answered, Failed, LegEvent
from ringtree.calls.presentation import Presentation
from ringtree.calls.ringing import RING_LIMIT_MARGIN
from ringtree.calls.targets import outside_target
from ringtree.company.callbacks import Callbacks
from ringtree.prompts.callback_phrases import CallingBack
from ringtree.prompts.library import PromptUnavailable
from ringtree.routing.choice import IsOpen
from ringtree.routing.outbound import Nowhere, route_outside

#: Seconds of silence between two rounds of the question to press 1.
PAUSE = 2


class Customer:
    """One attempt to reach the person. `attempt` is the handle of whoever was reached."""

    __slots__ = ("_answered", "_call", "_callback", "_is_open", "_settings", "attempt")

    def __init__(
        self, call: Call, callback: Callback, settings: Callbacks, is_open: IsOpen
    ) -> None:
        self._call = call
        self._callback = callback
        self._settings = settings
        self._is_open = is_open
        self._answered: asyncio.Future[Cause | None] | None = None
        self.attempt: Attempt | None = None

    async def reach(self) -> Cause | None:
        """Call; None once the person has pressed 1 and is the call's caller, else why not.

        Cancelling hangs up.
        """
        snapshot = self._call.snapshot
        own = snapshot.company.outgoing_number or ""
        to = route_outside(
            snapshot, self._callback.number, presented=own, dialled="", is_open=self._is_open
        )
        if isinstance(to, Nowhere):
            return cause(CauseKind.UNREACHABLE, to.reason)
        target = outside_target(self._call.exchange.trunks, snapshot, to, None)
        try:
            media = await self._call.media_for([target])
        except CallRefused as refused:
            return refused.cause
        attempt = self.attempt = Attempt(self._call.exchange, target, media, self._on_attempt)
        reached = False
        try:
            why = await self._ring(attempt)
            if why is None:
                why = await self._ask(attempt)
            reached = why is None
            return why
        finally:
            if not reached:
                attempt.cancel(cause(CauseKind.CANCELLED))

    async def _ring(self, attempt: Attempt) -> Cause | None:
        self._answered = asyncio.get_running_loop().create_future()
        limit = self._settings.ring_time
        why = attempt.start(self._call.id, self._call.presentation, limit + RING_LIMIT_MARGIN)
        if why is not None:
            return why
        try:
            async with asyncio.timeout(limit):
                return await self._answered
        except TimeoutError:
            return cause(CauseKind.NO_ANSWER)

    def _on_attempt(self, _attempt: Attempt, event: LegEvent) -> None:
        if self._answered is None or self._answered.done():
            return
        match event:
            case Answered():
                self._answered.set_result(None)
            case Failed(cause=why):
                self._answered.set_result(why)

    async def _ask(self, attempt: Attempt) -> Cause | None:
        """Whether somebody is there who wants to talk: a machine presses nothing."""
        attempt.take_media()
        library, company = self._call.exchange.prompts, self._call.snapshot.company
        phrase = CallingBack(company.name)
        try:
            spoken = await library.prepare(phrase, self._callback.language, company=company.code)
        except PromptUnavailable as error:
            return cause(CauseKind.ERROR, str(error))
        files = (spoken, *[library.tone("silence")] * PAUSE)
        why = await AcceptanceCheck(attempt).ask(files, self._settings.accept_time)
        if why is None:
            shown = Presentation(self._callback.name, self._callback.number)
            self._call.take_back(attempt, shown)
        return why
