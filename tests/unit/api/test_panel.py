"""The panel's files: found by their names alone, compressed where they were built so."""

from __future__ import annotations

import gzip
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from ringtree.api import errors
from ringtree.api.panel import PanelRoute


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    built = tmp_path / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text("<title>Ringtree</title>")
    (built / "assets" / "index-abc.js").write_text("start()")
    (built / "assets" / "index-abc.js.gz").write_bytes(gzip.compress(b"start()"))
    (tmp_path / "secret.json").write_text("{}")
    return built


@asynccontextmanager
async def client(folder: Path | None) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.router.routes.append(PanelRoute(folder, cookie="ringtree"))
    errors.install(app)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://panel") as one:
        yield one


async def test_every_address_of_the_panel_shows_its_page(folder: Path) -> None:
    async with client(folder) as browser:
        for address in ("/", "/live", "/calls/42"):
            answer = await browser.get(address)
            assert answer.text == "<title>Ringtree</title>"
            assert answer.headers["cache-control"] == "no-cache"


async def test_assets_are_kept_for_ever_and_come_compressed(folder: Path) -> None:
    async with client(folder) as browser:
        answer = await browser.get("/assets/index-abc.js")
        assert answer.text == "start()"
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["content-type"].startswith("text/javascript")
        plain = await browser.get("/assets/index-abc.js", headers={"accept-encoding": "identity"})
        assert "content-encoding" not in plain.headers and plain.text == "start()"


async def test_an_asset_of_an_older_build_is_not_mistaken_for_the_page(folder: Path) -> None:
    async with client(folder) as browser:
        assert (await browser.get("/assets/index-old.js")).status_code == 404


async def test_no_address_leads_out_of_the_folder(folder: Path) -> None:
    async with client(folder) as browser:
        for address in ("/../secret.json", "/%2e%2e/secret.json", "/..%2fsecret.json"):
            assert "Ringtree" in (await browser.get(address)).text


async def test_who_sends_a_session_is_told_at_once_what_the_page_needs(folder: Path) -> None:
    (folder / "index.html").write_text("<head></head>")
    (folder / "needed.json").write_text('{"?": [], "live": ["assets/live.js"]}')
    async with client(folder) as browser:
        stranger = await browser.get("/live")
        known = await browser.get("/live/wall", headers={"cookie": "ringtree=token"})
        assert stranger.text == "<head></head>"
        assert 'rel="modulepreload" crossorigin href="/assets/live.js"' in known.text
        assert "/api/v1/session" in known.text
        assert "cookie" in known.headers["vary"]


async def test_the_icon_is_asked_for_again_and_comes_as_an_image(folder: Path) -> None:
    (folder / "icon.svg").write_text("<svg/>")
    async with client(folder) as browser:
        answer = await browser.get("/icon.svg")
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.headers["cache-control"] == "no-cache"


async def test_an_encoding_that_is_refused_is_not_sent(folder: Path) -> None:
    async with client(folder) as browser:
        refusing = {"accept-encoding": "br;q=0, gzip; q=0"}
        answer = await browser.get("/assets/index-abc.js", headers=refusing)
        assert "content-encoding" not in answer.headers


async def test_what_the_api_does_not_know_stays_a_problem(folder: Path) -> None:
    async with client(folder) as browser:
        answer = await browser.get("/api/v1/nothing")
        assert (answer.status_code, answer.json()["type"]) == (
            404,
            "urn:ringtree:problem:not-found",
        )


async def test_a_panel_that_was_not_built_says_how(tmp_path: Path) -> None:
    async with client(None) as browser:
        answer = await browser.get("/")
        assert answer.status_code == 503 and "make panel" in answer.text


async def test_a_panel_built_anew_is_served_without_a_restart(folder: Path) -> None:
    async with client(folder) as browser:
        assert (await browser.get("/assets/index-new.js")).status_code == 404
        (folder / "assets" / "index-new.js").write_text("again()")
        (folder / "index.html").write_text("<title>Newer</title>")
        os.utime(folder / "index.html", ns=(1, 1))
        assert (await browser.get("/assets/index-new.js")).text == "again()"
        assert (await browser.get("/")).text == "<title>Newer</title>"
