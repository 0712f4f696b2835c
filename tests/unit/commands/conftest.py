"""A shell for commands; nothing is really spoken in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ringtree.prompts.library import PromptLibrary, PromptProblem
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
