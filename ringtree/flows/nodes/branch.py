"""Go into another tree of the company."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.model import Company, Key
from ringtree.company.node import node_type
from ringtree.company.problem import Severity
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, all_different
from ringtree.flows.nodes.return_ import Return

#: What a trace says of a branch: the caller has gone into the other tree.
ENTERED = "entered"

ENDING = Both("a node that ends the call", "узел, который завершает звонок")
ANOTHER = Both("a tree that does not", "дерево, которое не ведёт обратно")


@node_type("branch")
class Branch(FlowNode):
    """Leads into another tree: a branch office, a department, a part that several trees share.

    Where that tree comes to a return node, the call comes back here and goes on by the exit that
    the return node names. Otherwise it ends there, as any tree does.
    """

    title: ClassVar[str] = "Branch"
    exits_from: ClassVar[str | None] = "returns"

    type: Literal["branch"] = "branch"
    tree: Key = Field(
        description="name of the tree to go into", json_schema_extra={"widget": "tree"}
    )
    returns: Annotated[tuple[Key, ...], AfterValidator(all_different)] = Field(
        default=(),
        max_length=20,
        description="the exits its return nodes come back by; every one is an exit here",
    )

    @property
    def enters(self) -> str:
        """The tree."""
        return self.tree

    def references(self) -> Iterator[tuple[str, str]]:
        """The tree."""
        yield "tree", self.tree

    async def run(self, call: CallControl) -> str:
        """The runner leads the call in."""
        call.note(into=self.tree)
        return ENTERED


def _branches(subject: Subject) -> Iterator[tuple[Place, Branch]]:
    for place in subject.places():
        if isinstance(place.node, Branch):
            yield place, place.node


def _ways_back(company: Company, tree: str) -> set[str]:
    """The exits that a tree's return nodes name."""
    nodes = company.trees[tree].nodes.values() if tree in company.trees else ()
    return {node.exit for node in nodes if isinstance(node, Return)}


@rule(
    "unwired-return",
    Both(
        "Name the exit under `returns` and wire it, or end the call in that tree.",
        "Укажите выход в `returns` и проведите его либо завершите звонок в том дереве.",
    ),
)
def returns_are_wired(subject: Subject) -> Iterator[Found]:
    """A tree comes back only by exits that the branch node has."""
    for place, branch in _branches(subject):
        for name in sorted(_ways_back(subject.company, branch.tree) - set(branch.returns)):
            message = Both(
                f"the tree {branch.tree!r} comes back by {name!r}, which leads nowhere here",
                f"дерево «{branch.tree}» возвращает по «{name}», а отсюда это никуда не ведёт",
            )
            yield Found(message, place.path("returns"), name)


@rule(
    "unused-return",
    Both(
        "Remove it, or let a return node of that tree name it.",
        "Удалите его или укажите в узле return того дерева.",
    ),
    Severity.WARNING,
)
def returns_are_taken(subject: Subject) -> Iterator[Found]:
    """An exit by which the tree never comes back leads nobody anywhere."""
    for place, branch in _branches(subject):
        known = _ways_back(subject.company, branch.tree)
        for name in branch.returns:
            if branch.tree in subject.company.trees and name not in known:
                message = Both(
                    f"no return node of the tree {branch.tree!r} names {name!r}",
                    f"в дереве «{branch.tree}» ни один узел return не называет «{name}»",
                )
                yield Found(message, place.path("returns"), ", ".join(sorted(known)))


@rule(
    "return-to-nowhere",
    Both(
        "End the call there, or let the number lead to the tree by a branch.",
        "Завершите там звонок или направьте номер в это дерево через узел branch.",
    ),
)
def returns_have_a_branch(subject: Subject) -> Iterator[Found]:
    """Who comes to a tree by a number has no branch to go back to."""
    entered = {
        name: number.number
        for number in subject.company.numbers
        for name in (number.tree, number.closed)
        if name is not None
    }
    for place in subject.places():
        if isinstance(place.node, Return) and place.tree.name in entered:
            number = entered[place.tree.name]
            message = Both(
                f"callers of {number} came by no branch to go back to",
                f"звонящие на {number} пришли не из узла branch: возвращаться некуда",
            )
            yield Found(message, place.path(), ENDING)


@rule(
    "branch-recursion",
    Both(
        "Go back by a return node instead of branching to a tree it came from.",
        "Возвращайтесь узлом return, а не переходом в дерево, из которого пришли.",
    ),
)
def branches_end(subject: Subject) -> Iterator[Found]:
    """Trees that lead into each other: a caller goes deeper each time, until it is too deep."""
    graph: dict[str, set[str]] = {name: set() for name in subject.company.trees}
    for place, branch in _branches(subject):
        graph[place.tree.name].add(branch.tree)
    for place, branch in _branches(subject):
        if place.tree.name in _below(graph, branch.tree):
            message = Both(
                f"the tree {branch.tree!r} leads back into this one, {place.tree.name!r}",
                f"дерево «{branch.tree}» ведёт обратно в это же, «{place.tree.name}»",
            )
            yield Found(message, place.path("tree"), ANOTHER)


def _below(graph: dict[str, set[str]], start: str) -> set[str]:
    """A tree and all that its branches lead to."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        name = waiting.pop()
        if name in graph and name not in found:
            found.add(name)
            waiting.extend(graph[name])
    return found
