"""Ranges of a recording."""

from __future__ import annotations

import pytest

from ringtree.api.messages.sound import sound_response

DATA = bytes(range(100))


@pytest.mark.parametrize(
    ("wanted", "status", "content"),
    [
        (None, 200, DATA),
        ("bytes=0-", 206, DATA),
        ("bytes=10-19", 206, DATA[10:20]),
        ("bytes=90-500", 206, DATA[90:]),
        ("bytes=-5", 206, DATA[-5:]),
        ("bytes=-500", 206, DATA),
        ("bytes=0-1,5-6", 200, DATA),
        ("chars=1-2", 200, DATA),
        ("bytes=100-", 416, b""),
        ("bytes=9-3", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 200, DATA),
    ],
)
def test_what_was_asked_for(wanted: str | None, status: int, content: bytes) -> None:
    response = sound_response(DATA, wanted)
    assert (response.status_code, bytes(response.body)) == (status, content)


def test_where_the_part_stands() -> None:
    assert sound_response(DATA, "bytes=-5").headers["content-range"] == "bytes 95-99/100"
    assert sound_response(DATA, "bytes=100-").headers["content-range"] == "bytes */100"
