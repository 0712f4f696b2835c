"""Who is here, as long as he says so."""

from __future__ import annotations

import pytest

from ringtree.api.editors import presence
from ringtree.api.editors.presence import GONE, Editors


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_news_are_who_comes_who_moves_and_who_leaves() -> None:
    editors = Editors(Clock())
    assert editors.say("daisy", "1", "Anna", "main", None)
    assert not editors.say("daisy", "1", "Anna", "main", None)
    assert editors.say("daisy", "1", "Anna", "main", "menu")
    assert editors.leave("daisy", "1")
    assert not editors.leave("daisy", "1")


def test_who_says_nothing_is_gone_and_leaves_nothing_behind() -> None:
    clock = Clock()
    editors = Editors(clock)
    editors.say("daisy", "1", "Anna", None, None)
    clock.now = GONE
    assert editors.present("daisy") == []
    assert editors._editors == {}


def test_companies_do_not_see_each_other_and_crowds_have_a_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "MOST_EDITORS", 1)
    editors = Editors(Clock())
    assert editors.say("daisy", "1", "Anna", None, None)
    assert not editors.say("daisy", "2", "Boris", None, None)
    assert editors.say("rose", "2", "Boris", None, None)
    assert [one.name for one in editors.present("daisy")] == ["Anna"]
