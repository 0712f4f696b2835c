"""`ringtree openapi` prints what clients are generated from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringtree.cli import main


def test_the_description_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["openapi"]) == 0
    printed = capsys.readouterr().out
    assert json.loads(printed)["info"]["title"] == "Ringtree"
    assert main(["openapi", "--output", str(tmp_path / "openapi.json")]) == 0
    assert (tmp_path / "openapi.json").read_text("utf-8") == printed
