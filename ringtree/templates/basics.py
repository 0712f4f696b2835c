"""What is asked before a company can begin, and the register of templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ringtree.company.merge import merged
from ringtree.company.placeholders import literal
from ringtree.company.prompt import Language

Data = dict[str, Any]
Title = Mapping[Language, str]


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
    def extensions(self) -> list[str]:
        """Everybody's internal number, as asked."""
        return [extension for extension, _ in self.people]

    def say(self, russian: str, english: str) -> str:
        """A prompt in the company's language; `{name}` is the company's."""
        words = russian if self.language == "ru" else english
        return words.replace("{name}", literal(self.name))


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of company. `title` and `description` are for who chooses."""

    name: str
    title: Title
    description: Title
    build: Callable[[Basics], Data]

    def text(self, basics: Basics) -> str:
        """The company as a text, ready to be published or changed."""
        return merged("", {**_head(basics), **self.build(basics)})


TEMPLATES: dict[str, Template] = {}


class DuplicateTemplate(Exception):
    """Two templates have one name."""


def template(
    name: str, *, title: Title, description: Title
) -> Callable[[Callable[[Basics], Data]], Callable[[Basics], Data]]:
    """Register a template.

    Raises:
        DuplicateTemplate: the name is taken.
    """

    def register(build: Callable[[Basics], Data]) -> Callable[[Basics], Data]:
        if name in TEMPLATES:
            raise DuplicateTemplate(name)
        TEMPLATES[name] = Template(name, title, description, build)
        return build

    return register


def _head(basics: Basics) -> Data:
    """What every company begins with: who it is, its carrier, its number, its people."""
    return {
        "code": basics.code,
        "name": basics.name,
        "language": basics.language,
        "timezone": basics.timezone,
        "trunks": {"carrier": {"addresses": list(basics.trunk)}},
        "numbers": [{"number": basics.number, "trunk": "carrier", "tree": "main"}],
        "people": [{"extension": extension, "name": name} for extension, name in basics.people],
    }
