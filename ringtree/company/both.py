"""A sentence in both languages, of which its reader gets one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ringtree.company.prompt import Language
from ringtree.company.words import suggest


class Both(NamedTuple):
    """One sentence in English and in Russian; a plain `str` elsewhere is the same in both."""

    en: str
    ru: str

    def words(self, language: Language) -> str:
        """It in one language."""
        return self.ru if language == "ru" else self.en

    def hinted(self, word: str, known: Iterable[str]) -> Both:
        """With the known word that comes near the one used, if any does."""
        names = list(known)
        return Both(self.en + suggest(word, names), self.ru + suggest(word, names, "ru"))


def words_of(text: Both | str, language: Language) -> str:
    """Names are the same in every language, sentences are not."""
    return text if isinstance(text, str) else text.words(language)
