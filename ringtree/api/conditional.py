"""ETags: nothing is sent twice that has not changed, nobody overwrites what he has not seen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Header

from ringtree.api.problem import PreconditionFailed, PreconditionRequired

IfMatch = Annotated[str | None, Header(description="the ETag of the state that is changed")]


def etag(*state: object) -> str:
    """A strong tag of a state [RFC 9110 §8.8.3]."""
    text = "\x00".join(map(str, state)).encode("utf-8", "surrogateescape")
    return f'"{hashlib.sha256(text).hexdigest()[:32]}"'


def body_etag(body: bytes) -> str:
    """The tag of an answer's octets."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_among(tag: str, header: str) -> bool:
    """Whether an If-Match or If-None-Match names the tag; compared weakly [§8.8.3.2]."""
    names = {part.strip().removeprefix("W/") for part in header.split(",")}
    return "*" in names or tag.removeprefix("W/") in names


def require_match(
    given: str | None, current: str | None, about: Mapping[str, Any] | None = None
) -> None:
    """Let a change through only if it starts from the present state.

    `current` is None where there is nothing yet: then `If-None-Match: *`, which means no
    `If-Match`, is right. `about` tells the loser who was quicker.

    Raises:
        PreconditionRequired: the request does not say.
        PreconditionFailed: it starts from another state.
    """
    if given is None:
        if current is None:
            return
        raise PreconditionRequired
    if current is None or not is_among(current, given):
        raise PreconditionFailed(extra={**(about or {}), "etag": current})
