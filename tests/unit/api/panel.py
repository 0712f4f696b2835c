"""A whole API without a socket: a server's parts on a database of their own, and its clients."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import httpx
from argon2 import PasswordHasher

from ringtree.accounts.role import Permission, Role
from ringtree.api.workshop import Workshop
from ringtree.app import Application
from ringtree.prompts.library import PromptLibrary, PromptProblem
from ringtree.routing.directory import Snapshot
from ringtree.settings import Settings
from ringtree.storage.database import Database

ROOT = Path(__file__).parents[3]
DAISY = (Path(__file__).parent / "daisy.yaml").read_text("utf-8")
#: A hash that takes a test no time.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
#: Another company: whose keys must open nothing of Daisy's.
ROSE = DAISY.replace("code: daisy", "code: rose").replace("+74950000001", "+74950000002")
API = "/api/v1"
COMPANY = f"{API}/companies/daisy"
EVERYTHING = frozenset(Permission)


class Prompts:
    """A library whose speech is always ready, unless a test says what is not."""

    def __init__(self, library: PromptLibrary) -> None:
        self.uploads = library.uploads
        self.prepare = library.prepare
        self.problems: list[PromptProblem] = []

    async def prepare_all(self, _company: object) -> list[PromptProblem]:
        """As the library."""
        return self.problems


@dataclass
class Panel:
    """The API of a server that answers no calls, with the companies daisy and rose."""

    app: Application

    @property
    def services(self) -> Any:
        """The parts behind it."""
        return self.app.services

    async def publish(self, document: str) -> None:
        """Make a document of daisy's live, as a running server would within half a second."""
        number = await self.app.revisions.publish(document, author="test")
        company = (await self.app.revisions.get("daisy", number)).load()
        self.app.directory.publish(Snapshot(company, number))
        self.app.queues.configure(company)

    def client(self, **headers: str) -> httpx.AsyncClient:
        """A client that has not said who it is."""
        transport = httpx.ASGITransport(self.app.http.app, raise_app_exceptions=False)
        return httpx.AsyncClient(transport=transport, base_url="http://panel", headers=headers)

    async def with_key(
        self, *scopes: Permission, company: str | None = "daisy", **headers: str
    ) -> httpx.AsyncClient:
        """A client with an API key."""
        key, _ = await self.services.keys.create(company, name="test", scopes=scopes, author="test")
        return self.client(authorization=f"Bearer {key}", **headers)

    async def signed_in(
        self, role: Role, company: str | None = "daisy", extension: str | None = None
    ) -> httpx.AsyncClient:
        """A client with the session of a new user."""
        user = await self.services.users.create(
            email=f"{role}-{extension}@{company}.example",
            name=role.title(),
            role=role,
            company=company,
            language="en",
            extension=extension,
        )
        token, session = await self.services.sessions.start(
            user.id, address="192.0.2.1", user_agent="test"
        )
        client = self.client(**{"x-csrf-token": session.csrf})
        client.cookies.set("ringtree", token)
        return client


@asynccontextmanager
async def panel(directory: Path, **settings: object) -> AsyncIterator[Panel]:
    """A panel whose data is in this directory."""
    shutil.copytree(await _template(), directory, dirs_exist_ok=True)
    values = {"data_dir": directory, "http_bind": None, **settings}
    app = Application(Settings.model_validate(values))
    services: Any = app.services
    services.passwords._hasher = QUICK
    services.prompts = Prompts(app.prompts)
    services.workshop = Workshop(lambda: ThreadPoolExecutor(1))
    await app.database.start()
    try:
        for revision in await app.revisions.all_live():
            company = revision.load()
            app.directory.publish(Snapshot(company, revision.number))
            app.queues.configure(company)
            app.trunks.configure(company)
        app.teller.stop()  # what the companies look like at first is no news to a test
        yield Panel(app)
    finally:
        services.workshop.stop()
        await app.prompts.stop()
        await app.database.stop()


_MADE: list[Path] = []


async def _template() -> Path:
    """A database with both companies: made once, then copied."""
    if not _MADE:
        directory = _directory()
        database = Database(f"sqlite:///{directory / 'ringtree.sqlite'}")
        await database.start()
        app = Application(Settings.model_validate({"data_dir": directory, "http_bind": None}))
        await app.revisions.publish(DAISY, author="test", note="the first")
        await app.revisions.publish(ROSE, author="test")
        await app.database.stop()
        await database.stop()
        _MADE.append(directory)
    return _MADE[0]


@cache
def _directory() -> Path:
    return Path(mkdtemp(prefix="ringtree-panel-"))


def names(answer: httpx.Response) -> str:
    """The name of the problem that was answered."""
    body = answer.json()
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert {"type", "title", "status", "detail"} <= body.keys()
    return str(body["type"].rpartition(":")[2])


async def pages_of(client: httpx.AsyncClient, url: str, limit: int = 1) -> list[list[Any]]:
    """The rows of each page of a list, to its end; and a cursor that no page gave is refused."""
    assert names(await client.get(url, params={"cursor": "x"})) == "bad-cursor"
    pages: list[list[Any]] = []
    query: dict[str, Any] = {"limit": limit}
    while True:
        answer = await client.get(url, params=query)
        assert answer.status_code == 200, answer.text
        pages.append(answer.json()["items"])
        if (cursor := answer.json()["next"]) is None:
            return pages
        query["cursor"] = cursor


def permissions(*but: Permission) -> Collection[Permission]:
    """Every permission except some."""
    return EVERYTHING - set(but)
