"""What goes with a call from node to node: how it is spoken to, served and shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from ringtree.company.prompt import Language
from ringtree.flows.variables import Variables

MOST_TAGS = 20
LONGEST_PREFIX = 20  # characters; a phone's display has little more
#: Bounds of a call's priority in queues; higher goes before, and 0 is everybody's.
LOWEST_PRIORITY, HIGHEST_PRIORITY = -10, 10


@dataclass(slots=True)
class Carried:
    """One call's baggage. `seed` is the call's id: live, simulated and replayed draw alike.

    `note` is for whoever takes the call, `name_prefix` goes before the caller's name on their
    phone, and `priority` is where the call goes in queues. Tags are for reports.
    """

    language: Language
    seed: str = ""
    priority: int = 0
    tags: list[str] = field(default_factory=list)
    note: str = ""
    name_prefix: str = ""
    variables: Variables = field(default_factory=Variables)
    _random: Random | None = None

    def random(self) -> float:
        """The call's next random number, from 0 up to 1: the same ones for the same call id."""
        if self._random is None:
            self._random = Random(self.seed)
        return self._random.random()

    def tag(self, tag: str) -> None:
        """Add a tag, once. More than `MOST_TAGS` are not kept."""
        if tag not in self.tags and len(self.tags) < MOST_TAGS:
            self.tags.append(tag)

    def shown_name(self, name: str) -> str:
        """The caller's name as phones show it."""
        return f"{self.name_prefix} {name}".strip()
