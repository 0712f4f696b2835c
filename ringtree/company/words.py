"""Small helpers for errors that help: near misses, and text that fits on one line."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from ringtree.company.prompt import Language
from ringtree.explained import Explained


def suggest(word: str, known: Iterable[str], language: Language = "en") -> str:
    """`; did you mean 'queues'?` when something known is close to `word`, else nothing."""
    close = get_close_matches(word, list(known), n=1, cutoff=0.6)
    if not close:
        return ""
    return f"; может быть, «{close[0]}»?" if language == "ru" else f"; did you mean {close[0]!r}?"


def one_line(text: str) -> str:
    """Refuse line breaks and control characters.

    Raises:
        ValueError: naming the character.
    """
    for char in text:
        if not char.isprintable() and char != "\u00a0":
            raise Explained(
                f"must be one line of text without the character {char!a}",
                f"нужна одна строка текста без символа {char!a}",
            )
    if not text.strip():
        raise Explained("must not be empty", "не должно быть пустым")
    return text


def harmless(text: str) -> str:
    """Text that a spreadsheet must not run as a formula; telephone numbers stay as they are."""
    is_number = text[:1] == "+" and text[1:].isdigit()
    return f"'{text}" if text[:1] in _FORMULA and text and not is_number else text


def as_written(text: str) -> str:
    """A cell as it was before it was made harmless."""
    return text[1:] if text[:1] == "'" and text[1:2] in _FORMULA and text[1:] else text


#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = "=+-@\t\r"
