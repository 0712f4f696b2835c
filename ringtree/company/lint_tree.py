"""The tree as a graph: exits that lead nowhere, nodes nobody reaches, loops nobody can leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Place, Subject, rule
from ringtree.company.model import Tree
from ringtree.company.node import TreeNode

Graph = dict[str, list[str]]

A_NODE = Both("the name of a node", "имя узла")
NO_EXITS = Both("no exits at all", "никаких выходов")
REACHED = Both(
    "an exit that leads to it, or no such node", "выход, который к нему ведёт, или ничего"
)
CHOOSING = Both(
    "a node in the loop at which the caller chooses", "узел в круге, где звонящий выбирает"
)
WITHOUT_KEY = Both("a way out that needs no key", "путь, для которого не нужно нажимать клавиш")

#: The exits that a caller leaves by who does nothing at all, though asked to.
PASSIVE_EXITS = frozenset({"no_input"})
#: What a node names that lets somebody answer: a loop through it is a wait, not a spin.
PEOPLE = frozenset({"extension", "group", "target", "queue"})


@rule(
    "unknown-node",
    Both("Correct the name, or add the node.", "Исправьте имя или добавьте такой узел."),
)
def nodes_are_known(subject: Subject) -> Iterator[Found]:
    """Exits, start and fallback lead to nodes that the tree has."""
    for tree in subject.company.trees.values():
        for key, name in (("start", tree.start), ("fallback", tree.fallback)):
            if name is not None and name not in tree.nodes:
                yield Found(_no_node(tree, name), ("trees", tree.name, key), _nodes(tree))
    for place in subject.places():
        for exit_name, target in place.node.exits.items():
            if target not in place.tree.nodes:
                path = place.path("exits", exit_name)
                yield Found(_no_node(place.tree, target), path, _nodes(place.tree))


def _no_node(tree: Tree, name: str) -> Both:
    message = Both(f"there is no node {name!r} in this tree", f"в этом дереве нет узла «{name}»")
    return message.hinted(name, tree.nodes)


def _nodes(tree: Tree) -> str:
    return ", ".join(tree.nodes)


@rule(
    "unknown-exit",
    Both("Correct the exit's name, or remove it.", "Исправьте имя выхода или удалите его."),
)
def exits_are_known(subject: Subject) -> Iterator[Found]:
    """A node's exits are ones it has with its present settings."""
    for place in subject.places():
        node = place.node
        for exit_name in node.exits:
            if exit_name not in node.exit_names:
                message = Both(
                    f"a {node.type} node as set here has no exit {exit_name!r}",
                    f"у узла {node.type} с такими настройками нет выхода «{exit_name}»",
                ).hinted(exit_name, node.exit_names)
                allowed = ", ".join(node.exit_names) or NO_EXITS
                yield Found(message, place.path("exits", exit_name), allowed)


@rule(
    "unwired-exit",
    Both(
        "Say which node the caller goes to next.",
        "Укажите, в какой узел звонящий попадёт дальше.",
    ),
)
def exits_are_wired(subject: Subject) -> Iterator[Found]:
    """A caller who takes any exit gets somewhere."""
    for place in subject.places():
        node = place.node
        for exit_name in node.exit_names:
            if exit_name not in node.exits and exit_name not in node.optional_exits:
                message = Both(
                    f"the exit {exit_name!r} leads nowhere",
                    f"выход «{exit_name}» никуда не ведёт",
                )
                path = place.path("exits") if node.exits else place.path()
                yield Found(message, path, A_NODE)


@rule(
    "unreachable-node",
    Both(
        "Wire an exit that leads to it, or remove it.",
        "Проведите к нему выход или удалите его.",
    ),
)
def nodes_are_reached(subject: Subject) -> Iterator[Found]:
    """Every node can be come to: what nobody reaches was meant to be reached."""
    for tree in subject.company.trees.values():
        reached = _reachable(tree) if tree.start in tree.nodes else set(tree.nodes)
        for name, node in tree.nodes.items():
            if name not in reached:
                message = Both(
                    f"no caller can reach the node {name!r}",
                    f"в узел «{name}» не может попасть ни один звонящий",
                )
                yield Found(message, Place(tree, name, node).path(), REACHED)


