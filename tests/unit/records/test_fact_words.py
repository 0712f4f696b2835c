"""What the facts of a trace are called."""

from __future__ import annotations

import re

from ringtree.records.fact_words import NAMES, VALUES, WORDED


def test_every_word_is_russian() -> None:
    for word in (*NAMES.values(), *VALUES.values()):
        assert re.fullmatch("[а-яё ]+", word), word


def test_only_facts_that_have_a_name_have_worded_values() -> None:
    assert set(NAMES) >= WORDED
