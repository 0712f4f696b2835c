"""What commands share: the database, and options."""

from __future__ import annotations

import pytest

from ringtree.commands.command import seconds
from tests.unit.commands.shell import Shell


def test_a_database_that_cannot_be_opened(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{shell.file}/r.sqlite")
    assert "the database can't be opened" in shell("calls", status=1)


@pytest.mark.parametrize(("text", "said"), [("40", 40.0), ("40s", 40.0), ("0.5s", 0.5)])
def test_a_time_is_told_in_seconds(text: str, said: float) -> None:
    assert seconds(text) == said


@pytest.mark.parametrize("text", ["0", "-1s", "soon", "86401"])
def test_what_is_no_time_or_longer_than_a_day(text: str) -> None:
    with pytest.raises(ValueError):
        seconds(text)
