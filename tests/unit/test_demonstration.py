"""Serving and demonstrating, without a server: who is started, who is told, who is stopped."""

from __future__ import annotations

import asyncio
import os
import signal
from argparse import Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from ringtree import demonstration
from ringtree.commands.command import CommandError
from ringtree.demonstration import (
    _private,
    _unless_stopped,
    demo,
    publish_demo,
    reasons_in,
    serve,
    started,
    why_rung,
)
from ringtree.flows.overrides import MemoryOverrides
from ringtree.flows.trace import FlowTrace
from ringtree.media.plane import PlaneUnavailable
from ringtree.prompts.library import PromptLibrary
from ringtree.settings import Settings


class App:
    """A server that only starts and stops; `fails` is what starting ends in."""

    fails: Exception | None = None
    log: list[str]
    is_started: asyncio.Event

    def __init__(self, settings: Settings, now: Callable[[], datetime]) -> None:
        self.settings = settings
        self.now = now
        self.calls = SimpleNamespace(calls={}, traces={})
        self.database = object()
        self.overrides = MemoryOverrides()

    async def start(self) -> None:
        if self.fails:
            raise self.fails
        self.log.append("started")
        self.is_started.set()

    async def stop(self) -> None:
        self.log.append("stopped")


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> type[App]:
    fresh = type("FreshApp", (App,), {"log": [], "is_started": asyncio.Event()})
    monkeypatch.setattr(demonstration, "Application", fresh)
    monkeypatch.setattr(demonstration, "configure_logs", lambda _settings: None)
    return fresh


def settings(folder: Path, **more: Any) -> Settings:
    return Settings.model_validate(
        {"data_dir": folder, "http_bind": None, "demo_language": "en", **more}
    )


