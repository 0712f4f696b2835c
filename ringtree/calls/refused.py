"""A call that can't be taken, and why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ringtree.calls.agreement import BadOffer
from ringtree.calls.cause import Cause, CauseKind, cause
from ringtree.media.plane import NoPortLeft, PlaneUnavailable
from ringtree.media.plane import WorkerLost as WorkerIsLost


class CallRefused(Exception):
    """The call can't be taken; `cause` says how the caller is to be told."""

    def __init__(self, why: Cause) -> None:
        super().__init__(why.text)
        self.cause = why


@contextmanager
def refusing() -> Iterator[None]:
    """Media that can't be had is a refusal of the call.

    Raises:
        CallRefused: with the status that says why.
    """
    try:
        yield
    except BadOffer as error:
        why = cause(CauseKind.NO_CODEC, str(error))
        raise CallRefused(replace(why, status=error.status)) from error
    except (NoPortLeft, PlaneUnavailable, WorkerIsLost) as error:
        raise CallRefused(cause(CauseKind.OVERLOADED, str(error))) from error
