"""`ringtree numbers`, on a database of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.prompts.library import PromptLibrary

EXAMPLE = Path(__file__).parents[3] / "examples" / "romashka.yaml"
NEW = "+74950000099"


@pytest.fixture
def romashka(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nothing_to_say(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(PromptLibrary, "prepare_all", nothing_to_say)
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    assert main(["apply", str(EXAMPLE)]) == 0


@pytest.mark.usefixtures("romashka")
def test_numbers_are_given_listed_and_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["numbers", "give", "romashka", NEW]) == 0
    capsys.readouterr()
    assert main(["numbers", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert f"{NEW}  romashka  not used" in lines and len(lines) > 1
    assert main(["numbers", "list", "romashka", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert {"number": NEW, "company": "romashka", "used": False} in rows
    assert main(["numbers", "take", NEW]) == 0
    used = next(row["number"] for row in rows if row["used"])
    assert main(["numbers", "take", used]) == 1
    assert "publish a revision without it first" in capsys.readouterr().err


@pytest.mark.usefixtures("romashka")
def test_who_or_what_is_unknown_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["numbers", "give", "nobody", NEW]) == 1
    assert "no company 'nobody'" in capsys.readouterr().err
    assert main(["numbers", "take", NEW]) == 1
    with pytest.raises(SystemExit):
        main(["numbers", "give", "romashka", "8495"])
    assert "+74950000001" in capsys.readouterr().err
