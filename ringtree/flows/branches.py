"""The trees a call is in: the one it walks, and those it was led here through."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ringtree.company.model import Tree


class BranchError(Exception):
    """A branch that can't be entered; base of both reasons."""


class UnknownTree(BranchError):
    """The company has no tree of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no tree {name!r}")
        self.name = name


class BranchTooDeep(BranchError):
    """Branches lead into branches further than a call may go: they must lead into each other."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"too many branches in each other: {' → '.join(names)}")
        self.names = names


class _Frame(NamedTuple):
    tree: Tree
    node: str


class Branches:
    """Where a call is among its company's trees. `tree` is the one it walks."""

    __slots__ = ("_depth", "_frames", "tree")

    def __init__(self, tree: Tree, *, depth: int) -> None:
        self.tree = tree
        self._depth = depth
        self._frames: list[_Frame] = []

    def enter(self, name: str, trees: Mapping[str, Tree], *, by: str) -> str:
        """Go into another tree by the node `by` of this one: the node it starts with.

        Raises:
            UnknownTree: there is none of this name.
            BranchTooDeep: `depth` branches have been entered and not come back from.
        """
        if name not in trees:
            raise UnknownTree(name)
        if len(self._frames) >= self._depth:
            raise BranchTooDeep(
                (*(frame.tree.name for frame in self._frames), self.tree.name, name)
            )
        self._frames.append(_Frame(self.tree, by))
        self.tree = trees[name]
        return self.tree.start

    def leave(self) -> str | None:
        """Go back to the tree this one was entered from: the node it was entered by.

        None if it was not entered from any.
        """
        if not self._frames:
            return None
        self.tree, node = self._frames.pop()
        return node

    def fallback(self, *, has_failed: bool) -> str | None:
        """Go to the nearest tree with a fallback: that node, or None if no tree is left.

        `has_failed`: this tree's own has just been tried.
        """
        found = None if has_failed else self.tree.fallback
        while found is None and self.leave() is not None:
            found = self.tree.fallback
        return found
