"""The RTP header [RFC 3550 §5.1], read and written in place."""

from __future__ import annotations

import struct

HEADER = struct.Struct("!BBHII")
HEADER_SIZE = 12
PLAIN = 0x80  # version 2, no padding, no extension, no contributing sources
MARKER = 0x80
#: Larger than any packet of telephone audio; what fills the buffer was cut off by the kernel.
BUFFER_SIZE = 2_048


def payload_bounds(buffer: bytearray, length: int) -> tuple[int, int] | None:
    """Where the payload begins and ends; None if the packet is not well-formed RTP."""
    if length < HEADER_SIZE or length >= BUFFER_SIZE or buffer[0] & 0xC0 != 0x80:
        return None
    begin = HEADER_SIZE + 4 * (buffer[0] & 0x0F)
    if buffer[0] & 0x10:
        if begin + 4 > length:
            return None
        begin += 4 + 4 * (buffer[begin + 2] << 8 | buffer[begin + 3])
    end = length - buffer[length - 1] if buffer[0] & 0x20 else length
    return (begin, end) if begin <= end else None
