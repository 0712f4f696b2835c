"""What the proof finds, and the call that shows it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from ringtree.company.problem import Severity
from ringtree.company.prompt import Language
from ringtree.flows.proof.sentence import Said
from ringtree.flows.requests import WebhookOutcome

__all__ = ["Example", "Finding", "Kind", "Severity"]


class Kind(StrEnum):
    """What a caller meets."""

    SILENCE = "silence"  # a question without a word
    DEAD_END = "dead-end"  # an exit that leads nowhere, and no fallback
    ENDLESS_LOOP = "endless-loop"
    WAIT_WITHOUT_LIMIT = "wait-without-limit"
    UNREACHABLE = "unreachable"  # nobody ever comes there


@dataclass(frozen=True, slots=True)
class Example:
    """A call: `ringtree simulate` with the same values shows it. `way` is node:exit."""

    to: str
    caller: str
    at: datetime
    press: str
    agents: str
    way: tuple[str, ...]
    webhook: str = WebhookOutcome.FAILED.value

    def command(self, filename: str) -> str:
        """The command that shows it."""
        words = ["ringtree", "simulate", filename, "--to", self.to, f"--from={self.caller}"]
        words += ["--at", f"{self.at:%Y-%m-%d %H:%M}"]
        words += ["--press", self.press] if self.press else []
        words += ["--agents", self.agents] if self.agents != "free" else []
        words += ["--webhook", self.webhook] if self.webhook != WebhookOutcome.FAILED else []
        return shlex.join(words)

    def to_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {
            "to": self.to,
            "from": self.caller,
            "at": self.at.isoformat(),
            "press": self.press,
            "agents": self.agents,
            "webhook": self.webhook,
            "way": list(self.way),
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can happen to a caller, or a place where none ever comes."""

    kind: Kind
    severity: Severity
    tree: str
    node: str
    said: Said
    example: Example | None = None

    @property
    def place(self) -> str:
        """The node, as tree/node."""
        return f"{self.tree}/{self.node}"

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return self.said.words("en")

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """For `--json` and the API."""
        return {
            "kind": self.kind.value,
            "severity": self.severity.value,
            "tree": self.tree,
            "node": self.node,
            "message": self.said.words(language),
            "example": self.example.to_dict() if self.example else None,
        }
