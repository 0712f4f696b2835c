"""What goes with a caller into a queue and out of it: the priority, and what an agent must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ringtree.queues.settings import Skills


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """One caller's priority, the levels that an agent must have, and those that would suit."""

    priority: int = 0
    required: Skills = field(default_factory=dict)
    preferred: Skills = field(default_factory=dict)

    def over(self, before: Needs) -> Needs:
        """These needs of somebody who had others before: the place is never worse for it."""
        return Needs(
            priority=max(self.priority, before.priority),
            required=self.required or before.required,
            preferred=self.preferred or before.preferred,
        )

    def to_dict(self) -> dict[str, Any]:
        """What there is, as plain JSON values; nothing for a caller like any other."""
        found = {
            "priority": self.priority,
            "required": dict(self.required),
            "preferred": dict(self.preferred),
        }
        return {name: value for name, value in found.items() if value}

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """From `to_dict`; other names beside are nobody's business here."""
        return cls(
            priority=int(values.get("priority", 0)),
            required=dict(values.get("required", {})),
            preferred=dict(values.get("preferred", {})),
        )


NO_NEEDS = Needs()
