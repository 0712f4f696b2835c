"""A small company, and node types that need no telephone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import Field

from ringtree.company.model import Company
from ringtree.company.node import TreeNode
from ringtree.company.prompt import Prompt


class Ask(TreeNode):
    """Like a menu: its choices are exits, and it waits for the caller."""

    type_name: ClassVar[str] = "ask"
    waits_for_caller: ClassVar[bool] = True
    type: Literal["ask"] = "ask"
    prompt: Prompt
    choices: tuple[str, ...] = Field(min_length=1)

    @property
    def exit_names(self) -> tuple[str, ...]:
        return (*self.choices, "no_input")

    def prompts(self) -> Iterator[Prompt]:
        yield self.prompt


class Say(TreeNode):
    """Like a greeting: one exit, and it does not wait."""

    type_name: ClassVar[str] = "say"
    type: Literal["say"] = "say"
    prompt: Prompt

    @property
    def exit_names(self) -> tuple[str, ...]:
        return ("next",)

    def prompts(self) -> Iterator[Prompt]:
        yield self.prompt


class Ring(TreeNode):
    """Like dial and queue: names something of the company; its exit may stay unwired."""

    type_name: ClassVar[str] = "ring"
    type: Literal["ring"] = "ring"
    kind: Literal["extension", "group", "target", "queue", "tree", "trunk", "number"] = "queue"
    whom: str

    @property
    def exit_names(self) -> tuple[str, ...]:
        return ("nobody",)

    @property
    def optional_exits(self) -> frozenset[str]:
        return frozenset({"nobody"})

    def references(self) -> Iterator[tuple[str, str]]:
        yield self.kind, self.whom


class Bye(TreeNode):
    """Ends the call."""

    type_name: ClassVar[str] = "bye"
    type: Literal["bye"] = "bye"

    @property
    def exit_names(self) -> tuple[str, ...]:
        return ()


KINDS: dict[str, type[TreeNode]] = {"ask": Ask, "say": Say, "ring": Ring, "bye": Bye}

TEXT = """\
code: acme
name: Acme
language: en
timezone: Europe/London
trunks:
  carrier: {addresses: [203.0.113.5, "[2001:db8::1]:5060", 198.51.100.0/24], max_calls: 30}
numbers:
  - {number: "+442071234567", trunk: carrier, tree: main}
people:
  - {extension: 101, name: Ann}
  - {extension: "102", name: Bob, number: "+442071234567"}
groups:
  all: {extensions: [101, 102]}
queues:
  sales: {title: Sales, agents: [101, 102], ring_time: 15}
trees:
  main:
    start: hello
    fallback: end
    nodes:
      hello: {type: say, prompt: "Hello!", exits: {next: choice}}
      choice:
        type: ask
        prompt: {text: "Press 1 or 2", language: en}
        choices: [1, 2]
        exits: {1: sales, 2: everybody, no_input: sales}
      sales: {type: ring, whom: sales, exits: {nobody: hello}}
      everybody: {type: ring, kind: group, whom: all}
      end: {type: bye}
"""


def tree(**nodes: dict[str, Any]) -> dict[str, Any]:
    """A tree that starts at the first of the nodes."""
    return {"start": next(iter(nodes)), "nodes": nodes}


def company(**changes: Any) -> Company:
    """A company with one trunk, one number, two people, and what is changed."""
    return Company.model_validate(
        {
            "code": "acme",
            "name": "Acme",
            "language": "en",
            "timezone": "Europe/London",
            "trunks": {"carrier": {"addresses": ["203.0.113.5"]}},
            "numbers": [{"number": "+442071234567", "trunk": "carrier", "tree": "main"}],
            "people": [{"extension": "101", "name": "Ann"}, {"extension": "102", "name": "Bob"}],
            "trees": {"main": tree(end={"type": "bye"})},
            **changes,
        }
    )
