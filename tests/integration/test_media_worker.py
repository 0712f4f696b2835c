"""A real media worker and real sockets: what two telephones send each other and hear."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import socket
import struct
import wave
from array import array
from collections.abc import AsyncIterator, Callable
from itertools import pairwise
from pathlib import Path

import pytest

from ringtree.media.client import EmbeddedPlane, PlaneSettings
from ringtree.media.g711 import A_TO_U, U_TO_A
from ringtree.media.plane import (
    DigitPressed,
    Family,
    MediaEvent,
    MediaLeg,
    MediaResumed,
    MediaSilent,
    NoPortLeft,
    PlaybackFinished,
    Playlist,
    RecordingFinished,
    RemoteMedia,
    WorkerLost,
)
from ringtree.media.worker.digits import press_packets
from ringtree.media.worker.rtp import HEADER
from ringtree.sdp.description import Direction

FRAME = 160
LOCALHOST = "127.0.0.1"


class Phone:
    """One telephone's RTP socket."""

    def __init__(self, codec: str = "PCMA", host: str = LOCALHOST) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.bind((host, 0))
        self.host, self.port = self.socket.getsockname()[:2]
        self.codec = codec
        self.payload_type = {"PCMA": 8, "PCMU": 0}[codec]
        self.ssrc = random.getrandbits(32)
        self.sequence = random.getrandbits(15)
        self.timestamp = random.getrandbits(31)

    def media(self, *, event: int | None = 101, **options: object) -> RemoteMedia:
        return RemoteMedia(  # type: ignore[arg-type]
            self.host, self.port, self.codec, self.payload_type, event, **options
        )

    def send(self, port: int, payload: bytes, payload_type: int | None = None) -> None:
        kind = self.payload_type if payload_type is None else payload_type
        header = HEADER.pack(0x80, kind, self.sequence, self.timestamp, self.ssrc)
        self.sequence = (self.sequence + 1) & 0xFFFF
        self.timestamp = (self.timestamp + FRAME) & 0xFFFFFFFF
        self.socket.sendto(header + payload, (self.host, port))

    async def talk(self, port: int, value: int, count: int) -> None:
        for _ in range(count):
            self.send(port, bytes((value,)) * FRAME)
            await asyncio.sleep(0.02)

    async def press(self, port: int, digits: str, payload_type: int = 101) -> None:
        for packet in press_packets(digits, pause_ms=20):
            if packet is not None:
                if packet.first:
                    self.timestamp += 2_000
                header = HEADER.pack(
                    0x80, payload_type, self.sequence, self.timestamp & 0xFFFFFFFF, self.ssrc
                )
                self.sequence = (self.sequence + 1) & 0xFFFF
                self.socket.sendto(header + packet.payload, (self.host, port))
            await asyncio.sleep(0.005)

    def heard(self) -> list[bytes]:
        """Every packet that has arrived since the last time."""
        packets = []
        while True:
            try:
                packets.append(self.socket.recv(2_048))
            except (BlockingIOError, ConnectionRefusedError):
                return packets


def sequences(packets: list[bytes]) -> list[int]:
    return [HEADER.unpack_from(packet)[2] for packet in packets]


def payloads(packets: list[bytes]) -> set[int]:
    return {byte for packet in packets for byte in packet[12:]}


def is_one_stream(packets: list[bytes]) -> bool:
    """One SSRC, no hole in the sequence, a timestamp that never goes back."""
    headers = [HEADER.unpack_from(packet) for packet in packets]
    steps = [
        ((after[2] - before[2]) & 0xFFFF, (after[3] - before[3]) & 0xFFFFFFFF)
        for before, after in pairwise(headers)
    ]
    return len({header[4] for header in headers}) == 1 and all(
        sequence == 1 and step < 0x80000000 for sequence, step in steps
    )


class Listener:
    """Collects a leg's events."""

    def __init__(self) -> None:
        self.events: list[MediaEvent] = []

    def __call__(self, event: MediaEvent) -> None:
        self.events.append(event)

    def of(self, kind: type) -> list[MediaEvent]:
        return [event for event in self.events if isinstance(event, kind)]


async def until(condition: Callable[[], object], limit: float = 5.0) -> None:
    async with asyncio.timeout(limit):
        while not condition():  # noqa: ASYNC110 - the worker sets no event of ours
            await asyncio.sleep(0.01)


@pytest.fixture
def settings() -> PlaneSettings:
    first = random.randrange(20_000, 30_000, 2)
    return PlaneSettings(first, first + 99, host_ipv4=LOCALHOST, host_ipv6="::1", silence_limit=0)


