"""`ringtree bans`, on a database of the test's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringtree.cli import main


def test_a_ban_is_set_shown_and_lifted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")

    def said(*words: str, status: int = 0) -> str:
        assert main(["bans", *words]) == status
        found = capsys.readouterr()
        return found.out + found.err

    assert said("list") == "Nobody is locked out.\n"
    assert said("add", "2001:db8::7", "--hours", "2") == "2001:db8::/64 is banned for 2 hours.\n"
    assert "source  2001:db8::/64: by an administrator; 120 more minutes" in said("list")
    (row,) = json.loads(said("list", "--json"))
    assert (row["kind"], row["subject"], row["times"]) == ("source", "2001:db8::/64", 1)
    assert said("lift", "2001:db8::7") == "Lifted: 1.\n"
    assert "nothing stops 2001:db8::7" in said("lift", "2001:db8::7", status=1)
    assert "say whom" in said("lift", status=1)
    assert "nothing stops anybody" in said("lift", "--all", status=1)
    assert "nowhere" in said("add", "nowhere", status=1)
    allowed = said("allow", "203.0.113.9/24")
    assert allowed == "Nobody of 203.0.113.0/24 is banned any more.\n"
    assert said("list") == "allowed 203.0.113.0/24: by an administrator\n"
    assert "nothing stops anybody" in said("lift", "--all", status=1)
    assert said("lift", "203.0.113.0/24") == "Lifted: 1.\n"
    assert "nowhere" in said("allow", "nowhere", status=1)
