"""What a lint rule is, and the list of them all.

A rule is a function under `@rule(name, remedy)` that yields what it found. It sees the whole
company; its name, severity and remedy are the same wherever it finds something. Whatever it says
it says in both languages.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ringtree.company.both import Both, words_of
from ringtree.company.model import Company, Tree
from ringtree.company.node import TreeNode
from ringtree.company.problem import Path, Problem, Severity
from ringtree.company.prompt import Language


class Found(NamedTuple):
    """One place where a rule is broken: what is wrong there, and what may stand there.

    `allowed` is plain text where it is nothing but names.
    """

    message: Both
    path: Path
    allowed: Both | str = ""


class Place(NamedTuple):
    """A node and where it stands."""

    tree: Tree
    name: str
    node: TreeNode

    def path(self, *more: str | int) -> Path:
        """The node's path in the document, or that of something in it."""
        return ("trees", self.tree.name, "nodes", self.name, *more)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is linted, and what is known of the server it is for; None: not checked.

    `trunk_passwords` are the trunks, with their companies' codes, whose password is stored.
    """

    company: Company
    strategies: Collection[str] | None = None
    recordings: Collection[str] | None = None
    trunk_passwords: Collection[tuple[str, str]] | None = None

    def places(self) -> Iterator[Place]:
        """Every node of every tree."""
        for tree in self.company.trees.values():
            for name, node in tree.nodes.items():
                yield Place(tree, name, node)


Check = Callable[[Subject], Iterator[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `remedy` is a sentence that says what to do."""

    name: str
    severity: Severity
    remedy: Both
    check: Check

    def problems(self, subject: Subject, language: Language = "en") -> Iterator[Problem]:
        """Everything in the company that breaks it, told in a language."""
        remedy = self.remedy.words(language)
        for message, path, allowed in self.check(subject):
            yield Problem(
                message.words(language),
                path,
                words_of(allowed, language),
                self.severity,
                self.name,
                remedy=remedy,
            )


class DuplicateRule(Exception):
    """Two rules have one name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"the lint rule {name!r} is registered twice")
        self.name = name


RULES: dict[str, Rule] = {}


def rule(name: str, remedy: Both, severity: Severity = Severity.ERROR) -> Callable[[Check], Check]:
    """Register a rule.

    Raises:
        DuplicateRule: the name is taken.
    """

    def register(check: Check) -> Check:
        if name in RULES:
            raise DuplicateRule(name)
        RULES[name] = Rule(name, severity, remedy, check)
        return check

    return register
