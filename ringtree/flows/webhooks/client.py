"""The HTTP client: bounded in time and size, and bound to addresses that were checked."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import aiohttp
import structlog
from aiohttp.abc import AbstractResolver, ResolveResult
from pydantic import SecretStr
from yarl import URL

from ringtree.flows.requests import Method, WebhookOutcome, WebhookReply, WebhookRequest
from ringtree.flows.webhooks.addresses import AddressGuard, AddressRefused, network_of
from ringtree.flows.webhooks.answer import BadAnswer, read_answer
from ringtree.flows.webhooks.signature import HEADER, sign

log = structlog.get_logger(__name__)

LONGEST_ANSWER = 64 * 1024  # bytes
#: Connections at once, to all servers and to each: one slow server must not hold up the others.
MOST_CONNECTIONS, MOST_TO_ONE = 200, 20


class _Failed(Exception):
    """The server could not be asked, or said so itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSettings:
    """What the operator decides. `secrets` are by "company/name"."""

    allowed_hosts: tuple[str, ...] = ()
    own_addresses: tuple[str, ...] = ()
    secrets: Mapping[str, SecretStr] = field(default_factory=dict)
    user_agent: str = "Ringtree"


class WebhookClient:
    """Asks servers. Redirects, cookies, proxies and compression are not followed or used."""

    __slots__ = ("_guard", "_session", "_settings")

    def __init__(self, settings: WebhookSettings) -> None:
        self._settings = settings
        self._guard = AddressGuard(
            frozenset(one.lower() for one in settings.allowed_hosts), settings.own_addresses
        )
        self._session: aiohttp.ClientSession | None = None

    async def stop(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def ask(self, company: str, request: WebhookRequest) -> WebhookReply:
        """What the server says, within the request's limit. Never raises but by cancelling."""
        status: list[int] = []
        try:
            async with asyncio.timeout(request.limit):
                body = await self._fetch(company, request, status)
            answer = read_answer(body)
            return WebhookReply(
                outcome=WebhookOutcome.ANSWERED,
                exit=answer.exit,
                variables=answer.values,
                say=answer.prompt,
                status=status[0],
            )
        except TimeoutError:
            outcome, why = WebhookOutcome.TIMEOUT, f"no whole answer in {request.limit:g} s"
        except BadAnswer as error:
            outcome, why = WebhookOutcome.BAD_ANSWER, str(error)
        except (_Failed, aiohttp.ClientError, OSError, ValueError) as error:
            outcome, why = WebhookOutcome.FAILED, str(error) or type(error).__name__
        log.info("webhook without an answer", company=company, outcome=outcome.value, why=why)
        return WebhookReply(outcome=outcome, why=why[:200], status=status[0] if status else None)

    async def post(
        self, url: str, body: bytes, *, kind: str, delivery: str, secret: str, limit: float
    ) -> str:
        """Tell a server of an event, signed; "" if it took it, else why not.

        Never raises but by cancelling.
        """
        try:
            async with asyncio.timeout(limit):
                return await self._post(URL(url), body, kind, delivery, secret)
        except TimeoutError:
            return f"no answer in {limit:g} s"
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return str(error) or type(error).__name__

    async def _post(self, url: URL, body: bytes, kind: str, delivery: str, secret: str) -> str:
        host = url.host or ""
        if network_of(host.partition("%")[0]) is not None:
            self._guard.check(host, host)
        signature = sign(
            secret, time=int(time.time()), method="POST", target=url.raw_path_qs, body=body
        )
        headers = {
            "User-Agent": self._settings.user_agent,
            "Content-Type": "application/json",
            "X-Ringtree-Event": kind,
            "X-Ringtree-Delivery": delivery,
            HEADER: signature,
        }
        async with self._opened().post(
            url, data=body, headers=headers, allow_redirects=False
        ) as response:
            return "" if 200 <= response.status < 300 else f"status {response.status}"

    async def _fetch(self, company: str, request: WebhookRequest, status: list[int]) -> bytes:
        url, body = _written(request)
        host = url.host or ""
        # An address is connected to without being resolved.
        if network_of(host.partition("%")[0]) is not None:
            self._guard.check(host, host)
        headers = self._headers(company, request, url, body)
        async with self._opened().request(
            request.method.value, url, data=body or None, headers=headers, allow_redirects=False
        ) as response:
            status.append(response.status)
            if not 200 <= response.status < 300:
                raise _Failed(f"status {response.status}")
            return await _read(response)

    def _headers(
        self, company: str, request: WebhookRequest, url: URL, body: bytes
    ) -> dict[str, str]:
        headers = {
            "User-Agent": self._settings.user_agent,
            "Accept": "application/json",
            "Accept-Encoding": "identity",
        }
        if body:
            headers["Content-Type"] = "application/json"
        if request.secret is not None:
            secret = self._settings.secrets.get(f"{company}/{request.secret}")
            if secret is None:
                raise _Failed(f"the server's settings have no secret {company}/{request.secret}")
            headers[HEADER] = sign(
                secret.get_secret_value(),
                time=int(time.time()),
                method=request.method.value,
                target=url.raw_path_qs,
                body=body,
            )
        return headers

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(
                    resolver=GuardedResolver(self._guard),
                    use_dns_cache=False,
                    limit=MOST_CONNECTIONS,
                    limit_per_host=MOST_TO_ONE,
                ),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
                timeout=aiohttp.ClientTimeout(),  # the whole is timed, by `ask`
            )
        return self._session


def _written(request: WebhookRequest) -> tuple[URL, bytes]:
    """The URL and the body: the call's facts are in the one by GET, in the other by POST."""
    url = URL(request.url)
    if request.method is Method.POST:
        return url, json.dumps(request.facts, ensure_ascii=False).encode()
    flat = {name: value for name, value in request.facts.items() if isinstance(value, str)}
    flat |= dict(request.facts.get("variables", {}))
    return url.update_query(flat), b""


async def _read(response: aiohttp.ClientResponse) -> bytes:
    """The answer's body.

    Raises:
        BadAnswer: it is too long, or compressed though that was not asked for.
    """
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BadAnswer("the answer is compressed")
    body = bytearray()
    while chunk := await response.content.read(LONGEST_ANSWER):
        body += chunk
        if len(body) > LONGEST_ANSWER:
            raise BadAnswer(f"the answer is longer than {LONGEST_ANSWER} bytes")
    return bytes(body)


class GuardedResolver(AbstractResolver):
    """Resolves names to addresses that may be connected to, and to no others."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises AddressRefused if the name has no address that may be connected to."""
        loop = asyncio.get_running_loop()
        found = await loop.getaddrinfo(host, port, family=family, type=socket.SOCK_STREAM)
        allowed: list[ResolveResult] = []
        refused: AddressRefused | None = None
        for kind, _, _, _, address in found:
            try:
                self._guard.check(host, str(address[0]))
            except AddressRefused as error:
                refused = error
                continue
            allowed.append(_result(host, str(address[0]), port, kind))
        if not allowed:
            raise refused or OSError(f"{host} has no address")
        return allowed

    async def close(self) -> None:
        """There is nothing to close."""


def _result(host: str, address: str, port: int, family: int) -> ResolveResult:
    return ResolveResult(
        hostname=host,
        host=address,
        port=port,
        family=family,
        proto=0,
        flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
    )
