"""What one process says arrives at the other."""

from __future__ import annotations

from ringtree.media import protocol
from ringtree.media.protocol import Closed, Configure, OpenLeg, Play, Pong, Pressed
from ringtree.media.quality import DirectionQuality, MediaStatistics


def test_commands_arrive_in_order_with_all_their_fields() -> None:
    commands = [
        OpenLeg(1, 10_000, 4),
        Configure(1, "10.0.0.9", 4000, "PCMA", 8, None, True, False, "192.0.2.7"),
        Play(1, 2, ["/a/привет.alaw"], True, 1.5),
    ]
    (datagram,) = protocol.encode(commands)
    assert list(protocol.decode_commands(datagram)) == commands


def test_notices_carry_statistics() -> None:
    statistics = MediaStatistics(DirectionQuality(5, 1, 2.5, 21.0, 4.1), codec="PCMU")
    (datagram,) = protocol.encode(
        [Pong(0), Pressed(1, "5", 100), Closed(1, statistics.to_fields())]
    )
    pong, pressed, closed = protocol.decode_notices(memoryview(datagram))
    assert (pong, pressed) == (Pong(0), Pressed(1, "5", 100))
    assert isinstance(closed, Closed) and closed.statistics is not None
    assert MediaStatistics.from_fields(closed.statistics) == statistics


def test_a_batch_too_long_for_a_datagram_is_split_in_order() -> None:
    commands = [Play(leg, 1, [f"{leg:04}" * 1_000], False, 0.0) for leg in range(40)]
    datagrams = protocol.encode(commands)
    assert len(datagrams) > 1
    assert max(map(len, datagrams)) <= protocol.FULL_BATCH
    arrived = [command for data in datagrams for command in protocol.decode_commands(data)]
    assert arrived == commands


def test_nothing_to_say_is_not_said() -> None:
    assert protocol.encode([]) == []


def test_every_message_has_a_code_of_its_own() -> None:
    assert len(set(protocol.COMMANDS)) == len(protocol.COMMANDS)
    assert not set(protocol.COMMANDS) & set(protocol.NOTICES)
