"""Why a text can't be heard, in words."""

from __future__ import annotations

from ringtree.api.speech.problems import NotSpoken


def test_it_says_why() -> None:
    assert "espeak" in NotSpoken(why="espeak is missing").body("ru")["detail"]
