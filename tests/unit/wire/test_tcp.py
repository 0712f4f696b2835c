"""Connections on a pretended transport and a clock of our own."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.sip.framing import FramingError
from ringtree.sip.hop import Hop
from ringtree.wire.tcp import Connection, TcpEvents, TcpLimits, TcpTransport

MESSAGE = b"OPTIONS sip:x SIP/2.0\r\nContent-Length: 0\r\n\r\n"


class Wire:
    """The transport under a connection, as far as one is needed."""

    def __init__(self, peer: tuple[str, int] | None = ("192.0.2.9", 40000)) -> None:
        self.peer = peer
        self.written = b""
        self.unread = 0
        self.state = "open"

    def get_extra_info(self, name: str) -> Any:
        return self.peer

    def is_closing(self) -> bool:
        return self.state != "open"

    def get_write_buffer_size(self) -> int:
        return self.unread

    def write(self, data: bytes) -> None:
        self.written += data

    def close(self) -> None:
        self.state = "closed"

    def abort(self) -> None:
        self.state = "aborted"


class Bench:
    """A transport whose news is written down."""

    def __init__(self, **limits: Any) -> None:
        self.now = 0.0
        self.news: list[Any] = []
        events = TcpEvents(
            on_message=lambda data, hop: self.news.append(data),
            on_broken=lambda error, hop: self.news.append(error),
            on_failed=lambda hop: self.news.append(hop),
            on_idle=lambda: self.news.append("idle"),
        )
        self.tcp = TcpTransport(events, lambda: self.now, TcpLimits(**limits))

    def accept(self, port: int = 40000) -> tuple[Connection, Wire]:
        connection, wire = Connection(self.tcp), Wire(("192.0.2.9", port))
        connection.connection_made(wire)  # type: ignore[arg-type]
        return connection, wire


def hop(port: int = 40000) -> Hop:
    return Hop("tcp", "192.0.2.9", port)


def test_messages_are_handed_over_and_then_the_pause_told() -> None:
    bench = Bench()
    connection, _ = bench.accept()
    connection.data_received(MESSAGE + MESSAGE[:10])
    connection.data_received(MESSAGE[10:])
    assert bench.news == [MESSAGE, "idle", MESSAGE, "idle"]


def test_a_ping_is_answered() -> None:
    connection, wire = Bench().accept()
    connection.data_received(b"\r\n\r\n")
    assert wire.written == b"\r\n"


def test_the_connection_of_a_request_carries_what_goes_to_its_sender() -> None:
    bench = Bench()
    _, wire = bench.accept()
    assert bench.tcp.send(b"response", hop())
    assert wire.written == b"response"


def test_a_stream_that_cannot_be_followed_is_told_and_closed() -> None:
    bench = Bench()
    connection, wire = bench.accept()
    connection.data_received(MESSAGE + b"OPTIONS sip:x SIP/2.0\r\n\r\n")
    message, error, idle = bench.news
    assert (message, idle) == (MESSAGE, "idle")
    assert isinstance(error, FramingError)
    assert wire.state == "closed"
    connection.data_received(MESSAGE)
    assert len(bench.news) == 3
    assert not bench.tcp.send(b"late", hop())


@pytest.mark.parametrize("said", [b"", MESSAGE[:10], MESSAGE + MESSAGE[:10]])
def test_a_message_that_takes_too_long_ends_it(said: bytes) -> None:
    bench = Bench(message_time=30.0)
    connection, wire = bench.accept()
    connection.data_received(said)
    for bench.now in (10.0, 20.0, 29.0):
        connection.data_received(b"a")
        connection.check(bench.now)
        assert wire.state == "open"
    connection.check(30.1)
    assert wire.state == "aborted"


def test_keep_alives_alone_do_not_count_as_a_first_message() -> None:
    bench = Bench(message_time=30.0)
    connection, wire = bench.accept()
    connection.data_received(MESSAGE)
    bench.now = 3600.0
    connection.data_received(b"\r\n\r\n")
    connection.check(bench.now)
    assert wire.state == "open"


def test_a_silent_connection_is_closed_in_the_end() -> None:
    bench = Bench(idle_time=100.0)
    connection, wire = bench.accept()
    connection.data_received(MESSAGE)
    connection.check(100.0)
    assert wire.state == "open"
    connection.check(100.1)
    assert wire.state == "aborted"


def test_connections_are_bounded_in_total_and_per_source() -> None:
    bench = Bench(connections_per_source=2)
    wires = [bench.accept(port)[1] for port in (1, 2, 3)]
    assert [wire.state for wire in wires] == ["open", "open", "aborted"]
    bench = Bench(connections=1)
    wires = [bench.accept(port)[1] for port in (1, 2)]
    assert [wire.state for wire in wires] == ["open", "aborted"]
    assert not bench.tcp.send(b"x", hop(9))


def test_one_that_closed_makes_room() -> None:
    bench = Bench(connections_per_source=1)
    connection, _ = bench.accept(1)
    connection.connection_lost(None)
    connection.connection_lost(None)
    assert (len(bench.tcp), bench.news) == (0, [])
    assert bench.accept(2)[1].state == "open"


def test_losing_one_we_wrote_to_is_a_failure() -> None:
    bench = Bench()
    connection, _ = bench.accept()
    bench.tcp.send(b"request", hop())
    connection.connection_lost(ConnectionResetError())
    assert bench.news == [hop(), "idle"]


def test_a_peer_that_does_not_read_is_cut_off() -> None:
    bench = Bench(unread=1000)
    _, wire = bench.accept()
    wire.unread = 1001
    assert not bench.tcp.send(b"x", hop())
    assert wire.state == "aborted"


def test_a_peer_gone_before_it_was_greeted() -> None:
    bench = Bench()
    connection, wire = Connection(bench.tcp), Wire(None)
    connection.connection_made(wire)  # type: ignore[arg-type]
    connection.data_received(MESSAGE)
    connection.connection_lost(None)
    assert (wire.state, bench.news) == ("aborted", [])
