"""Proves that a company loses no caller: everything finite that can happen in a year.

Theory of operation. The hours and the caller are fixed for a call (`situations`), so what
each number leads to (`entrance`) is explored once for each of them that differs (`walk`), over
every exit that people, queues, keys and servers may choose. Whoever only listens is then followed
while everybody is free, busy, away or has no phone (`loops`), with the nodes run for it once
(`probe`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import process_time
from typing import Any

from ringtree.company.model import Company
from ringtree.company.node import TreeNode
from ringtree.company.placeholders import BUILT_IN, placeholders
from ringtree.company.prompt import Language
from ringtree.flows.control import QueueOutcome
from ringtree.flows.node import FlowNode
from ringtree.flows.nodes.queue import QueueNode
from ringtree.flows.proof.entrance import Entrance, entrances
from ringtree.flows.proof.example import example_of
from ringtree.flows.proof.finding import Finding, Kind, Severity
from ringtree.flows.proof.loops import Loops
from ringtree.flows.proof.probe import LOADS, Prober
from ringtree.flows.proof.sentence import Said, Sentence
from ringtree.flows.proof.situations import YEAR, Node, Situation, situations
from ringtree.flows.proof.walk import State, Step, Walk
from ringtree.flows.simulation.script import Manner

#: Seconds that a question may be asked without a word.
SILENCE = 1.0
#: What a node names that makes it a wait for somebody.
_PEOPLE = frozenset({"extension", "group", "target", "queue", "trunk", "number"})


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found, and how much was looked at. `seconds` are of CPU."""

    findings: tuple[Finding, ...]
    nodes: int
    moments: int
    situations: int
    states: int
    until: datetime
    seconds: float

    def to_dict(self, language: Language = "en") -> dict[str, Any]:
        """For `--json` and the API, findings told in a language."""
        return {
            "findings": [finding.to_dict(language) for finding in self.findings],
            "nodes": self.nodes,
            "moments": self.moments,
            "situations": self.situations,
            "states": self.states,
            "until": self.until.isoformat(),
            "seconds": round(self.seconds, 3),
        }


def prove_company(company: Company, now: datetime) -> Proof:
    """Look at a whole company. `now`, aware, begins the year."""
    began = process_time()
    search = _Search(company, now)
    for entrance in entrances(company):
        search.enter(entrance)
    search.tell_unreached()
    return Proof(
        findings=tuple(search.findings.values()),
        nodes=sum(len(tree.nodes) for tree in company.trees.values()),
        moments=search.moments,
        situations=search.situations,
        states=search.states,
        until=now + YEAR,
        seconds=process_time() - began,
    )


