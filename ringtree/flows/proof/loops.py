"""Ways on which a caller who only listens never comes to an end.

Who presses nothing, while everybody keeps behaving alike, takes the same exit of a node each
time: a way that comes back to a node then comes back for ever. A tree that a branch leads into is
one step here, by the ways in which a listening caller leaves it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ringtree.flows.node import FlowNode
from ringtree.flows.nodes.split import Split
from ringtree.flows.proof.probe import Prober
from ringtree.flows.proof.situations import Exits
from ringtree.flows.proof.walk import State, Walk
from ringtree.flows.simulation.script import Manner

#: How a listening caller leaves a tree: by a way back, or with nobody to take the call further.
_LOST = ""


@dataclass(slots=True)
class Loops:
    """Looks for loops in one walk, under one load."""

    walk: Walk
    prober: Prober
    decided: Exits
    load: Manner
    trees: dict[str, str | None]  # name → fallback
    _leaving: dict[str, frozenset[str]] = field(default_factory=dict)
    _next: dict[State, tuple[State, ...]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[list[State]]:
        """Each loop, once, among what can be reached without a failure."""
        done: set[State] = set()
        for start in sorted(self.walk.surely):
            yield from self._from(start, done)

    def _from(self, start: State, done: set[State]) -> Iterator[list[State]]:
        path: dict[State, Iterator[State]] = {}
        if start not in done:
            path[start] = iter(self.following(start))
        while path:
            state = next(reversed(path))
            following = next(path[state], None)
            if following is None:
                done.add(state)
                del path[state]
            elif following in path:
                states = list(path)
                yield states[states.index(following) :]
            elif following not in done:
                path[following] = iter(self.following(following))

    def following(self, state: State) -> tuple[State, ...]:
        """Where a listening caller comes to next, within the tree."""
        if state not in self._next:
            targets = (target for _, target in self._moves(state))
            self._next[state] = tuple(one for one in targets if one is not None)
        return self._next[state]

    def _moves(self, state: State) -> Iterator[tuple[str, State | None]]:
        """Exits with where they lead in this tree; None: out of it, or to the call's end."""
        node = self.walk.node(state)
        if node is None:
            yield self._rescued(state)
        elif node.comes_back_by is not None:
            yield node.comes_back_by, None
        elif node.enters is not None:
            for exit_name in self._leaving_of(node.enters):
                branch = State(state.tree, state.node)
                if exit_name == _LOST:
                    yield self._rescued(branch)
                else:
                    yield self._move(branch, node, exit_name)
        else:
            for exit_name in self._exits(state, node):
                yield self._move(state, node, exit_name)

    def _exits(self, state: State, node: FlowNode) -> tuple[str, ...]:
        if state.place in self.decided:
            return (self.decided[state.place],)
        if isinstance(node, Split) or node.type_name == "webhook":
            return node.exit_names
        left_by = self.prober.probe(state.tree, state.node, node, self.load).exit
        return () if left_by is None else (left_by,)

    def _move(self, state: State, node: FlowNode, exit_name: str) -> tuple[str, State | None]:
        target = node.exits.get(exit_name)
        if target is not None:
            return exit_name, State(state.tree, target)
        if exit_name in node.finishing_exits:
            return exit_name, None
        return self._rescued(state)

    def _rescued(self, state: State) -> tuple[str, State | None]:
        fallback = None if state.is_rescue else self.trees[state.tree]
        return _LOST, State(state.tree, fallback, True) if fallback is not None else None

    def _leaving_of(self, tree: str) -> frozenset[str]:
        """How a listening caller who is led into a tree may leave it."""
        if tree not in self._leaving:
            self._leaving[tree] = frozenset()  # of a tree that leads into itself nobody returns
            self._leaving[tree] = frozenset(self._find_leaving(tree))
        return self._leaving[tree]

    def _find_leaving(self, tree: str) -> Iterator[str]:
        starts = [one for one in self.walk.found if one.tree == tree and self._is_start(one)]
        waiting, seen = list(starts), set(starts)
        while waiting:
            state = waiting.pop()
            node = self.walk.node(state)
            for exit_name, target in self._moves(state):
                if target is None:
                    if exit_name == _LOST or (node is not None and node.comes_back_by is not None):
                        yield exit_name
                elif target not in seen:
                    seen.add(target)
                    waiting.append(target)

    def _is_start(self, state: State) -> bool:
        link = self.walk.found[state]
        return link is not None and link.step.state.tree != state.tree
