"""The tones of the telephone network, as heard in Russia and most of Europe.

`python -m ringtree.prompts.tones` writes them into the package, where they are shipped.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from ringtree.media.g711 import A_SILENCE, encode_a
from ringtree.prompts.synthesis import faded, scaled, steady

ToneName = Literal["ringback", "busy", "beep", "silence"]

ASSETS = Path(__file__).parent / "assets"

_CALL_PROGRESS = 425.0  # Hz [ITU-T E.180, Supplement 2: Russian Federation]
_BEEP = 1_000.0  # Hz
_AMPLITUDE = 32768 * math.sqrt(2) * 10 ** (-19 / 20)  # a sine of -19 dBFS
_EDGE = 0.005  # seconds; no click at either end


def _burst(frequency: float, sounding: float, silent: float) -> bytes:
    tone = faded(steady(frequency, sounding), attack=_EDGE, release=_EDGE)
    loud = scaled(tone, round(_AMPLITUDE, 3)) + array("d", bytes(8 * round(silent * 8000)))
    return encode_a(array("h", map(round, loud)))


def ringback() -> bytes:
    """The called party is ringing: 1 s, then 4 s of silence; to be looped."""
    return _burst(_CALL_PROGRESS, 1.0, 4.0)


def busy() -> bytes:
    """The called party is taken: 0.36 s on and off; to be looped."""
    return _burst(_CALL_PROGRESS, 0.36, 0.36)


def beep() -> bytes:
    """Speak after this."""
    return _burst(_BEEP, 0.3, 0.1)


def silence() -> bytes:
    """A second of nothing; to be looped while the caller thinks.

    A phone that gets no packets takes the call for dead, and its router forgets the way to it.
    """
    return bytes([A_SILENCE]) * 8000


TONES: Mapping[ToneName, Callable[[], bytes]] = {
    "ringback": ringback,
    "busy": busy,
    "beep": beep,
    "silence": silence,
}


def tone_file(name: ToneName) -> Path:
    """The shipped tone, A-law."""
    return ASSETS / f"{name}.alaw"


def main() -> None:
    """Write every tone into the package."""
    for name, compose in TONES.items():
        tone_file(name).write_bytes(compose())


if __name__ == "__main__":
    main()
