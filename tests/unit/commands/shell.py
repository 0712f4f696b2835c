"""Commands as somebody types them, on a database of the test's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringtree.cli import main

EXAMPLE = Path(__file__).parents[3] / "examples" / "romashka.yaml"


class Shell:
    """Runs commands and hears what they say."""

    def __init__(self, folder: Path, heard: pytest.CaptureFixture[str]) -> None:
        self.file = folder / "romashka.yaml"
        self.file.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
        self._heard = heard

    def __call__(self, *words: str | Path | int, status: int = 0) -> str:
        assert main([str(word) for word in words]) == status
        said = self._heard.readouterr()
        return said.out if status == 0 else said.out + said.err

    def json(self, *words: str | Path | int) -> Any:
        return json.loads(self(*words, "--json"))

    def edit(self, old: str, new: str, file: Path | None = None) -> None:
        file = file or self.file
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")
