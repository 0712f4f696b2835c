"""Writes changed data back into the text it came from: comments, order and spelling stay.

A drawing changes data, an author writes text; both are the same document. What did not change is
left exactly as it was written, what is new is written as `text.dump` writes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from ringtree.company.diff import IDENTITIES
from ringtree.company.problem import DocumentError
from ringtree.company.source import read


def merged(text: str, data: Mapping[str, Any]) -> str:
    """The text with `data` in it, plain JSON values.

    A text that cannot be read gives way as a whole.
    """
    yaml = _yaml()
    old = _loaded(yaml, text)
    new = _fresh(data) if old is None else old
    if old is not None:
        _into_map(old, data)
    out = StringIO()
    yaml.dump(new, out)
    return out.getvalue()


def _yaml() -> YAML:
    yaml = YAML()
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _loaded(yaml: YAML, text: str) -> CommentedMap | None:
    """The text's mapping, with everything its author wrote."""
    try:
        read(text)  # refuses what could explode
        loaded = yaml.load(text)
    except (YAMLError, DocumentError):
        return None
    return loaded if isinstance(loaded, CommentedMap) else None


def _into_map(old: CommentedMap, new: Mapping[str, Any]) -> None:
    by_name = {_name(key): key for key in old}
    for name, key in by_name.items():
        if name not in new:
            del old[key]
    for name, value in new.items():
        key = by_name.get(name, name)
        if key not in old:
            old[_quoted(name)] = _fresh(value)
        elif (changed := _changed(old[key], value)) is not old[key]:
            old[key] = changed


def _changed(old: Any, new: Any) -> Any:
    """What stands for `new`: the old value itself where it says the same already."""
    if isinstance(old, CommentedMap) and isinstance(new, Mapping):
        _into_map(old, new)
        return old
    if isinstance(old, CommentedSeq):
        if isinstance(new, list):
            return _into_list(old, new)
        is_alone = len(old) == 1 and not isinstance(old[0], (CommentedMap, CommentedSeq))
        return old if is_alone and _says(old[0], new) else _fresh(new)
    return old if _says(old, new) else _fresh(new)


def _into_list(old: CommentedSeq, new: list[Any]) -> CommentedSeq:
    """Entries keep what was written of them, found by their names or else by their places."""
    identity = _identity(old, new)
    if identity is None and len(old) == len(new):
        for index, value in enumerate(new):
            if (changed := _changed(old[index], value)) is not old[index]:
                old[index] = changed
        return old
    entries = [_fresh_or_known(one, old, identity) for one in new]
    if [id(one) for one in entries] == [id(one) for one in old]:
        return old
    return _replaced(old, entries)


def _fresh_or_known(new: Any, old: CommentedSeq, identity: str | None) -> Any:
    for one in old:
        if identity and _name(one[identity]) == _name(new[identity]):
            return _changed(one, new)
        if not isinstance(one, (CommentedMap, CommentedSeq)) and _says(one, new):
            return one
    return _fresh(new)


def _replaced(old: CommentedSeq, entries: list[Any]) -> CommentedSeq:
    fresh = CommentedSeq(entries)
    if old.fa.flow_style():
        fresh.fa.set_flow_style()
    places = {id(one): index for index, one in enumerate(old)}
    for index, one in enumerate(entries):
        if isinstance(one, CommentedMap) and (was := places.get(id(one))) in old.ca.items:
            fresh.ca.items[index] = old.ca.items[was]
    return fresh


def _identity(old: Sequence[Any], new: Sequence[Any]) -> str | None:
    """By what entries are known, if all have it and no two have the same."""
    if not all(isinstance(one, Mapping) for one in (*old, *new)):
        return None
    for key in IDENTITIES:
        if all(_is_unique(key, entries) for entries in (old, new)):
            return key
    return None


def _is_unique(key: str, entries: Sequence[Mapping[str, Any]]) -> bool:
    names = [_name(one[key]) for one in entries if key in one]
    return len(names) == len(entries) == len(set(names))


def _says(old: Any, new: Any) -> bool:
    """Whether a written value means this: `101` and "101" are one internal number."""
    if isinstance(old, bool) or isinstance(new, bool) or old is None or new is None:
        return type(old) is type(new) and bool(old == new)
    if isinstance(old, (int, float)) and isinstance(new, str):
        return str(old) == new
    return bool(old == new)


def _name(key: Any) -> str:
    return str(key)


def _quoted(value: str) -> str:
    """Text that would be read as something else, or not at all (`{key: :1}`), is quoted."""
    return DoubleQuotedScalarString(value) if value[:1] in "+:0123456789" else value


def _fresh(value: Any) -> Any:
    if isinstance(value, Mapping):
        return CommentedMap((_quoted(str(key)), _fresh(inner)) for key, inner in value.items())
    if isinstance(value, (list, tuple)):
        items = CommentedSeq(_fresh(inner) for inner in value)
        if not any(isinstance(inner, (dict, list)) for inner in value):
            items.fa.set_flow_style()
        return items
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return _quoted(value) if isinstance(value, str) else value