@dataclass(slots=True)
class _Search:
    company: Company
    now: datetime
    findings: dict[tuple[object, ...], Finding] = field(default_factory=dict)
    reached: set[Node] = field(default_factory=set)
    by_hand: set[Node] = field(default_factory=set)
    moments: int = 0
    situations: int = 0
    states: int = 0
    prober: Prober = field(init=False)
    fallbacks: dict[str, str | None] = field(init=False)

    def __post_init__(self) -> None:
        self.prober = Prober(self.company, self.now)
        self.fallbacks = {name: tree.fallback for name, tree in self.company.trees.items()}

    def enter(self, entrance: Entrance) -> None:
        """Look at everything that can become of callers who get into a tree."""
        _, tree, company = entrance
        self.fallbacks[tree] = company.trees[tree].fallback
        below = _below(company, tree)
        recursive = frozenset(_recursive(company, below))
        nodes = {
            (name, node): it for name in below for node, it in company.trees[name].nodes.items()
        }
        found, moments = situations(company, nodes, self.now)
        self.moments += moments
        self.situations += len(found)
        for situation in found:
            walk = Walk(company, tree, situation.exits, recursive)
            self.states += len(walk.found)
            self.reached |= {state.place for state in walk.found}
            self._judge(_Seen(entrance, situation, walk), recursive)
        freely = Walk(company, tree, {}, recursive)
        self.by_hand |= {state.place for state in freely.found}

    # -- what is wrong

    def _judge(self, seen: _Seen, recursive: frozenset[Node]) -> None:
        for lost in seen.walk.dead_ends:
            last = lost.back or lost.step
            if last.state.tree == seen.own_tree or last.state.place in recursive:
                # Whom a number leads to directly ends the call as alone; loops are told below.
                continue
            said = Said(Sentence.NOWHERE, exit=last.exit)
            way = seen.walk.whole_way(lost)
            severity = Severity.ERROR
            if last.exit == QueueOutcome.CLOSED and _is_queue(seen.walk.node(last.state)):
                said = Said(Sentence.QUEUE_TAKEN_AWAY, exit=last.exit)
                severity = Severity.WARNING
            self._tell(Kind.DEAD_END, last, said, seen, way, severity=severity)
        for state in seen.walk.surely:
            if state.place in recursive:
                way = seen.walk.way(state)
                self._tell(Kind.ENDLESS_LOOP, Step(state, ""), Said(Sentence.DEEPER), seen, way)
            self._judge_node(state, seen)
        for load in LOADS:
            loops = Loops(seen.walk, self.prober, seen.situation.exits, load, self.fallbacks)
            for loop in loops:
                self._tell_loop(loop, load, seen)

    def _judge_node(self, state: State, seen: _Seen) -> None:
        node = seen.walk.node(state)
        if node is None or node.enters or node.comes_back_by:
            return
        if state.place in seen.situation.exits:
            return
        for load in LOADS:
            probe = self.prober.probe(state.tree, state.node, node, load)
            if probe.exit is None:
                said = Said(Sentence.WAITS, load=load)
                way = seen.walk.way(state)
                self._tell(Kind.WAIT_WITHOUT_LIMIT, Step(state, ""), said, seen, way, load)
                break
            if probe.silence >= SILENCE:
                self._judge_silence(state, node, seen)
                break

    def _judge_silence(self, state: State, node: FlowNode, seen: _Seen) -> None:
        """A text of values says nothing to a caller who comes without them."""
        named = {one.name for text in node.texts() for one in placeholders(text)} - set(BUILT_IN)
        trees = self.company.trees.values()
        setters = {
            (tree.name, name)
            for tree in trees
            for name, one in tree.nodes.items()
            if named & set(one.sets())
        }
        walk = seen.walk
        if setters:
            _, tree, company = seen.entrance
            walk = Walk(company, tree, seen.situation.exits, avoided=setters)
        if state in walk.surely:
            said = Said(Sentence.SILENCE)
            if named:
                said = Said(Sentence.SILENCE_UNLESS, names=", ".join(sorted(named)))
            self._tell(Kind.SILENCE, Step(state, ""), said, seen, walk.way(state))

    def _tell_loop(self, loop: list[State], load: Manner, seen: _Seen) -> None:
        nodes = [seen.walk.node(state) for state in loop]
        waits = any(_rings_people(node) for node in nodes)
        names = " → ".join(state.node for state in (*loop, loop[0]))
        kind = Kind.WAIT_WITHOUT_LIMIT if waits else Kind.ENDLESS_LOOP
        said = Said(Sentence.ROUND, names=names)
        if waits:
            said = Said(Sentence.ROUND_WHILE, names=names, load=load)
        if any(one.kind is kind and (one.tree, one.node) in _places(loop) for one in self._told()):
            return
        way = seen.walk.way(loop[0])
        self._tell(kind, Step(loop[0], ""), said, seen, way, load)

    def _told(self) -> Iterator[Finding]:
        return iter(self.findings.values())

    def _tell(
        self,
        kind: Kind,
        last: Step,
        said: Said,
        seen: _Seen,
        way: list[Step],
        load: Manner | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        key = (kind, last.state.place, last.exit)
        if key not in self.findings:
            number, _, company = seen.entrance
            example = example_of(company, number, seen.situation, way, load)
            tree, node = last.state.place
            self.findings[key] = Finding(kind, severity, tree, node, said, example)

    def tell_unreached(self) -> None:
        """Name what no caller ever comes to."""
        for tree in self.company.trees.values():
            names = [name for name in tree.nodes if (tree.name, name) not in self.reached]
            if len(names) == len(tree.nodes):
                self._unreached(tree.name, tree.start, Said(Sentence.NEVER_THIS_TREE))
                continue
            for name in names:
                is_by_hand = (tree.name, name) in self.by_hand
                sentence = Sentence.ONLY_BY_HAND if is_by_hand else Sentence.NOT_THIS_YEAR
                self._unreached(tree.name, name, Said(sentence))

    def _unreached(self, tree: str, node: str, said: Said) -> None:
        found = Finding(Kind.UNREACHABLE, Severity.WARNING, tree, node, said)
        self.findings[Kind.UNREACHABLE, tree, node] = found


@dataclass(frozen=True, slots=True)
class _Seen:
    """One exploration, of whose number in which situation."""

    entrance: Entrance
    situation: Situation
    walk: Walk

    @property
    def own_tree(self) -> str | None:
        """The tree that is made of the number's own settings, if it has any."""
        number, tree, _ = self.entrance
        return None if number.is_plain else tree


def _is_queue(node: TreeNode | None) -> bool:
    return isinstance(node, QueueNode)


def _rings_people(node: TreeNode | None) -> bool:
    return node is not None and any(kind in _PEOPLE for kind, _ in node.references())


def _places(loop: list[State]) -> set[Node]:
    return {state.place for state in loop}


def _recursive(company: Company, trees: set[str]) -> Iterator[Node]:
    """The branches by which a tree leads back into itself."""
    below = {name: _below(company, name) for name in trees}
    for name in trees:
        for node_name, node in company.trees[name].nodes.items():
            if isinstance(node, FlowNode) and node.enters in below:
                if name in below[str(node.enters)]:
                    yield name, node_name


def _below(company: Company, tree: str) -> set[str]:
    """A tree and all that its branches lead to."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        name = waiting.pop()
        if name in company.trees and name not in found:
            found.add(name)
            nodes = company.trees[name].nodes.values()
            waiting += [n.enters for n in nodes if isinstance(n, FlowNode) and n.enters]
    return found
