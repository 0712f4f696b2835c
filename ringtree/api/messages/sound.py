"""A recording over HTTP, whole or in ranges [RFC 9110 §14], whether or not it is encrypted."""

from __future__ import annotations

import re
from typing import Any

from fastapi import Response

#: What an endpoint that serves a recording says of its answers.
SOUND: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {}}, "description": "the sound; Range is served"},
    206: {"content": {"audio/wav": {}}, "description": "the part that was asked for"},
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_HEADERS = {"accept-ranges": "bytes", "cache-control": "private, max-age=3600"}


def sound_response(content: bytes, wanted: str | None, media_type: str = "audio/wav") -> Response:
    """The answer to a request with this Range; several ranges get the whole."""
    match = _RANGE.fullmatch(wanted.strip()) if wanted else None
    if match is None or match[0] == "bytes=-":
        return Response(content, media_type=media_type, headers=_HEADERS)
    first, last = _bounds(match[1], match[2], len(content))
    if first > last or first >= len(content):
        headers = {**_HEADERS, "content-range": f"bytes */{len(content)}"}
        return Response(status_code=416, headers=headers)
    headers = {**_HEADERS, "content-range": f"bytes {first}-{last}/{len(content)}"}
    return Response(content[first : last + 1], 206, headers=headers, media_type=media_type)


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1 if int(last) else -1
    return int(first), min(int(last), size - 1) if last else size - 1
