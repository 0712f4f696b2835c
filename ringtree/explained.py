"""A refusal that a person reads, in that person's language."""

from __future__ import annotations

from typing import Literal


class Explained(ValueError):
    """What is wrong and what would be right, in English and in Russian; `str` gives the English.

    Both sentences stand in `args`, so that it goes from one process to another.
    """

    def __init__(self, english: str, russian: str) -> None:
        super().__init__(english, russian)

    def __str__(self) -> str:
        return str(self.args[0])

    def words(self, language: Literal["ru", "en"]) -> str:
        """It in one language."""
        return str(self.args[1 if language == "ru" else 0])


def reason(error: Exception, language: Literal["ru", "en"]) -> str:
    """What an exception says, in the language where it knows it."""
    return error.words(language) if isinstance(error, Explained) else str(error)
