"""What comes from the network and what a database takes are not the same set of strings."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic_core import PydanticSerializationError, to_json
from sqlalchemy import String, Table


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
    """JSON under the same rules; numbers that are none become null.

    pydantic's encoder takes a seventh of the standard library's time, and every record passes
    here; it refuses foreign bytes, so that cleaning is left to the few values that need it.
    """
    try:
        text = to_json(value, inf_nan_mode="null").decode()
    except PydanticSerializationError:
        text = ""
    if not text or "\\u0000" in text:
        text = to_json(_clean(value), inf_nan_mode="null").decode()
    return text


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, dict):
        return {storable(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def fitted(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """The row with every text made to fit its column."""
    lengths = _lengths(table)
    return {
        name: storable(value, lengths[name]) if isinstance(value, str) else value
        for name, value in row.items()
    }


@cache
def _lengths(table: Table) -> dict[str, int | None]:
    kinds = {column.name: column.type for column in table.columns}
    return {name: kind.length if isinstance(kind, String) else None for name, kind in kinds.items()}
