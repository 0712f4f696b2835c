"""The routers that nouns are written with.

Their routes do what every route does alike: an ETag on each answer to GET, and 304 for who has
it; `Idempotency-Key` on each POST.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from ringtree.accounts.tokens import digest
from ringtree.api.access import authenticate, services_of
from ringtree.api.conditional import body_etag, is_among
from ringtree.api.idempotency import HEADER, Answer, Idempotency, fingerprint
from ringtree.api.problem import Invalid

Handler = Callable[[Request], Coroutine[Any, Any, Response]]

#: An endpoint that answers with a secret says so with this header; it never leaves the server.
SECRET = "X-Ringtree-Secret"
_KEPT_HEADERS = ("content-type", "location", "etag")


def company_router(tag: str) -> APIRouter:
    """For what belongs to a company: addresses begin with /companies/{company}."""
    return APIRouter(prefix="/companies/{company}", tags=[tag], route_class=NounRoute)


def router(tag: str, prefix: str = "") -> APIRouter:
    """For what belongs to no company, or to whoever is signed in."""
    return APIRouter(prefix=prefix, tags=[tag], route_class=NounRoute)


def open_router(tag: str) -> APIRouter:
    """For the few addresses that must work for somebody who has not signed in."""
    return APIRouter(tags=[tag])


class NounRoute(APIRoute):
    """A route with ETags and idempotency."""

    def get_route_handler(self) -> Handler:
        """The handler, wrapped."""
        inner = super().get_route_handler()

        async def handler(request: Request) -> Response:
            if request.method == "POST" and HEADER in request.headers:
                answer = await _once(request, inner)
            else:
                answer = await inner(request)
            if SECRET in answer.headers:
                del answer.headers[SECRET]
                answer.headers["cache-control"] = "no-store"
            return _conditional(request, answer) if request.method == "GET" else answer

        return handler


def _conditional(request: Request, answer: Response) -> Response:
    body = getattr(answer, "body", None)
    if answer.status_code != 200 or not isinstance(body, bytes):
        return answer  # streams have no tag unless they bring one
    tag = answer.headers.get("etag") or body_etag(body)
    answer.headers["etag"] = tag
    answer.headers.setdefault("cache-control", "private, no-cache")
    if is_among(tag, request.headers.get("if-none-match", "")):
        kept = {name: answer.headers[name] for name in ("etag", "cache-control")}
        return Response(status_code=304, headers=kept)
    return answer


async def _once(request: Request, inner: Handler) -> Response:
    key = request.headers[HEADER]
    if not (key.isascii() and key.isprintable() and 1 <= len(key) <= 200):
        allowed = "1 to 200 printable ASCII characters"
        raise Invalid(extra={"errors": [{"path": ["header", HEADER], "message": allowed}]})
    who = await authenticate(request)
    store = Idempotency(services_of(request).database)
    owner = digest(f"{who.kind} {who.id} {who.company}")
    asked = fingerprint(request.method, str(request.url), await request.body())
    if (before := await store.begin(owner, key, asked)) is not None:
        return Response(before.body, before.status, {**before.headers, "idempotent-replay": "true"})
    try:
        answer = await inner(request)
    except BaseException:
        await store.forget(owner, key)
        raise
    await _keep(store, owner, key, answer)
    return answer


async def _keep(store: Idempotency, owner: str, key: str, answer: Response) -> None:
    body = getattr(answer, "body", None)
    kept = {name: answer.headers[name] for name in _KEPT_HEADERS if name in answer.headers}
    await store.keep(
        owner,
        key,
        Answer(answer.status_code, kept, body if isinstance(body, bytes) else b""),
        is_secret=SECRET in answer.headers or not isinstance(body, bytes),
    )
