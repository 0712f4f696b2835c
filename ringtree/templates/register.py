"""The register of templates: whole companies to begin with, and trees to add to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ringtree.company.merge import merged
from ringtree.company.prompt import Language
from ringtree.templates.basics import Basics
from ringtree.templates.sketch import Data, Sketch, Wishes

Title = Mapping[Language, str]
Draw = Callable[[Sketch], str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A tree's name and the sections that it came with, the tree's own among them."""

    tree: str
    parts: dict[str, Data]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of company. `title` and `description` are for who chooses."""

    name: str
    title: Title
    description: Title
    draw: Draw

    def drawn(self, wishes: Wishes) -> Drawn:
        """The tree, and whatever it needs."""
        sketch = Sketch(wishes)
        tree = self.draw(sketch)
        return Drawn(tree, sketch.parts)

    def text(self, basics: Basics) -> str:
        """The company as a text, ready to be published or changed."""
        drawn = self.drawn(basics.wishes)
        return merged("", {**basics.head(drawn.tree), **drawn.parts})


TEMPLATES: dict[str, Template] = {}


class DuplicateTemplate(Exception):
    """Two templates have one name."""


def template(name: str, *, title: Title, description: Title) -> Callable[[Draw], Draw]:
    """Register a template: a function that draws into a sketch, and names the tree it drew.

    Raises:
        DuplicateTemplate: the name is taken.
    """

    def register(draw: Draw) -> Draw:
        if name in TEMPLATES:
            raise DuplicateTemplate(name)
        TEMPLATES[name] = Template(name, title, description, draw)
        return draw

    return register
