"""Long lists come in pages, each with a cursor that leads to the next.

A cursor says after which row to go on, not how many to skip: what arrives meanwhile neither
repeats a row nor loses one.
"""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, Field

from ringtree.api.problem import BadCursor
from ringtree.company.source import LARGEST_TEXT

T = TypeVar("T")
#: Rows of a list that shows what a document says: each takes a few characters of its text.
IN_DOCUMENT = LARGEST_TEXT // 4
Limit = Annotated[int, Query(ge=1, le=500, description="rows at most")]
Cursor = Annotated[
    str | None, Query(max_length=500, description="the field `next` of the page before")
]


class Page(BaseModel, Generic[T]):
    """Some rows, and where to go on; `next` is null on the last page."""

    items: list[T]
    next: str | None = Field(default=None, examples=["WyIyMDI2LTExLTI1VDAwOjAwOjAwWiIsImMxIl0"])


def cursor(*place: Any) -> str:
    """The cursor of a row: the values that its list is ordered by."""
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def place(cursor: str, *kinds: type) -> tuple[Any, ...]:
    """What `cursor` was given, checked against the kinds of its values.

    Raises:
        BadCursor: no page of this list gave that out.
    """
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        raise BadCursor from None
    if not isinstance(values, list) or len(values) != len(kinds):
        raise BadCursor
    # bool is an int to Python, and no row is ordered by one.
    if any(type(value) is not kind for value, kind in zip(values, kinds, strict=True)):
        raise BadCursor
    return tuple(values)


def instant_and_id(cursor: str | None) -> tuple[datetime, str] | None:
    """Where a page of a list that is ordered by time ended, in UTC; None for the first page.

    Raises:
        BadCursor: no page of such a list gave that out.
    """
    if cursor is None:
        return None
    began, row = place(cursor, str, str)
    return instant(began), row


def instant(text: str) -> datetime:
    """An instant of a cursor, in UTC.

    Raises:
        BadCursor: it is none.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise BadCursor from None


def in_document(of: str) -> dict[str, Any]:
    """As `whole`, for what a document says: its text bounds how much that can be."""
    return whole(IN_DOCUMENT, f"the {of} that a document of {LARGEST_TEXT // 1024} KiB can hold")


def whole(most: int, of: str) -> dict[str, Any]:
    """For the `openapi_extra` of a route whose list comes whole: the limit that bounds it.

    `of` says what there are so many of: "keys of a company".
    """
    return {"x-ringtree-whole": {"most": most, "of": of}}
