"""What a tree does for a caller ends when the caller goes, and says so in the tree's words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from ringtree.calls.call import Call, CallRefused
from ringtree.calls.cause import Cause, CauseKind
from ringtree.flows.control import CallerLeft, CallLost, CallOver

#: The caller's leg is as good as gone too; its media reports the same a moment later.
_BROKEN = frozenset(
    {CauseKind.SILENT, CauseKind.MEDIA_LOST, CauseKind.TOO_LONG, CauseKind.LIMIT_REACHED}
)
_OWN_WISH = frozenset({CauseKind.NORMAL, CauseKind.CANCELLED})


class CallerHere:
    """Tells the caller's leaving, which cancels the task, from a server's that is stopping."""

    __slots__ = ("_call",)

    def __init__(self, call: Call) -> None:
        self._call = call

    @contextmanager
    def while_here(self) -> Iterator[None]:
        """What is done in here is cancelled when the caller goes.

        Raises:
            CallOver: the caller has gone, before or meanwhile.
        """
        self._check()
        try:
            yield
        except asyncio.CancelledError as cancelled:
            self._caught(cancelled)
            self._check()
        except CallRefused as refused:
            self._call.end(refused.cause)
            raise CallLost(refused.cause) from refused

    @contextmanager
    def until_parted(self) -> Iterator[None]:
        """A conversation that the caller ends was a conversation all the same."""
        try:
            yield
        except asyncio.CancelledError as cancelled:
            self._caught(cancelled)

    def parted(self, why: Cause) -> None:
        """End the call if it was not a person who ended the conversation."""
        if why.kind in _BROKEN:
            self._call.end(why)

    def over(self) -> CallOver:
        """Why the call of a caller who has gone is over."""
        gone = self._call.gone
        assert gone is not None
        return CallerLeft() if gone.kind in _OWN_WISH else CallLost(gone)

    def _caught(self, cancelled: asyncio.CancelledError) -> None:
        """Let pass a cancellation that is not the caller's leaving: the server is stopping."""
        if self._call.gone is None:
            raise cancelled
        task = asyncio.current_task()
        assert task is not None
        task.uncancel()

    def _check(self) -> None:
        if self._call.gone is not None:
            raise self.over()
