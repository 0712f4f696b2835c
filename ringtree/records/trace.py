"""One hop of a call through its tree: what the caller heard and did there, and how it left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class TraceEntry:
    """A node a caller passed.

    `entered` and `seconds` count from the call's start, not from a calendar, so that a live call
    and a simulated one with the same story have the same trace. `exit` is None while the caller
    is in the node, and for good if the call ended there. `facts` are plain JSON values: played
    texts, pressed digits, places in a queue, ring offers with every candidate and why it was or
    was not chosen, an error's traceback id.
    """

    node: str
    type: str
    entered: float
    seconds: float = 0.0
    exit: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    tree: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values; milliseconds are enough."""
        return {
            "tree": self.tree,
            "node": self.node,
            "type": self.type,
            "entered": round(self.entered, 3),
            "seconds": round(self.seconds, 3),
            "exit": self.exit,
            "facts": self.facts,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> TraceEntry:
        """What `to_dict` wrote."""
        return cls(**data)
