"""The tree as a graph: exits that lead nowhere, nodes nobody reaches, loops nobody can leave."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.model import Tree
from ringtree.company.node import TreeNode
from ringtree.company.problem import Path, Problem
from ringtree.company.words import suggest


def lint_tree(tree: Tree) -> Iterator[Problem]:
    """Everything wrong with one tree's shape."""
    yield from _ends(tree)
    for name, node in tree.nodes.items():
        yield from _exits(tree, name, node)
    reached = _reachable(tree)
    if tree.start in tree.nodes:
        yield from _unreachable(tree, reached)
    yield from _loops(tree)


def _here(tree: Tree, *path: str) -> Path:
    return ("trees", tree.name, *path)


def _ends(tree: Tree) -> Iterator[Problem]:
    for key, name in (("start", tree.start), ("fallback", tree.fallback)):
        if name is not None and name not in tree.nodes:
            yield _no_node(tree, name, _here(tree, key))


def _no_node(tree: Tree, name: str, path: Path) -> Problem:
    message = f"there is no node {name!r} in this tree{suggest(name, tree.nodes)}"
    return Problem(message, path, ", ".join(tree.nodes), rule="unknown-node")


def _exits(tree: Tree, name: str, node: TreeNode) -> Iterator[Problem]:
    path = _here(tree, "nodes", name)
    for exit_name, target in node.exits.items():
        place = (*path, "exits", exit_name)
        if exit_name not in node.exit_names:
            hint = suggest(exit_name, node.exit_names)
            message = f"a {node.type} node as set here has no exit {exit_name!r}{hint}"
            allowed = ", ".join(node.exit_names) or "no exits at all"
            yield Problem(message, place, allowed, rule="unknown-exit")
        if target not in tree.nodes:
            yield _no_node(tree, target, place)
    for exit_name in node.exit_names:
        if exit_name not in node.exits and exit_name not in node.optional_exits:
            message = f"the exit {exit_name!r} leads nowhere"
            place = (*path, "exits") if node.exits else path
            yield Problem(message, place, "the name of a node", rule="unwired-exit")


def _next(tree: Tree, name: str) -> Iterator[str]:
    """Where a caller may go from a node in the ordinary way: exits, and fallback for unwired.

    An unwired exit that finishes ends the call, and the fallback does not rescue itself.
    """
    node = tree.nodes[name]
    fallback = tree.fallback if name != tree.fallback else None
    for exit_name in node.exit_names:
        target = node.exits.get(exit_name)
        if target is None and exit_name not in node.finishing_exits:
            target = fallback
        if target is not None and target in tree.nodes:
            yield target


def _reachable(tree: Tree) -> set[str]:
    """What a caller can reach; the fallback always, for anything may fail."""
    waiting = [name for name in (tree.start, tree.fallback) if name in tree.nodes]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name is not None and name not in reached:
            reached.add(name)
            waiting.extend(_next(tree, name))
    return reached


def _unreachable(tree: Tree, reached: set[str]) -> Iterator[Problem]:
    for name in tree.nodes:
        if name not in reached:
            yield Problem(
                f"no caller can reach the node {name!r}",
                _here(tree, "nodes", name),
                "an exit that leads to it, or no such node",
                rule="unreachable-node",
            )


def _loops(tree: Tree) -> Iterator[Problem]:
    """Loops of nodes none of which waits for the caller: they would turn for ever."""
    graph = {
        name: [target for target in _next(tree, name) if not _waits(tree, target)]
        for name, node in tree.nodes.items()
        if not node.waits_for_caller
    }
    told: set[str] = set()
    for name in graph:
        loop = _loop_through(graph, name)
        if loop and told.isdisjoint(loop):
            told.update(loop)
            yield Problem(
                f"the loop {' → '.join((*loop, name))} never waits for the caller",
                _here(tree, "nodes", name),
                "a node in the loop at which the caller chooses, such as a menu",
                rule="endless-loop",
            )


def _waits(tree: Tree, name: str) -> bool:
    return tree.nodes[name].waits_for_caller


def _loop_through(graph: dict[str, list[str]], start: str) -> list[str]:
    """The shortest loop from `start` back to it, or nothing."""
    came_from: dict[str, str] = {}
    waiting = [start]
    for name in waiting:  # grows as it is walked: breadth first
        for target in graph[name]:
            if target == start:
                return _path_back(came_from, start, name)
            if target not in came_from:
                came_from[target] = name
                waiting.append(target)
    return []


def _path_back(came_from: dict[str, str], start: str, last: str) -> list[str]:
    path = [last]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return path[::-1]
