"""The command line: what is understood, and what the exit status says."""

from __future__ import annotations

import argparse
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.commands import apply, calls, export, password, upload
from ringtree.commands.command import CommandError
from ringtree.company.problem import DocumentError, Problem
from ringtree.settings import Settings

Command = Callable[[Settings, argparse.Namespace], Awaitable[int]]


def command(status: int = 0, error: BaseException | None = None) -> tuple[list[object], Command]:
    """A command that notes its options, and ends as told."""
    heard: list[object] = []

    async def run(settings: Settings, options: argparse.Namespace) -> int:
        heard.append(options)
        if error is not None:
            raise error
        return status

    return heard, run


@pytest.mark.parametrize("status", [0, 1])
def test_the_commands_status_is_the_processes(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _, run = command(status)
    monkeypatch.setattr(calls, "calls", run)
    assert main(["calls"]) == status


@pytest.mark.parametrize(
    ("error", "status", "said"),
    [
        (CommandError("no such thing"), 1, "ringtree: no such thing"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(
    error: BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, run = command(error=error)
    monkeypatch.setattr(calls, "calls", run)
    assert main(["calls"]) == status
    assert capsys.readouterr().err.strip() == said


def test_problems_of_a_document_are_listed_for_people_or_for_scripts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    problem = Problem(path=("people",), message="must be a list", line=3, column=1)
    _, run = command(error=DocumentError([problem], "acme.yaml"))
    monkeypatch.setattr(apply, "apply", run)
    assert main(["apply", "acme.yaml"]) == 1
    assert "must be a list" in capsys.readouterr().err
    assert main(["apply", "acme.yaml", "--json"]) == 1
    (listed,) = json.loads(capsys.readouterr().out)
    assert (listed["line"], listed["message"]) == (3, "must be a list")


def test_a_wrong_setting_stops_with_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RINGTREE_RTP_PORTS", "many")
    assert main(["calls"]) == 2
    assert "RINGTREE_RTP_PORTS" in capsys.readouterr().err


def test_the_settings_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "r.toml"
    file.write_text('realm = "example"\n')
    realms = []

    async def run(settings: Settings, _options: argparse.Namespace) -> int:
        realms.append(settings.realm)
        return 0

    monkeypatch.setattr(calls, "calls", run)
    assert main(["--settings", str(file), "calls"]) == 0
    assert realms == ["example"]


@pytest.mark.parametrize(
    ("where", "name", "arguments", "expected"),
    [
        (
            apply,
            "apply",
            ["apply", "a.yaml", "--expect", "3", "--note", "why", "--check"],
            {"file": Path("a.yaml"), "expect": 3, "note": "why", "check": True, "json": False},
        ),
        (export, "export", ["export"], {"company": None, "revision": None}),
        (
            calls,
            "calls",
            ["calls", "c1", "--limit", "5", "--trace", "--json"],
            {"call": "c1", "limit": 5, "trace": True, "json": True},
        ),
        (
            upload,
            "upload",
            ["upload", "acme", "a.wav", "--name", "hello"],
            {"company": "acme", "file": Path("a.wav"), "name": "hello"},
        ),
        (password, "password", ["password", "acme-101"], {"account": "acme-101"}),
    ],
)
def test_what_a_command_is_told(
    where: object,
    name: str,
    arguments: list[str],
    expected: dict[str, object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    heard, run = command()
    monkeypatch.setattr(where, name, run)
    assert main(arguments) == 0
    (options,) = heard
    assert expected.items() <= vars(options).items()


@pytest.mark.parametrize("arguments", [[], ["fly"], ["apply"], ["calls", "--limit", "many"]])
def test_misuse_is_status_two_with_a_hint(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: ringtree" in capsys.readouterr().err