@pytest.fixture
async def plane(settings: PlaneSettings) -> AsyncIterator[EmbeddedPlane]:
    plane = EmbeddedPlane(settings)
    await plane.start()
    yield plane
    await plane.stop()


class Call:
    """Two telephones, each with its leg, in one room."""

    def __init__(self, phones: list[Phone], legs: list[MediaLeg], ears: list[Listener]) -> None:
        self.phones, self.legs, self.ears = phones, legs, ears

    async def talk(self, count: int = 10) -> None:
        """Both talk at once: the first one says 0x11, the second one 0x22."""
        async with asyncio.TaskGroup() as both:
            for phone, leg, value in zip(self.phones, self.legs, (0x11, 0x22), strict=True):
                both.create_task(phone.talk(leg.port, value, count))
        await asyncio.sleep(0.05)


async def call(plane: EmbeddedPlane, *codecs: str) -> Call:
    room = await plane.open_room()
    ears = [Listener(), Listener()]
    legs: list[MediaLeg] = [await room.open_leg(ear) for ear in ears]
    phones = [Phone(codec) for codec in codecs or ("PCMA", "PCMA")]
    for leg, phone in zip(legs, phones, strict=True):
        leg.configure(phone.media())
    await asyncio.sleep(0.05)
    return Call(phones, legs, ears)


def write_sound(path: Path, seconds: float, value: int = 0x33) -> Path:
    path.write_bytes(bytes((value,)) * int(8_000 * seconds))
    return path


