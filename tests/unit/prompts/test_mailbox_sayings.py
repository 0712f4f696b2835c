from __future__ import annotations

from typing import get_args

import pytest

from ringtree.company.prompt import Language
from ringtree.prompts.mailbox_sayings import MAILBOX_SAYINGS, PIN_SIMPLE, PRESS_ZERO
from ringtree.prompts.phrases import Saying
from ringtree.prompts.text import clean


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("saying", MAILBOX_SAYINGS, ids=str)
def test_every_saying_has_words_in_every_language(saying: Saying, language: Language) -> None:
    text = saying.text(language)
    assert clean(text) == text
    assert text[0].isupper() and text[-1] == "."


def test_the_list_has_each_once_from_the_first_to_the_last() -> None:
    assert (MAILBOX_SAYINGS[0], MAILBOX_SAYINGS[-1]) == (PRESS_ZERO, PIN_SIMPLE)
    assert len(set(MAILBOX_SAYINGS)) == len(MAILBOX_SAYINGS)
