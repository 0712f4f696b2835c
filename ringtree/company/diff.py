"""What would change between two companies: a list of changes, each with its place.

Compared is what the documents mean, not how they are written: defaults count as written out,
and neither order of keys nor comments are changes. `ringtree.company.diff_words` says them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ringtree.company.model import Company
from ringtree.company.problem import Path

#: By what an entry of a list is known, the first that all of them have.
IDENTITIES = ("extension", "number", "name", "key")

PROMPT_KEYS = frozenset({"text", "file"})


class ChangeKind(StrEnum):
    """What became of a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `before` and `after` are plain data; None where there is no value.

    In `path` an entry of a list of people, numbers or the like stands by its name, not its place.
    `node_types` are the types that the node of the path has before and after, if it is one.
    """

    kind: ChangeKind
    path: Path
    before: Any = None
    after: Any = None
    node_types: tuple[str | None, str | None] = (None, None)

    def to_dict(self) -> dict[str, Any]:
        """For `--json` and the API."""
        return {
            "kind": self.kind.value,
            "path": [str(part) for part in self.path],
            "before": self.before,
            "after": self.after,
        }


def diff(before: Company, after: Company) -> list[Change]:
    """Every difference, in the order of the document."""
    old, new = _plain(before), _plain(after)
    types = {path: (_type_at(old, path), _type_at(new, path)) for path in _node_paths(old, new)}
    return [
        Change(kind, path, was, now, types.get(path[:4], (None, None)))
        for kind, path, was, now in _compare(old, new, ())
        if not _told_by_exits(path, old, new)
    ]


Difference = tuple[ChangeKind, Path, Any, Any]


def _plain(company: Company) -> dict[str, Any]:
    """Everything that matters to a call: where nodes are drawn does not."""
    return company.model_dump(
        mode="json", by_alias=True, exclude={"trees": {"__all__": {"layout"}}}
    )


def _node_paths(*documents: dict[str, Any]) -> Iterator[Path]:
    for document in documents:
        for tree, content in document["trees"].items():
            for node in content["nodes"]:
                yield ("trees", tree, "nodes", node)


def _type_at(document: dict[str, Any], path: Path) -> str | None:
    node = document["trees"].get(path[1], {}).get("nodes", {}).get(path[3])
    return str(node["type"]) if node else None


def _compare(before: Any, after: Any, path: Path) -> Iterator[Difference]:
    before, after = _by_identity(before, after)
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        if not path or _is_same_thing(before, after):
            yield from _inside(before, after, path)
            return
    if before != after:
        yield ChangeKind.CHANGED, path, before, after


def _is_same_thing(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """A node of another type is another node, and a prompt is told as a whole."""
    if PROMPT_KEYS & (before.keys() | after.keys()):
        return False
    return before.get("type") == after.get("type")


def _inside(
    before: Mapping[str, Any], after: Mapping[str, Any], path: Path
) -> Iterator[Difference]:
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        if was is None and now is not None:
            yield ChangeKind.ADDED, (*path, key), None, now
        elif now is None and was is not None:
            yield ChangeKind.REMOVED, (*path, key), was, None
        else:
            yield from _compare(was, now, (*path, key))


def _by_identity(before: Any, after: Any) -> tuple[Any, Any]:
    """Lists of named entries as mappings, so that an entry is compared with its own past."""
    if not (isinstance(before, Sequence) and isinstance(after, Sequence)):
        return before, after
    entries = [*before, *after]
    if not entries or not all(isinstance(entry, Mapping) for entry in entries):
        return before, after
    for key in IDENTITIES:
        if _identifies(key, before) and _identifies(key, after):
            return {one[key]: one for one in before}, {one[key]: one for one in after}
    return before, after


def _identifies(key: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    names = [entry.get(key) for entry in entries]
    return None not in names and len(set(map(str, names))) == len(names)


def _told_by_exits(path: Path, old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a changed list of choices only repeats what the changed exits say."""
    if len(path) != 5 or path[0] != "trees" or path[4] != "choices":
        return False
    was, now = (_node(document, path) for document in (old, new))
    changed = set(was["choices"]) ^ set(now["choices"])
    rewired = set(was["exits"]) ^ set(now["exits"])
    kept = [key for key in was["choices"] if key in now["choices"]]
    same_order = kept == [key for key in now["choices"] if key in was["choices"]]
    return bool(changed) and changed <= rewired and same_order


def _node(document: dict[str, Any], path: Path) -> dict[str, Any]:
    found: dict[str, Any] = document["trees"][path[1]]["nodes"][path[3]]
    return found