@rule(
    "endless-loop",
    Both(
        "Put a node into the loop at which the caller chooses, such as a menu.",
        "Поставьте в круг узел, где звонящий выбирает, например меню.",
    ),
)
def loops_wait(subject: Subject) -> Iterator[Found]:
    """A loop in which nothing waits for the caller turns for ever."""
    waiting = _trees_that_wait(subject)
    for tree in subject.company.trees.values():
        quick = {
            name
            for name, node in tree.nodes.items()
            if not _waits(tree, name) and waiting.isdisjoint(_entered(node))
        }
        graph = {name: [one for one in _next(tree, name) if one in quick] for name in quick}
        for loop in _loops(graph, [name for name in tree.nodes if name in quick]):
            message = Both(
                f"the loop {_way(loop)} never waits for the caller",
                f"круг {_way(loop)} нигде не ждёт выбора звонящего",
            )
            path = Place(tree, loop[0], tree.nodes[loop[0]]).path()
            yield Found(message, path, CHOOSING)


@rule(
    "silent-loop",
    Both(
        "Lead callers who press nothing to somebody who answers, or end the call.",
        "Направьте тех, кто ничего не нажимает, к тому, кто ответит, или завершите звонок.",
    ),
)
def loops_end_without_a_choice(subject: Subject) -> Iterator[Found]:
    """Who presses nothing is not asked for ever: the line would never be free again."""
    for tree in subject.company.trees.values():
        graph = {name: _without_choosing(tree, name) for name in tree.nodes}
        for loop in _loops(graph, [name for name in graph if _waits(tree, name)]):
            message = Both(
                f"who presses nothing goes round for ever: {_way(loop)}",
                f"кто ничего не нажимает, вечно ходит по кругу: {_way(loop)}",
            )
            path = Place(tree, loop[0], tree.nodes[loop[0]]).path()
            yield Found(message, path, WITHOUT_KEY)


def _without_choosing(tree: Tree, name: str) -> list[str]:
    """Where a caller may get to from a node by doing nothing; nowhere if people are rung."""
    if _waits(tree, name):
        return list(_next(tree, name, PASSIVE_EXITS))
    if any(kind in PEOPLE for kind, _ in tree.nodes[name].references()):
        return []
    return list(_next(tree, name))


def _next(tree: Tree, name: str, only: frozenset[str] | None = None) -> Iterator[str]:
    """Where a caller may go from a node in the ordinary way: exits, and fallback for unwired.

    An unwired exit that finishes ends the call, and the fallback does not rescue itself.
    """
    node = tree.nodes[name]
    fallback = tree.fallback if name != tree.fallback else None
    for exit_name in node.exit_names:
        if only is not None and exit_name not in only:
            continue
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


def _waits(tree: Tree, name: str) -> bool:
    node: TreeNode = tree.nodes[name]
    return node.waits_for_caller


def _entered(node: TreeNode) -> Iterator[str]:
    """The trees a node leads into, to come back from."""
    return (name for kind, name in node.references() if kind == "tree")


def _trees_that_wait(subject: Subject) -> set[str]:
    """Trees in which something waits for the caller, there or in a tree they lead into."""
    trees = subject.company.trees
    found = {name for name, tree in trees.items() if any(_waits(tree, one) for one in tree.nodes)}
    grows = True
    while grows:
        further = {
            name
            for name, tree in trees.items()
            if any(not found.isdisjoint(_entered(node)) for node in tree.nodes.values())
        }
        grows = not further <= found
        found |= further
    return found


def _way(loop: list[str]) -> str:
    return " → ".join((*loop, loop[0]))


def _loops(graph: Graph, starts: Iterable[str]) -> Iterator[list[str]]:
    """The loops through the starts, each once."""
    told: set[str] = set()
    for name in starts:
        loop = _loop_through(graph, name)
        if loop and told.isdisjoint(loop):
            told.update(loop)
            yield loop


def _loop_through(graph: Graph, start: str) -> list[str]:
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