class TestStarting:
    @pytest.mark.parametrize(
        ("error", "said"),
        [
            (OSError(98, "Address already in use"), "can't listen on udp:0.0.0.0:5060"),
            (PermissionError(13, "Permission denied", "/data"), "can't use /data"),
            (PlaneUnavailable("no media worker runs"), "no media worker runs"),
        ],
    )
    async def test_why_it_cannot_is_said_in_words(
        self, error: Exception, said: str, app: type[App], tmp_path: Path
    ) -> None:
        app.fails = error
        with pytest.raises(CommandError, match=said):
            async with started(settings(tmp_path)):
                pass

    async def test_what_was_started_is_stopped_whatever_happens(
        self, app: type[App], tmp_path: Path
    ) -> None:
        with pytest.raises(ValueError, match="boom"):
            async with started(settings(tmp_path)):
                raise ValueError("boom")
        assert app.log == ["started", "stopped"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_server(
    number: signal.Signals,
    app: type[App],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    handlers: dict[signal.Signals, Any] = {}
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(
        loop, "add_signal_handler", lambda one, what: handlers.update({one: what}), raising=False
    )
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(serve(settings(tmp_path), Namespace(with_demo=False)))
        await app.is_started.wait()
        handlers[number]()
        assert await serving == 0
    assert app.log == ["started", "stopped"]
    assert "Stopping: ending calls (0)" in capsys.readouterr().out


class TestUnlessStopped:
    async def test_the_work_is_done(self) -> None:
        done: list[str] = []

        async def work() -> None:
            done.append("done")

        await _unless_stopped(asyncio.Event(), work())
        assert done == ["done"]

    async def test_the_work_is_left_when_the_server_is_to_stop(self) -> None:
        stop = asyncio.Event()
        stop.set()
        await _unless_stopped(stop, asyncio.Event().wait())

    async def test_why_the_work_failed_is_said_as_it_is(self) -> None:
        async def work() -> None:
            raise CommandError("no speech")

        with pytest.raises(CommandError, match="no speech"):
            await _unless_stopped(asyncio.Event(), work())


class TestDemo:
    @pytest.fixture
    def played(self, app: type[App], monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
        """The demonstration without phones: on which server it was played, and how it went."""
        heard = SimpleNamespace(success=True, servers=[], is_serving=False)

        async def play_on(
            made: Settings, *_: object, app: object = None, at: object = None, moment: str = ""
        ) -> object:
            heard.servers.append((made.sip_bind[0], app is not None))
            heard.at, heard.moment = at, moment
            return SimpleNamespace(is_success=heard.success)

        async def serving(_settings: Settings) -> bool:
            return bool(heard.is_serving)

        async def nothing_to_say(*_: object) -> list[object]:
            return []

        monkeypatch.setattr(demonstration, "play_on", play_on)
        monkeypatch.setattr(demonstration, "is_serving", serving)
        monkeypatch.setattr(demonstration, "free_port", lambda: 40404)
        monkeypatch.setattr(PromptLibrary, "prepare_all", nothing_to_say)
        return heard

    @pytest.mark.parametrize(("success", "status"), [(True, 0), (False, 1)])
    async def test_without_a_server_it_is_played_on_a_private_one(
        self, success: bool, status: int, played: SimpleNamespace, tmp_path: Path
    ) -> None:
        played.success = success
        assert await demo(settings(tmp_path), Namespace(private=False, at=None)) == status
        assert played.servers == [("udp:127.0.0.1:40404", True)]
        assert os.listdir(tmp_path) == []  # nothing of a private server stays

    @pytest.mark.parametrize(("at", "weekday"), [(None, 0), ("воскресенье 22:00", 6)])
    async def test_a_private_server_lives_at_the_moment_that_is_asked_for(
        self, at: str | None, weekday: int, played: SimpleNamespace, tmp_path: Path
    ) -> None:
        played.is_serving = at is not None  # an imagined moment never disturbs a running one
        assert await demo(settings(tmp_path), Namespace(private=at is None, at=at)) == 0
        assert played.at.astimezone(ZoneInfo("Europe/Moscow")).weekday() == weekday
        assert played.moment == (at or "")

    async def test_what_is_no_moment_is_said(self, played: SimpleNamespace, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match="no moment"):
            await demo(settings(tmp_path), Namespace(private=True, at="soon"))

    async def test_with_a_server_it_is_played_there(
        self, played: SimpleNamespace, tmp_path: Path
    ) -> None:
        played.is_serving = True
        made = settings(tmp_path)
        with pytest.raises(CommandError, match="--private"):
            await demo(made, Namespace(private=False, at=None))
        await publish_demo(made)
        assert await demo(made, Namespace(private=False, at=None)) == 0
        assert played.servers == [("udp:0.0.0.0:5060", False)]

    async def test_publishing_twice_keeps_the_passwords(
        self, played: SimpleNamespace, tmp_path: Path
    ) -> None:
        made = settings(tmp_path)
        company, passwords = await publish_demo(made)
        assert set(passwords) == {company.account(one.extension) for one in company.people}
        assert (await publish_demo(made))[1] == passwords

    async def test_a_lost_password_file_means_new_passwords(
        self, played: SimpleNamespace, tmp_path: Path
    ) -> None:
        made = settings(tmp_path)
        company, before = await publish_demo(made)
        (tmp_path / "demo-accounts" / f"{company.code}.json").unlink()
        after = (await publish_demo(made))[1]
        assert set(after) == set(before)
        assert not set(after.values()) & set(before.values())


def test_a_private_server_disturbs_nobody(tmp_path: Path) -> None:
    public = settings(tmp_path, public_address="198.51.100.1", database_url="sqlite:////x.sqlite")
    private = _private(public, tmp_path / "own")
    assert all("127.0.0.1" in bind for bind in private.sip_bind)
    assert private.public_address is None
    assert str(tmp_path / "own") in private.database


def test_why_a_phone_rings() -> None:
    trace = FlowTrace(lambda: 0.0)
    trace.enter("sales", "queue")
    trace.step(rung=["102"], why=["102: longest idle"])
    trace.step(rung=["101"], why=["101: idle", "102: talking"])
    app = cast(Any, SimpleNamespace(calls=SimpleNamespace(traces={"c1": trace})))
    assert why_rung(app, "101") == "101: idle; 102: talking"
    assert why_rung(app, "102") == "102: longest idle"
    assert why_rung(app, "103") is None


def test_a_record_says_whom_a_queue_rang_and_why() -> None:
    rang = {"at": 5.0, "rung": ["102"], "strategy": "longest_idle", "why": ["101: talking"]}
    steps = [{"at": 0.0, "place": 1}, rang]
    record = {"trace": [{"facts": {}}, {"facts": {"steps": steps}}]}
    assert reasons_in(record) == [("102", "101: talking")]
