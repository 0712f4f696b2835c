"""PINs by command."""

from __future__ import annotations

import pytest

from tests.unit.commands.shell import Shell


def test_a_pin_is_made_up_and_shown_once(published: Shell) -> None:
    made = published.json("pin", "romashka-101")
    assert made["account"] == "romashka-101"
    assert made["pin"].isdigit() and len(made["pin"]) == 6
    assert "Shown only this once" in published("pin", "romashka-101")


def test_a_pin_is_set_and_taken_away(published: Shell) -> None:
    assert published.json("pin", "romashka-101", "--pin", "2580")["pin"] == "2580"
    assert "no PIN any more" in published("pin", "romashka-101", "--remove")
    assert published.json("pin", "romashka-101", "--remove")["had_one"] is False


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("romashka-999",), "there is no account romashka-999"),
        (("romashka-101", "--pin", "1234"), "a PIN has 4 to 12 digits"),
    ],
)
def test_what_cannot_be_done_is_told(published: Shell, words: tuple[str, ...], said: str) -> None:
    assert said in published("pin", *words, status=1)
