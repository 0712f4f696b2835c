"""Before every route: no flood of octets, and nothing that browsers could be led astray with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

import httpx
from fastapi import Body, FastAPI

from ringtree.api import errors
from ringtree.api.limits import BODY_LIMIT, POLICY, BodyLimit, SecurityHeaders
from tests.unit.api.panel import COMPANY, Panel, names


async def test_every_answer_tells_browsers_what_not_to_do(panel: Panel) -> None:
    for path in (COMPANY, "/nowhere", "/healthz"):
        headers = (await panel.client().get(path)).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert "strict-transport-security" not in headers


def test_the_policy_lets_no_inline_script_run() -> None:
    assert "script-src" not in POLICY, "scripts fall under default-src"
    assert "default-src 'self';" in POLICY


async def test_over_https_browsers_are_told_to_stay_there() -> None:
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    await SecurityHeaders(app, is_https=True)({"type": "http"}, app, send)  # type: ignore[arg-type]
    assert b"strict-transport-security" in dict(sent[0]["headers"])


def reading() -> httpx.AsyncClient:
    """A client of an application that reads whatever it is sent."""
    app = FastAPI()
    app.state.services = None

    @app.post("/notes")
    @app.post("/uploads/x")
    async def read(body: Annotated[dict[str, str], Body()]) -> int:
        return len(body)

    errors.install(app)
    app.add_middleware(BodyLimit)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://panel")


async def test_a_body_that_says_it_is_too_large_is_not_read() -> None:
    answer = await reading().post("/notes", content=b"x" * (BODY_LIMIT + 1))
    assert (answer.status_code, names(answer)) == (413, "too-large")


async def test_a_body_that_does_not_say_so_is_cut_off() -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100_000

    assert names(await reading().post("/notes", content=endless())) == "too-large"


async def test_uploads_may_be_larger() -> None:
    large = {"a": "x" * BODY_LIMIT}
    assert (await reading().post("/uploads/x", json=large)).json() == 1
