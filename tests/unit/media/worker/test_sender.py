"""What a phone is told."""

from __future__ import annotations

from pathlib import Path

from ringtree.media import protocol
from ringtree.media.g711 import A_TO_U
from ringtree.media.worker.rtp import HEADER
from tests.unit.media.worker.bench import FRAME, Bench, FakeHost


def play(bench: Bench, path: Path, *, frames: int = 2, loop: bool = False, number: int = 1) -> None:
    path.write_bytes(b"\x33" * FRAME * frames)
    bench.leg.play(protocol.Play(1, number, [str(path)], loop, 0.0))


def headers(bench: Bench) -> list[tuple[int, ...]]:
    return [HEADER.unpack_from(data) for data, _ in bench.rtp.sent]


def test_a_prompt_is_sent_frame_by_frame_and_then_ends(tmp_path: Path) -> None:
    bench = Bench().configure()
    play(bench, tmp_path / "a.alaw")
    bench.tick(5)
    assert bench.audio == [b"\x33" * FRAME] * 2
    assert bench.host.notices == [protocol.Played(1, 1, 0.04, True)]
    assert bench.host.active == []


def test_a_ulaw_phone_gets_ulaw(tmp_path: Path) -> None:
    bench = Bench(codec="PCMU").configure()
    play(bench, tmp_path / "a.alaw")
    bench.tick()
    assert bench.audio == [bytes((A_TO_U[0x33],)) * FRAME]
    assert headers(bench)[0][1] == 0x80  # payload type 0 with the marker


def test_a_second_prompt_replaces_the_first_one(tmp_path: Path) -> None:
    bench = Bench().configure()
    play(bench, tmp_path / "a.alaw", frames=50, number=1)
    bench.tick(10)
    play(bench, tmp_path / "b.alaw", frames=1, number=2)
    bench.tick(5)
    assert bench.host.notices == [
        protocol.Played(1, 1, 0.2, False),
        protocol.Played(1, 2, 0.02, True),
    ]


def test_a_prompt_silences_the_other_phone_for_its_time(tmp_path: Path) -> None:
    host = FakeHost()
    first, second = Bench(host, 1).configure(), Bench(host, 2).configure()
    first.leg.connect(second.leg)
    play(first, tmp_path / "a.alaw")
    second.arrive(b"\x22" * FRAME)
    first.tick()
    second.arrive(b"\x22" * FRAME)
    first.tick(2)
    second.arrive(b"\x22" * FRAME)
    assert [audio[0] for audio in first.audio] == [0x33, 0x33, 0x22]
    sequences = [header[2] for header in headers(first)]
    assert sequences == [sequences[0], sequences[0] + 1, sequences[0] + 2]


def test_a_phone_that_holds_us_is_sent_nothing_while_the_prompt_runs_on(tmp_path: Path) -> None:
    bench = Bench().configure(sends=False)
    play(bench, tmp_path / "a.alaw")
    bench.tick(5)
    assert bench.audio == []
    assert bench.host.notices == [protocol.Played(1, 1, 0.04, True)]


def test_a_missing_file_is_said_and_the_playback_over() -> None:
    bench = Bench().configure()
    bench.leg.play(protocol.Play(1, 5, ["/nonexistent"], False, 0.0))
    trouble, played = bench.host.notices
    assert isinstance(trouble, protocol.Trouble)
    assert played == protocol.Played(1, 5, 0.0, False)


def test_keys_are_pressed_one_after_another_and_pause_the_music(tmp_path: Path) -> None:
    bench = Bench().configure()
    play(bench, tmp_path / "a.alaw", loop=True)
    bench.leg.send_digits("1")
    bench.leg.send_digits("2")
    bench.tick(30)
    kinds = [header[1] & 0x7F for header in headers(bench)]
    codes = [audio[0] for audio, kind in zip(bench.audio, kinds, strict=True) if kind == 101]
    assert codes == [1] * 8 + [2] * 8
    assert kinds[-1] == 8


def test_a_phone_without_events_is_sent_no_keys() -> None:
    bench = Bench().configure(event_payload_type=None)
    bench.leg.send_digits("1")
    bench.tick(10)
    assert bench.audio == []


def test_nobody_to_send_to_is_no_error(tmp_path: Path) -> None:
    bench = Bench().configure(("phone.example.com", 4_000))
    play(bench, tmp_path / "a.alaw")
    bench.tick(3)
    assert bench.audio == []
