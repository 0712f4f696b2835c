"""A call that can't be taken, and why."""

from __future__ import annotations

import pytest

from ringtree.calls.agreement import BadOffer
from ringtree.calls.refused import CallRefused, refusing
from ringtree.media.plane import NoPortLeft, PlaneUnavailable, WorkerLost


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadOffer(400, "why"), 400),
        (BadOffer(488, "why"), 488),
        (NoPortLeft("none"), 503),
        (PlaneUnavailable("none"), 503),
        (WorkerLost(), 503),
    ],
)
def test_what_media_refuses_becomes_a_status(error: Exception, status: int) -> None:
    with pytest.raises(CallRefused) as caught, refusing():
        raise error
    assert caught.value.cause.status == status
