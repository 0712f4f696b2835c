"""`ringtree forward`, on a database of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringtree.cli import main
from ringtree.prompts.library import PromptLibrary

EXAMPLE = Path(__file__).parents[3] / "examples" / "romashka.yaml"
MOBILE = "+79161234567"


def test_wishes_are_set_shown_and_cleared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing_to_say(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(PromptLibrary, "prepare_all", nothing_to_say)
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    assert main(["apply", str(EXAMPLE)]) == 0
    capsys.readouterr()

    def said(*words: str, status: int = 0) -> str:
        verb, *rest = words
        assert main(["forward", verb, "romashka-101", *rest]) == status
        found = capsys.readouterr()
        return found.out + found.err

    assert said("show") == "romashka-101: nothing is forwarded\n"
    assert "go to 102 (always)" in said("set", "always", "102")
    told = said("set", "no_answer", MOBILE, "--after", "15", "--from", "+7495*", "--no-accept")
    assert f"calls from +7495* go to {MOBILE} (no answer after 15 s, without pressing 1)" in told
    assert "rings 101; after 10 s more: 102, +7916" in said("ring", "101", f"10:102,{MOBILE}")
    assert "does not want to be disturbed" in said("quiet")
    assert json.loads(said("loud", "--json"))["waves"][1]["delay"] == 10
    assert "always" not in said("clear", "always")
    assert said("clear") == "romashka-101: nothing is forwarded\n"
    assert "nobody has" in said("set", "busy", "999", status=1)
    assert "should be such as" in said("ring", "soon:102", status=1)
    assert main(["forward", "show", "romashka-999"]) == 1
    assert main(["forward", "show", "nobody"]) == 1
