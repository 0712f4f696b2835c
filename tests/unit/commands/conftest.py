"""A shell for commands; nothing is really spoken in it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.prompts.library import PromptLibrary, PromptProblem
from tests.unit.commands.mailbox_shell import Run, one_message
from tests.unit.commands.shell import Shell


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> list[PromptProblem]:
    """What cannot be spoken; a test may add to it."""
    found: list[PromptProblem] = []

    async def prepare_all(*_: object) -> list[PromptProblem]:
        return found

    monkeypatch.setattr(PromptLibrary, "prepare_all", prepare_all)
    return found


@pytest.fixture
def shell(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    problems: list[PromptProblem],
) -> Shell:
    """Runs commands; no company is published."""
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    return Shell(tmp_path, capsys)


@pytest.fixture
def published(shell: Shell) -> Shell:
    """Runs commands; the example is published."""
    shell("apply", shell.file, "--author", "ann", "--note", "first")
    return shell


@pytest.fixture
def message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The id of Ann's one message."""
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path))
    return asyncio.run(one_message(tmp_path))


@pytest.fixture
def voicemail(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `ringtree voicemail`."""

    def run(*arguments: object, status: int = 0) -> str:
        assert main(["voicemail", *map(str, arguments)]) == status
        captured = capsys.readouterr()
        return captured.err if status else captured.out

    return run
