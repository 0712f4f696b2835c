from __future__ import annotations

import pytest

from ringtree.queues.errors import DuplicateStrategy, UnknownStrategy
from ringtree.queues.strategies import STRATEGIES
from ringtree.queues.strategy import find, strategy


def test_every_file_of_the_folder_is_found():
    assert {"longest_idle", "ring_all"} <= set(STRATEGIES)


def test_every_strategy_can_say_why_in_both_languages():
    for one in STRATEGIES.values():
        assert {language for language, text in one.chosen.items() if "{idle}" in text} == {
            "ru",
            "en",
        }


def test_an_unknown_name_is_an_error_that_names_the_known():
    with pytest.raises(UnknownStrategy, match=r"ringall.*longest_idle") as raised:
        find("ringall", STRATEGIES)
    assert raised.value.name == "ringall"


def test_a_name_belongs_to_one_function():
    with pytest.raises(DuplicateStrategy, match="ring_all"):
        strategy("ring_all", chosen={})(lambda available: [])
    assert STRATEGIES["ring_all"].chosen