async def test_connected_phones_hear_each_other_and_nothing_is_lost(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(20)
    first, second = (phone.heard() for phone in talk.phones)
    assert payloads(first) == {0x22} and payloads(second) == {0x11}
    assert len(first) == len(second) == 20
    assert is_one_stream(first) and is_one_stream(second)
    statistics = await talk.legs[0].close()
    assert (statistics.received.packets, statistics.received.lost) == (20, 0)
    assert statistics.sent.packets == 20
    assert statistics.received.mos is not None and statistics.received.mos > 4
    assert statistics.remote == f"{LOCALHOST}:{talk.phones[0].port}"


async def test_alaw_and_ulaw_understand_each_other(plane: EmbeddedPlane) -> None:
    talk = await call(plane, "PCMA", "PCMU")
    talk.legs[1].connect(talk.legs[0])
    await talk.talk()
    first, second = (phone.heard() for phone in talk.phones)
    assert payloads(first) == {U_TO_A[0x22]} and payloads(second) == {A_TO_U[0x11]}
    assert {packet[1] & 0x7F for packet in first} == {8}
    assert {packet[1] & 0x7F for packet in second} == {0}


async def test_music_loops_evenly_until_it_is_stopped(plane: EmbeddedPlane, tmp_path: Path) -> None:
    talk = await call(plane, "PCMU", "PCMA")
    leg, phone = talk.legs[0], talk.phones[0]
    sound = write_sound(tmp_path / "a.alaw", 0.1)
    playback = leg.play(Playlist((sound,), loop=True))
    await asyncio.sleep(0.5)
    leg.stop_playing()
    await until(lambda: talk.ears[0].events)
    heard = phone.heard()
    assert 23 <= len(heard) <= 27
    assert payloads(heard) == {A_TO_U[0x33]} and is_one_stream(heard)
    (finished,) = talk.ears[0].of(PlaybackFinished)
    assert finished == PlaybackFinished(playback, finished.position, complete=False)


async def test_a_prompt_interrupts_the_relay_in_one_continuous_stream(
    plane: EmbeddedPlane, tmp_path: Path
) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(5)
    playback = talk.legs[0].play(Playlist((write_sound(tmp_path / "a.alaw", 0.2),)))
    await talk.talk(20)
    heard = talk.phones[0].heard()
    order = [packet[12] for packet in heard]
    assert order[0] == order[-1] == 0x22 and order.count(0x33) == 10
    assert is_one_stream(heard)
    assert talk.ears[0].of(PlaybackFinished) == [PlaybackFinished(playback, 0.2, complete=True)]


async def test_a_missing_file_ends_the_playback_and_nothing_else(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    playback = talk.legs[0].play(Playlist((Path("/nonexistent.alaw"),)))
    await until(lambda: talk.ears[0].events)
    assert talk.ears[0].events == [PlaybackFinished(playback, 0.0, complete=False)]


async def test_a_pressed_key_is_reported_once_and_reaches_the_other_phone(
    plane: EmbeddedPlane,
) -> None:
    talk = await call(plane)
    talk.legs[1].configure(talk.phones[1].media(event=96))
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(2)
    talk.phones[1].heard()
    await talk.phones[0].press(talk.legs[0].port, "1#")
    await until(lambda: len(talk.ears[0].of(DigitPressed)) == 2)
    assert [event.digit for event in talk.ears[0].of(DigitPressed)] == ["1", "#"]  # type: ignore[attr-defined]
    events = [packet for packet in talk.phones[1].heard() if packet[1] & 0x7F == 96]
    assert len(events) == 16


async def test_we_press_keys_on_a_distant_machine(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].send_digits("42")
    await asyncio.sleep(0.8)
    heard = talk.phones[0].heard()
    assert {packet[1] & 0x7F for packet in heard} == {101}
    assert {packet[12] for packet in heard} == {4, 2}
    assert is_one_stream(heard)


async def test_a_stranger_is_neither_heard_nor_answered(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    stranger = Phone(host="127.0.0.2")
    for _ in range(5):
        stranger.socket.sendto(b"\x80\x08" + bytes(170), (LOCALHOST, talk.legs[0].port))
    await talk.talk(5)
    for _ in range(5):
        stranger.socket.sendto(b"\x80\x08" + bytes(170), (LOCALHOST, talk.legs[0].port))
    await talk.talk(5)
    assert payloads(talk.phones[1].heard()) == {0x11}
    assert stranger.heard() == []
    assert (await talk.legs[0].close()).ignored == 5  # after the lock the kernel drops them


async def test_a_phone_behind_nat_is_learned_from_its_signalling_host(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    behind_nat = RemoteMedia("192.0.2.55", 4_000, signalling_host=LOCALHOST)
    talk.legs[0].configure(behind_nat)
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(5)
    assert payloads(talk.phones[0].heard()) == {0x22}


async def test_a_new_description_unlocks_and_the_new_phone_is_heard(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(5)
    old, talk.phones[0] = talk.phones[0], Phone()
    talk.legs[0].configure(talk.phones[0].media())
    old.send(talk.legs[0].port, bytes((0x77,)) * FRAME)  # overtaken by the re-INVITE
    await asyncio.sleep(0.05)
    await talk.talk(5)
    talk.phones[1].heard()
    await talk.talk(5)
    assert payloads(talk.phones[1].heard()) == {0x11}
    assert payloads(talk.phones[0].heard()) == {0x22}


async def test_on_hold_nothing_is_sent_to_the_phone(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].configure(talk.phones[0].media(direction=Direction.RECVONLY))
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(5)
    assert talk.phones[0].heard() == []
    assert payloads(talk.phones[1].heard()) == {0x11}


async def test_garbage_is_counted_and_ignored(plane: EmbeddedPlane) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    await talk.talk(2)
    garbage = [b"", b"x", bytes(11), bytes(200), os.urandom(9_000), b"\x80\x08" + bytes(60_000)]
    garbage += [b"\x9f\x88" + bytes(10), b"\x80\x60" + bytes(170), b"\x80\xc8\x00\x06" + bytes(24)]
    for packet in garbage:
        talk.phones[0].socket.sendto(packet, (LOCALHOST, talk.legs[0].port))
        talk.phones[0].socket.sendto(packet, (LOCALHOST, talk.legs[0].port + 1))
    await talk.talk(5)
    assert payloads(talk.phones[1].heard()) == {0x11}
    assert (await talk.legs[0].close()).ignored >= len(garbage) - 1


async def test_the_phones_own_report_is_in_the_statistics(
    plane: EmbeddedPlane, tmp_path: Path
) -> None:
    talk = await call(plane)
    leg, phone = talk.legs[0], talk.phones[0]
    leg.play(Playlist((write_sound(tmp_path / "a.alaw", 0.4),)))
    phone.send(leg.port, bytes(FRAME))
    await until(lambda: talk.ears[0].events)
    ours = HEADER.unpack_from(phone.heard()[0])[4]
    block = struct.pack("!IIIIII", ours, 5, 100, 80, 0, 0)  # five lost, 10 ms of jitter
    report = struct.pack("!BBHI", 0x81, 201, 7, phone.ssrc) + block
    phone.socket.sendto(report, (LOCALHOST, leg.port + 1))
    await asyncio.sleep(0.05)
    sent = (await leg.close()).sent
    assert (sent.packets, sent.lost, sent.jitter_ms) == (15, 5, 10.0)
    assert sent.mos is not None and sent.mos < 3.5


async def test_a_recording_holds_both_sides(plane: EmbeddedPlane, tmp_path: Path) -> None:
    talk = await call(plane)
    talk.legs[0].connect(talk.legs[1])
    path = tmp_path / "call.wav"
    talk.legs[0].record(path, channels=2)
    await talk.talk(30)
    talk.legs[0].stop_recording()
    await until(lambda: talk.ears[0].events)
    (finished,) = talk.ears[0].of(RecordingFinished)
    assert isinstance(finished, RecordingFinished)
    assert finished.error is None and 0.5 < finished.seconds < 1.0
    with wave.open(str(path)) as file:
        samples = array("h", file.readframes(file.getnframes()))
    said, heard = samples[0::2], samples[1::2]
    assert max(map(abs, said)) > 0 and max(map(abs, heard)) > 0
    assert said.tobytes() != heard.tobytes()


async def test_silence_of_both_is_reported_and_its_end(settings: PlaneSettings) -> None:
    plane = EmbeddedPlane(
        PlaneSettings(settings.first_port, settings.last_port, host_ipv4=LOCALHOST, silence_limit=1)
    )
    await plane.start()
    try:
        talk = await call(plane)
        talk.legs[0].connect(talk.legs[1])
        await until(lambda: all(ear.of(MediaSilent) for ear in talk.ears))
        await talk.talk(60)
        await until(lambda: all(ear.of(MediaResumed) for ear in talk.ears))
    finally:
        await plane.stop()


async def test_an_ipv6_phone_is_served(plane: EmbeddedPlane, tmp_path: Path) -> None:
    room = await plane.open_room()
    leg = await room.open_leg(Listener(), family=Family.IPV6)
    phone = Phone(host="::1")
    leg.configure(phone.media())
    leg.play(Playlist((write_sound(tmp_path / "a.alaw", 0.1),)))
    await asyncio.sleep(0.05)
    phone.send(leg.port, bytes(FRAME))
    await asyncio.sleep(0.2)
    assert payloads(phone.heard()) == {0x33}
    assert (await leg.close()).received.packets == 1


async def test_ports_run_out_with_a_clear_refusal_and_come_back(settings: PlaneSettings) -> None:
    plane = EmbeddedPlane(PlaneSettings(settings.first_port, settings.first_port + 3))
    await plane.start()
    try:
        room = await plane.open_room()
        legs = [await room.open_leg(Listener()) for _ in range(2)]
        with pytest.raises(NoPortLeft):
            await room.open_leg(Listener())
        await legs[0].close()
        await legs[0].close()
        again = await room.open_leg(Listener())
        assert again.port == legs[0].port
    finally:
        await plane.stop()


async def test_a_port_of_another_program_is_passed_over(settings: PlaneSettings) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind((LOCALHOST, settings.first_port + 1))
        plane = EmbeddedPlane(settings)
        await plane.start()
        try:
            leg = await (await plane.open_room()).open_leg(Listener())
            assert leg.port == settings.first_port + 2
        finally:
            await plane.stop()


async def test_a_killed_worker_takes_only_its_own_legs_and_comes_back(
    settings: PlaneSettings, tmp_path: Path
) -> None:
    plane = EmbeddedPlane(
        PlaneSettings(settings.first_port, settings.last_port, workers=2, host_ipv4=LOCALHOST)
    )
    await plane.start()
    try:
        doomed, spared = await call(plane), await call(plane)
        path = tmp_path / "message.wav"
        doomed.legs[0].record(path)
        await doomed.talk(70)
        os.kill(plane.worker_pids[0], signal.SIGKILL)
        await until(lambda: all(ear.of(WorkerLost) for ear in doomed.ears))
        assert not any(ear.events for ear in spared.ears)
        assert (await doomed.legs[0].close()).received.packets == 0
        spared.legs[0].connect(spared.legs[1])
        await spared.talk(3)
        assert payloads(spared.phones[1].heard()) == {0x11}
        with wave.open(str(path)) as file:
            assert file.getnframes() >= 8_000
        await until(lambda: len(plane.worker_pids) == 2)
        anew = await call(plane)
        anew.legs[0].connect(anew.legs[1])
        await anew.talk(3)
        assert payloads(anew.phones[1].heard()) == {0x11}
    finally:
        await plane.stop()


async def test_a_worker_that_hangs_is_replaced(
    plane: EmbeddedPlane, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ringtree.media.supervisor._PING_LIMIT", 0.5)
    monkeypatch.setattr("ringtree.media.supervisor._PING_EVERY", 0.2)
    talk = await call(plane)
    os.kill(plane.worker_pids[0], signal.SIGSTOP)
    await until(lambda: all(ear.of(WorkerLost) for ear in talk.ears))
    await (await plane.open_room()).open_leg(Listener())
