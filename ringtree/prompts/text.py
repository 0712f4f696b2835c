"""Making any text safe and fit to be spoken by an engine."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ringtree.company.prompt import LONGEST_TEXT

# Tags of SSML or HTML. A "<" that starts no tag is left: "2 < 3" is a thing people write.
_TAG = re.compile(r"<[/!?a-zA-Zа-яА-ЯёЁ][^<>]{0,500}>")
# espeak-ng reads what stands in double brackets as phonemes, whatever its options.
_BRACKETS = str.maketrans({"[": " ", "]": " "})
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")


class TextTooLong(ValueError):
    """More words than a caller would listen to."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"the text has {length} characters; at most {limit} can be spoken")
        self.length = length
        self.limit = limit


class NothingToSay(ValueError):
    """A text without a letter or a digit."""

    def __init__(self) -> None:
        super().__init__("the text has no word and no number to speak")


@lru_cache(maxsize=2048)  # the same few texts are asked for at every call
def clean(text: str, *, limit: int = LONGEST_TEXT) -> str:
    """The words of `text` and nothing an engine could take for a command.

    Control characters, markup and phoneme brackets become spaces, runs of spaces become one, so
    that texts which sound alike are also cached alike.

    Raises:
        TextTooLong: more than `limit` characters.
        NothingToSay: nothing in it can be spoken.
    """
    if len(text) > limit:
        raise TextTooLong(len(text), limit)
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = "".join(char if _harmless(char) else " " for char in plain)
    plain = _TAG.sub(" ", plain).translate(_BRACKETS)
    plain = _BREAKS.sub("\n", _SPACES.sub(" ", plain)).strip()
    if not any(char.isalnum() for char in plain):
        raise NothingToSay
    return plain


def _harmless(char: str) -> bool:
    """Whether a character may reach an engine: no control, surrogate or private ones."""
    return char == "\n" or unicodedata.category(char)[0] != "C"
