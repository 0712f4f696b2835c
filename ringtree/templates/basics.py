"""What is asked before a company can begin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ringtree.company.prompt import Language
from ringtree.templates.sketch import Data, Wishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """The facts. `people` are internal numbers and names; `weekly` as in a schedule.

    `trunk` are the addresses that the carrier sends calls from; `mail` is where messages go.
    """

    code: str
    name: str
    language: Language
    timezone: str
    number: str
    trunk: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    weekly: Mapping[str, list[str]] = field(default_factory=dict)
    mail: str = ""

    @property
    def wishes(self) -> Wishes:
        """What its tree depends on."""
        return Wishes(
            name=self.name,
            language=self.language,
            extensions=tuple(extension for extension, _ in self.people),
            weekly=self.weekly,
            mail=self.mail,
        )

    def head(self, tree: str) -> Data:
        """What every company begins with: who it is, its carrier, its number, its people."""
        return {
            "code": self.code,
            "name": self.name,
            "language": self.language,
            "timezone": self.timezone,
            "trunks": {"carrier": {"addresses": list(self.trunk)}},
            "numbers": [{"number": self.number, "trunk": "carrier", "tree": tree}],
            "people": [{"extension": extension, "name": name} for extension, name in self.people],
        }
