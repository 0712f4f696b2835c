"""Where the payload of a packet lies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.media.worker.rtp import BUFFER_SIZE, payload_bounds


def bounds(packet: bytes) -> tuple[int, int] | None:
    return payload_bounds(bytearray(packet.ljust(BUFFER_SIZE, b"\0")), len(packet))


def test_a_plain_packet_has_twelve_bytes_of_header() -> None:
    assert bounds(b"\x80\x08" + bytes(10) + b"audio") == (12, 17)


def test_contributing_sources_and_an_extension_are_skipped() -> None:
    assert bounds(b"\x82\x08" + bytes(10) + bytes(8) + b"audio") == (20, 25)
    extension = b"\xbe\xde\x00\x02" + bytes(8)
    assert bounds(b"\x90\x08" + bytes(10) + extension + b"audio") == (24, 29)


def test_padding_is_not_audio() -> None:
    assert bounds(b"\xa0\x08" + bytes(10) + b"audio\x00\x00\x03") == (12, 17)


@pytest.mark.parametrize(
    "packet",
    [
        b"",
        b"\x80\x08" + bytes(9),
        b"\x00\x08" + bytes(200),
        b"\x40\x08" + bytes(200),
        b"\xc0\x08" + bytes(200),
        b"\x8f\x08" + bytes(12),
        b"\x90\x08" + bytes(12),
        b"\x90\x08" + bytes(10) + b"\x00\x00\xff\xff" + bytes(100),
        b"\xa0\x08" + bytes(10) + b"\xff",
        b"\x80\x08" + bytes(BUFFER_SIZE - 2),
    ],
)
def test_what_is_not_rtp_is_refused(packet: bytes) -> None:
    assert bounds(packet) is None


@given(st.binary(max_size=80))
def test_any_bytes_are_bounded_or_refused(packet: bytes) -> None:
    result = bounds(packet)
    assert result is None or 12 <= result[0] <= result[1] <= len(packet)
