"""What a valid document may still get wrong: names that nobody has, callers who get nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from ringtree.company.lint_tree import lint_tree
from ringtree.company.model import Company
from ringtree.company.problem import Path, Problem, Severity
from ringtree.company.words import suggest


def lint(company: Company, *, strategies: Collection[str] | None = None) -> list[Problem]:
    """Everything wrong with the company; errors keep it from being published.

    `strategies` are the names the queues' engine knows; None leaves them unchecked.
    """
    problems = [
        *_duplicates(company),
        *_numbers(company),
        *_members(company),
        *_queues(company, strategies),
        *_unused_trees(company),
    ]
    for name in company.trees:
        problems.extend(_references(company, name))
        problems.extend(lint_tree(company.trees[name]))
    return problems


def errors(problems: Collection[Problem]) -> list[Problem]:
    """Those that refuse publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def _duplicates(company: Company) -> Iterator[Problem]:
    extensions = [person.extension for person in company.people]
    yield from _twice("internal number", extensions, "people", "extension")
    yield from _twice("number", [number.number for number in company.numbers], "numbers", "number")


def _twice(what: str, values: list[str], part: str, key: str) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if value in values[:index]:
            message = f"the {what} {value} stands twice"
            yield Problem(message, (part, index, key), "each once", rule="duplicate")


def _unknown(kind: str, name: str, path: Path, known: Collection[str]) -> Problem:
    message = f"there is no {kind} {name!r}{suggest(name, known)}"
    listed = ", ".join(sorted(known)) or f"none: the company has no {kind}"
    return Problem(message, path, listed, rule="unknown-reference")


def _known(company: Company) -> dict[str, Collection[str]]:
    people = [person.extension for person in company.people]
    return {
        "extension": people,
        "group": company.groups,
        "target": [*people, *company.groups],
        "queue": company.queues,
        "tree": company.trees,
        "trunk": company.trunks,
        "number": [number.number for number in company.numbers],
    }


def _numbers(company: Company) -> Iterator[Problem]:
    known = _known(company)
    wanted: list[tuple[str, str | None, Path]] = [("number", company.outgoing, ("outgoing",))]
    for index, number in enumerate(company.numbers):
        wanted.append(("trunk", number.trunk, ("numbers", index, "trunk")))
        wanted.append(("tree", number.tree, ("numbers", index, "tree")))
    for index, person in enumerate(company.people):
        wanted.append(("number", person.number, ("people", index, "number")))
    for kind, name, path in wanted:
        if name is not None and name not in known[kind]:
            yield _unknown(kind, name, path, known[kind])


def _members(company: Company) -> Iterator[Problem]:
    lists: dict[Path, tuple[str, ...]] = {}
    for name, group in company.groups.items():
        lists["groups", name, "extensions"] = group.extensions
    for name, queue in company.queues.items():
        lists["queues", name, "agents"] = queue.agents
    people = _known(company)["extension"]
    for path, extensions in lists.items():
        for index, extension in enumerate(extensions):
            if extension not in people:
                yield _unknown("extension", extension, (*path, index), people)
        for extension, count in Counter(extensions).items():
            if count > 1:
                message = f"{extension} stands {count} times"
                yield Problem(message, path, "each once", rule="duplicate")


def _queues(company: Company, strategies: Collection[str] | None) -> Iterator[Problem]:
    for name, queue in company.queues.items():
        path: Path = ("queues", name)
        if not queue.agents:
            yield Problem(
                f"nobody serves the queue {name!r}",
                (*path, "agents"),
                "at least one internal number",
                rule="queue-nobody-serves",
            )
        if strategies is not None and queue.strategy not in strategies:
            yield Problem(
                f"there is no strategy {queue.strategy!r}{suggest(queue.strategy, strategies)}",
                (*path, "strategy"),
                ", ".join(sorted(strategies)),
                rule="unknown-strategy",
            )


def _unused_trees(company: Company) -> Iterator[Problem]:
    used = {number.tree for number in company.numbers}
    for tree in company.trees.values():
        for node in tree.nodes.values():
            used.update(name for kind, name in node.references() if kind == "tree")
    for name in company.trees:
        if name not in used:
            yield Problem(
                f"no number leads to the tree {name!r}",
                ("trees", name),
                severity=Severity.WARNING,
                rule="unused-tree",
            )


def _references(company: Company, tree: str) -> Iterator[Problem]:
    known = _known(company)
    for name, node in company.trees[tree].nodes.items():
        for kind, wanted in node.references():
            if wanted not in known[kind]:
                yield _unknown(kind, wanted, ("trees", tree, "nodes", name), known[kind])
