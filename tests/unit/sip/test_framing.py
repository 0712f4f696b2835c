from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.framing import FramingError, KeepAlive, StreamFramer
from ringtree.sip.message import MAX_HEAD

START = b"OPTIONS sip:a@b SIP/2.0\r\n"
ONE = START + b"Content-Length: 5\r\n\r\nhello"
TWO = START + b"X: y\r\n l: 9\r\nL : 0\r\n\r\n"


class TestCutting:
    """RFC 3261 §18.3."""

    def test_two_messages_in_one_piece(self) -> None:
        assert StreamFramer().feed(ONE + TWO) == [ONE, TWO]

    def test_a_message_byte_by_byte(self) -> None:
        framer = StreamFramer()
        pieces = [framer.feed(bytes([byte])) for byte in ONE + TWO]
        assert [unit for units in pieces for unit in units] == [ONE, TWO]
        assert framer.pending == 0

    @given(st.lists(st.integers(1, 60), max_size=12))
    def test_however_it_is_cut(self, sizes: list[int]) -> None:
        data = ONE + b"\r\n\r\n" + TWO + ONE
        framer = StreamFramer()
        units = []
        for size in sizes:
            units += framer.feed(data[:size])
            data = data[size:]
        units += framer.feed(data)
        assert units == [ONE, KeepAlive.PING, TWO, ONE]

    def test_a_message_begun_is_pending(self) -> None:
        framer = StreamFramer()
        assert framer.feed(ONE[:30]) == []
        assert framer.pending == 30


class TestKeepAlives:
    """RFC 5626 §3.5.1."""

    def test_ping_and_pong_between_messages(self) -> None:
        framer = StreamFramer()
        assert framer.feed(b"\r\n\r\n") == [KeepAlive.PING]
        assert framer.feed(b"\r\n" + ONE) == [KeepAlive.PONG, ONE]

    def test_half_a_ping_is_no_pong(self) -> None:
        framer = StreamFramer()
        assert framer.feed(b"\r\n") == [] == framer.feed(b"\r")
        assert framer.pending == 0
        assert framer.feed(b"\n") == [KeepAlive.PING]


class TestRefusing:
    @pytest.mark.parametrize(
        ("head", "status"),
        [
            (b"X: y", 400),
            (b"Content-Length: x", 400),
            (b"Content-Length: -1", 400),
            (b"Content-Length: 1\r\nl: 2", 400),
            (b"Content-Length: 2147483648", 513),
            (b"Content-Length: 99999999999999999999999999", 400),
            (b"Content-Length: 65500", 513),
            (b"X: " + b"y" * MAX_HEAD, 513),
        ],
    )
    def test_a_stream_nobody_can_follow(self, head: bytes, status: int) -> None:
        with pytest.raises(FramingError) as caught:
            StreamFramer().feed(ONE + START + head + b"\r\n\r\n")
        assert caught.value.status == status
        assert caught.value.complete == [ONE]
        assert caught.value.head.startswith(START)

    def test_a_head_that_never_ends(self) -> None:
        framer = StreamFramer()
        with pytest.raises(FramingError):
            for _ in range(MAX_HEAD):
                framer.feed(b"aa")

    def test_a_bare_cr_between_messages(self) -> None:
        with pytest.raises(FramingError):
            StreamFramer().feed(b"\rINVITE")
