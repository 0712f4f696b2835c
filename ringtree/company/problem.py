"""What is wrong with a document, where, and what would be right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ringtree.company.prompt import Language

#: How to get to a value in the document: ("queues", "sales", "agents", 0).
Path = tuple[str | int, ...]


class Severity(StrEnum):
    """Whether a problem keeps the document from being published."""

    ERROR = "error"
    WARNING = "warning"


SEVERITIES: Mapping[Language, Mapping[Severity, str]] = {
    "en": {Severity.ERROR: "error", Severity.WARNING: "warning"},
    "ru": {Severity.ERROR: "ошибка", Severity.WARNING: "предупреждение"},
}
ALLOWED: Mapping[Language, str] = {"en": "allowed", "ru": "допустимо"}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. Lines and columns count from 1; None when there is no text to point at.

    `allowed` says what may stand there, `remedy` in a sentence what to do about it.
    """

    message: str
    path: Path = ()
    allowed: str = ""
    severity: Severity = Severity.ERROR
    rule: str = "document"
    line: int | None = None
    column: int | None = None
    remedy: str = ""

    @property
    def dotted(self) -> str:
        """The path as people write it: `queues.sales.agents[0]`."""
        text = ""
        for part in self.path:
            text += f"[{part}]" if isinstance(part, int) else f".{part}"
        return text.removeprefix(".")

    def to_dict(self) -> dict[str, Any]:
        """For `--json` and the API."""
        return {
            "severity": self.severity.value,
            "rule": self.rule,
            "path": self.dotted,
            "line": self.line,
            "column": self.column,
            "message": self.message,
            "allowed": self.allowed,
            "remedy": self.remedy,
        }

    def describe(self, filename: str = "", language: Language = "en") -> str:
        """One line: `file:line:column: error: path: message (allowed: …)`.

        `language` is the one that the message is in.
        """
        place = [filename] if filename else []
        if self.line is not None:
            place += [str(self.line), str(self.column)]
        words = [":".join(place), SEVERITIES[language][self.severity], self.dotted, self.message]
        text = ": ".join(word for word in words if word)
        return f"{text} ({ALLOWED[language]}: {self.allowed})" if self.allowed else text


class DocumentError(Exception):
    """The text is no company document; `problems` says everything that was found."""

    def __init__(
        self, problems: Sequence[Problem], filename: str = "", language: Language = "en"
    ) -> None:
        super().__init__("\n".join(problem.describe(filename, language) for problem in problems))
        self.problems = tuple(problems)
        self.filename = filename
