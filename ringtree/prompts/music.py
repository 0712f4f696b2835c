"""Music on hold, composed for a telephone line and played by this code.

Sixteen bars in D major at 80 beats a minute: a marimba's arpeggios over soft chords, a slow
melody and a plucked bass that is heard through its overtones. 48 seconds that join their own
beginning, everything between 300 and 3400 Hz where a telephone hears.

`python -m ringtree.prompts.music` writes it into the package, where it is shipped.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ringtree.media.g711 import encode_a
from ringtree.prompts.synthesis import Loop, Partial, faded, pitch, scaled, steady, struck
from ringtree.prompts.tones import ASSETS

LEVEL = -20.0  # dBFS, root mean square

_BEAT = 6_000  # samples: 80 beats a minute
_BAR = 4 * _BEAT
_EIGHTH = _BEAT // 2
_SWING = 300  # samples the second eighth of a beat comes late
_ECHO = 3 * _EIGHTH // 2  # samples: a dotted eighth

_MARIMBA = (
    Partial(1, 1.0, 0.42),
    Partial(2, 0.22, 0.22),
    Partial(3, 0.08, 0.14),
    Partial(4, 0.13, 0.06),
)
_BELL = (
    Partial(1, 1.0, 0.85),
    Partial(2, 0.30, 0.55),
    Partial(3, 0.06, 0.25),
)
_BASS = (
    Partial(1, 0.6, 0.55),
    Partial(2, 0.7, 0.50),
    Partial(3, 0.35, 0.35),
    Partial(4, 0.12, 0.20),
)
_PAD_OVERTONE = 0.25


class Bar(NamedTuple):
    """One bar: notes as MIDI numbers, the melody as (beat, note)."""

    bass: int
    pad: tuple[int, int, int]
    arpeggio: tuple[int, int, int, int, int, int]
    melody: tuple[tuple[float, int], ...]


_BARS = (
    Bar(50, (66, 69, 73), (62, 66, 69, 73, 74, 78), ((0, 78), (1.5, 81), (3, 76))),  # Dmaj7
    Bar(47, (66, 69, 74), (62, 66, 69, 71, 74, 78), ((0, 78), (2.5, 74))),  # Bm7
    Bar(55, (66, 71, 74), (62, 66, 67, 71, 74, 79), ((0, 79), (1.5, 78), (3, 74))),  # Gmaj7
    Bar(57, (64, 69, 73), (61, 64, 69, 73, 76, 78), ((0, 76), (2, 81))),  # A6
    Bar(54, (64, 69, 73), (61, 66, 69, 73, 76, 81), ((0, 85), (1.5, 81), (3, 76))),  # F#m7
    Bar(47, (66, 69, 74), (62, 66, 71, 74, 78, 81), ((0, 78), (2, 74))),  # Bm7
    Bar(52, (67, 71, 74), (64, 67, 71, 74, 78, 79), ((0, 79), (1.5, 76), (3, 83))),  # Em9
    Bar(57, (64, 69, 74), (62, 64, 69, 74, 76, 81), ((0, 81), (2.5, 76))),  # Asus4
    Bar(55, (66, 71, 74), (62, 67, 71, 74, 78, 83), ((0, 83), (1.5, 81), (3, 78))),  # Gmaj7
    Bar(57, (64, 69, 73), (64, 69, 73, 76, 81, 85), ((0, 81), (2, 85))),  # A
    Bar(54, (64, 69, 73), (61, 66, 69, 73, 76, 81), ((0, 81), (1.5, 78), (3, 76))),  # F#m7
    Bar(47, (66, 69, 74), (62, 66, 69, 71, 74, 78), ((0, 78), (2.5, 83))),  # Bm7
    Bar(52, (67, 71, 74), (64, 67, 71, 74, 76, 79), ((0, 79), (1.5, 83), (3, 86))),  # Em7
    Bar(55, (67, 70, 74), (62, 64, 67, 70, 74, 79), ((0, 82), (2, 79))),  # Gm6
    Bar(54, (66, 69, 74), (62, 66, 69, 74, 76, 78), ((0, 78), (1.5, 81), (3, 86))),  # Dadd9
    Bar(57, (64, 67, 74), (64, 67, 69, 74, 76, 79), ((0, 81), (2, 76))),  # A7sus4
)

#: Which note of the arpeggio each eighth plays, by bar in turn; -1 is a rest.
_PATTERNS = (
    (0, 2, 4, 3, 5, 3, 4, 2),
    (0, 3, 2, 4, 1, 4, 3, -1),
    (0, 2, 3, 5, 4, 2, 3, 1),
    (0, 1, 3, 4, 5, -1, 4, 2),
)
#: How hard each eighth is struck: the beats lead, the middle of the bar breathes.
_ACCENTS = (0.40, 0.24, 0.32, 0.22, 0.36, 0.24, 0.30, 0.20)


def compose() -> bytes:
    """The whole loop as A-law octets, 48 s."""
    loop = Loop(len(_BARS) * _BAR)
    for number, bar in enumerate(_BARS):
        for sound, offset in _played(bar, _PATTERNS[number % len(_PATTERNS)]):
            loop.add(sound, number * _BAR + offset)
    loop.echo(_ECHO, (0.26, 0.09, 0.03))
    return encode_a(loop.at_level(LEVEL))


def _played(bar: Bar, pattern: tuple[int, ...]) -> Iterator[tuple[array[float], int]]:
    """Every sound of a bar and the sample it starts at."""
    yield scaled(_note(bar.bass, _BASS, 1.8), 0.34), 0
    yield scaled(_note(bar.bass + 12, _BASS, 1.8), 0.16), 5 * _EIGHTH + _SWING
    for midi in bar.pad:
        yield _pad(midi), -_EIGHTH  # the chord swells into its bar
    for eighth, choice in enumerate(pattern):
        if choice >= 0:
            late = _SWING if eighth % 2 else 0
            note = _note(bar.arpeggio[choice], _MARIMBA, 1.6)
            yield scaled(note, _ACCENTS[eighth]), eighth * _EIGHTH + late
    for beat, midi in bar.melody:
        late = _SWING if beat % 1 else 0
        yield scaled(_note(midi, _BELL, 3.0), 0.40), round(beat * _BEAT) + late


@cache
def _note(midi: int, partials: tuple[Partial, ...], seconds: float) -> array[float]:
    return struck(pitch(midi), partials, seconds)


@cache
def _pad(midi: int) -> array[float]:
    """A held note of a chord: two sines under a slow swell, longer than its bar."""
    seconds = (_BAR + 2 * _EIGHTH) / 8000
    note = steady(pitch(midi), seconds)
    overtone = steady(2 * pitch(midi), seconds)
    mixed = array("d", (a + _PAD_OVERTONE * b for a, b in zip(note, overtone, strict=True)))
    return scaled(faded(mixed, attack=1.1, release=1.3), 0.075)


def music_file() -> Path:
    """The shipped music, A-law."""
    return ASSETS / "music.alaw"


def main() -> None:
    """Write the music into the package."""
    music_file().write_bytes(compose())


if __name__ == "__main__":
    main()
