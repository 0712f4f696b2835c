"""What comes from the network and what a database takes are not the same set of strings."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import String, Table

_dumps = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def storable(text: str, length: int | None = None) -> str:
    """The text without what UTF-8 or PostgreSQL refuses, and not longer than its column."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    try:
        text.encode()
    except UnicodeEncodeError:  # header bytes that were not UTF-8, kept by surrogateescape
        text = text.encode("utf-8", "replace").decode()
    return text if length is None else text[:length]


def storable_json(value: Any) -> str:
    """JSON under the same rules."""
    return storable(_dumps(value).replace("\\u0000", ""))


def fitted(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with every text made to fit its column."""
    return {
        name: storable(value, _length(table, name)) if isinstance(value, str) else value
        for name, value in row.items()
    }


def _length(table: Table, name: str) -> int | None:
    kind = table.c[name].type
    return kind.length if isinstance(kind, String) else None
