"""What every route does: ETags on what is read, and nothing done twice."""

from __future__ import annotations

from typing import Annotated

import httpx
from fastapi import FastAPI, Response

from ringtree.accounts.role import Role
from ringtree.api import errors
from ringtree.api.access import CompanyScope, needs
from ringtree.api.limits import BodyLimit
from ringtree.api.problem import NotFound
from ringtree.api.route import SECRET, company_router
from tests.unit.api.panel import COMPANY, Panel, names


class Counter:
    """A noun of which there are more after each POST."""

    def __init__(self, panel: Panel) -> None:
        self.count = 0
        self.router = company_router("counters")
        self.router.post("/counters", status_code=201)(self.create)
        self.router.post("/broken")(self.fail)
        self.app = FastAPI()
        self.app.state.services = panel.services
        self.app.include_router(self.router)
        errors.install(self.app)
        self.app.add_middleware(BodyLimit)

    async def create(
        self, _scope: Annotated[CompanyScope, needs()], response: Response, secret: bool = False
    ) -> dict[str, int]:
        self.count += 1
        if secret:
            response.headers[SECRET] = "1"
        return {"count": self.count}

    async def fail(self, _scope: Annotated[CompanyScope, needs()]) -> None:
        self.count += 1
        raise NotFound

    async def client(self, panel: Panel) -> httpx.AsyncClient:
        client = await panel.with_key()
        client._transport = httpx.ASGITransport(self.app)
        return client


async def test_who_has_an_answer_is_not_sent_it_again(panel: Panel) -> None:
    client = await panel.with_key()
    first = await client.get(COMPANY)
    again = await client.get(COMPANY, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get(COMPANY, headers={"if-none-match": '"other"'})
    assert other.status_code == 200


async def test_a_repeated_request_is_done_once(panel: Panel) -> None:
    counter = Counter(panel)
    client = await counter.client(panel)
    once = {"idempotency-key": "a"}
    url = "/companies/daisy/counters"
    first, again = [await client.post(url, headers=once) for _ in range(2)]
    assert first.json() == again.json() == {"count": 1}
    assert (again.status_code, again.headers["idempotent-replay"]) == (201, "true")
    assert (await client.post(url, headers={"idempotency-key": "b"})).json() == {"count": 2}


async def test_a_key_is_for_one_request_and_one_client(panel: Panel) -> None:
    counter = Counter(panel)
    client, other = await counter.client(panel), await counter.client(panel)
    once = {"idempotency-key": "a"}
    await client.post("/companies/daisy/counters", headers=once)
    reused = await client.post("/companies/daisy/counters?x=1", headers=once)
    assert names(reused) == "idempotency-key-reused"
    assert (await other.post("/companies/daisy/counters", headers=once)).json() == {"count": 2}


async def test_a_secret_is_not_kept_for_a_repetition(panel: Panel) -> None:
    counter = Counter(panel)
    client = await counter.client(panel)
    url, once = "/companies/daisy/counters?secret=1", {"idempotency-key": "a"}
    first = await client.post(url, headers=once)
    assert SECRET not in first.headers
    assert first.headers["cache-control"] == "no-store"
    assert names(await client.post(url, headers=once)) == "done-before"
    assert counter.count == 1


async def test_what_failed_may_be_tried_again_in_earnest(panel: Panel) -> None:
    counter = Counter(panel)
    client = await counter.client(panel)
    for _ in range(2):
        await client.post("/companies/daisy/broken", headers={"idempotency-key": "a"})
    assert counter.count == 2


async def test_a_strange_key_is_refused(panel: Panel) -> None:
    client = await Counter(panel).client(panel)
    answer = await client.post("/companies/daisy/counters", headers={"idempotency-key": "x" * 300})
    assert names(answer) == "invalid"


async def test_a_cookie_alone_changes_nothing(panel: Panel) -> None:
    """A page of another site can have the browser send the cookie, but not read the token."""
    counter = Counter(panel)
    client = await panel.signed_in(Role.ADMINISTRATOR)
    client._transport = httpx.ASGITransport(counter.app)
    url = "/companies/daisy/counters"
    assert (await client.post(url)).json() == {"count": 1}
    for foreign in (
        {"x-csrf-token": ""},
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"origin": "null"},
    ):
        assert names(await client.post(url, headers=foreign)) == "foreign-request"
    assert (await client.post(url, headers={"origin": "http://panel"})).json() == {"count": 2}
