"""Writing numbers out before they are spoken, so that every engine says them alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from re import Match

from ringtree.company.prompt import Language
from ringtree.prompts import expand_en, expand_ru


@lru_cache(maxsize=2048)  # the same few texts are asked for at every call
def expand(text: str, language: Language) -> str:
    """The text with its times, dates, sums, telephone and other numbers as words.

    What is not understood is left as it is: the engine may know better.
    """
    rules = expand_ru.RULES if language == "ru" else expand_en.RULES
    for pattern, say in rules:
        text = pattern.sub(partial(_said, say), text)
    return text


def _said(say: Callable[[Match[str]], str], match: Match[str]) -> str:
    """What is said instead; the full stop of an abbreviation that ends a sentence stays."""
    words = say(match)
    if match[0].endswith(".") and not words.endswith(".") and _END.match(match.string, match.end()):
        return f"{words}."
    return words


_END = re.compile(r"\s*\Z|\s*\n|\s+[A-ZА-ЯЁ]")
