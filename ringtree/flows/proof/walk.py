"""Every way a caller can take in one situation: explored once per node, not once per way.

A state is a node of a tree, and whether the caller came there because something went wrong. What
a tree does does not depend on the branch that led into it, so a tree is explored once however
many branches enter it, and its ways back are handed to each of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from ringtree.company.model import Company
from ringtree.flows.node import ENDED, FlowNode
from ringtree.flows.nodes.branch import ENTERED
from ringtree.flows.nodes.queue import QueueNode
from ringtree.flows.proof.situations import Exits, Node
from ringtree.flows.runner import ERROR


class State(NamedTuple):
    """Where a caller is."""

    tree: str
    node: str
    is_rescue: bool = False

    @property
    def place(self) -> Node:
        """The node."""
        return self.tree, self.node


class Step(NamedTuple):
    """A node and the exit taken."""

    state: State
    exit: str


class Link(NamedTuple):
    """How a state was first reached: by a step, or by a branch (`step`) that was left `back`."""

    step: Step
    back: Step | None = None


class Lost(NamedTuple):
    """A caller whom nobody takes any further."""

    step: Step
    back: Step | None


class Walk:
    """One exploration. `found` tells how each state was first reached; the start by nothing.

    `surely` are the states that need no failure to be reached.
    """

    def __init__(
        self,
        company: Company,
        root: str,
        decided: Exits,
        recursive: Collection[Node] = (),
        avoided: Collection[Node] = (),
    ) -> None:
        self._trees = company.trees
        self._queues = company.queues
        self._root = root
        self._decided = decided
        self._recursive = recursive
        self._avoided = avoided
        self._waiting: deque[State] = deque()
        self._entered: dict[str, list[State]] = {}
        self._returned: dict[str, list[Step]] = {}
        self._left: dict[str, list[Step]] = {}
        self.found: dict[State, Link | None] = {}
        self.dead_ends: list[Lost] = []
        self._is_sure = True
        self._explore(State(root, company.trees[root].start), None)
        self.surely = frozenset(self.found)
        self._is_sure = False
        self._fail()

    def _explore(self, state: State, link: Link | None) -> None:
        self._reach(state, link)
        while self._waiting:
            self._expand(self._waiting.popleft())

    def _fail(self) -> None:
        """Anything may fail: every tree's fallback is reached by someone."""
        for state in tuple(self.found):
            fallback = self._trees[state.tree].fallback
            if fallback is not None and fallback in self._trees[state.tree].nodes:
                self._explore(State(state.tree, fallback, True), Link(Step(state, ERROR)))

    def _reach(self, state: State, link: Link | None) -> None:
        if state not in self.found and state.place not in self._avoided:
            self.found[state] = link
            self._waiting.append(state)

    def _expand(self, state: State) -> None:
        node = self.node(state)
        if node is None:
            self._rescue(Step(state, ERROR), None)
        elif node.enters is not None:
            self._enter(state, node.enters)
        elif node.comes_back_by is not None:
            self._come_back(Step(state, node.comes_back_by))
        else:
            for exit_name in self.exits(state, node):
                self._follow(Step(state, exit_name), None)

    def node(self, state: State) -> FlowNode | None:
        """The node of a state; None: it has a name that the tree does not know."""
        found = self._trees[state.tree].nodes.get(state.node)
        return found if isinstance(found, FlowNode) else None

    def exits(self, state: State, node: FlowNode) -> Iterable[str]:
        """Every exit that some caller takes here."""
        if state.place in self._decided:
            return (self._decided[state.place],)
        names = node.exit_names
        if isinstance(node, QueueNode):
            return node.possible_exits(self._queues[node.queue])
        return names or (ENDED,)

    def _enter(self, state: State, tree: str) -> None:
        if tree not in self._trees or state.place in self._recursive:
            self._rescue(Step(state, ERROR), None)
            return
        self._entered.setdefault(tree, []).append(state)
        self._reach(State(tree, self._trees[tree].start), Link(Step(state, ENTERED)))
        for back in tuple(self._returned.get(tree, ())):
            self._follow(Step(state, back.exit), back)
        for back in tuple(self._left.get(tree, ())):
            self._rescue(Step(state, back.exit), back)

    def _come_back(self, back: Step) -> None:
        tree = back.state.tree
        if tree == self._root:
            self._rescue(back, None)
            return
        self._returned.setdefault(tree, []).append(back)
        for state in tuple(self._entered.get(tree, ())):
            self._follow(Step(state, back.exit), back)

    def _follow(self, step: Step, back: Step | None) -> None:
        node = self.node(step.state)
        assert node is not None
        target = node.exits.get(step.exit)
        if target is not None:
            self._reach(State(step.state.tree, target), Link(step, back))
        elif step.exit not in node.finishing_exits:
            self._rescue(step, back)

    def _rescue(self, step: Step, back: Step | None) -> None:
        """As the runner does: this tree's fallback, or that of the tree it was entered from."""
        state = step.state
        fallback = None if state.is_rescue and back is None else self._trees[state.tree].fallback
        if fallback is not None:
            self._reach(State(state.tree, fallback, True), Link(step, back))
        elif state.tree == self._root:
            if self._is_sure:
                self.dead_ends.append(Lost(step, back))
        else:
            left = self._left.setdefault(state.tree, [])
            if step not in left:
                left.append(step)
                for outer in tuple(self._entered.get(state.tree, ())):
                    self._rescue(Step(outer, step.exit), step)

    # -- how it was reached

    def way(self, state: State) -> list[Step]:
        """The steps from the start of the call to a state."""
        return self._steps(state, None)

    def whole_way(self, lost: Lost) -> list[Step]:
        """The steps up to and with the last one of a caller who is lost."""
        return [*self.way(lost.step.state), *self._last(Link(*lost))]

    def _last(self, link: Link) -> Iterator[Step]:
        if link.back is None:
            yield link.step
            return
        yield Step(link.step.state, ENTERED)
        yield from self._steps(link.back.state, link.back.state.tree)
        yield link.back

    def _steps(self, state: State, within: str | None) -> list[Step]:
        """The steps to a state, from the start of the call or of the tree it is `within`."""
        parts: list[list[Step]] = []
        while (link := self.found[state]) is not None:
            if within is not None and link.step.state.tree != within:
                break
            parts.append(list(self._last(link)))
            state = link.step.state
        return [step for part in reversed(parts) for step in part]
