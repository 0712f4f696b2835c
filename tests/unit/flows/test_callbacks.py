"""In an imagined call everybody is promised a call, and nobody called."""

from __future__ import annotations

from ringtree.flows.callbacks import CallbackAnswer, CallbackRequest, NoCallbacks


async def test_every_request_is_accepted() -> None:
    request = CallbackRequest(queue="sales", number="+7", name="", language="ru", call="c1")
    assert await NoCallbacks().ask("acme", request) is CallbackAnswer.ACCEPTED
