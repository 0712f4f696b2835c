"""Telephone audio in numbers, and A-law as linear samples for recordings."""

from __future__ import annotations

from ringtree.media.g711 import A_SAMPLES

SAMPLE_RATE = 8_000  # samples, and bytes of G.711, per second
FRAME = 160  # samples in 20 ms

#: The lower and the upper byte of the 16-bit sample for each A-law octet.
_LOW = bytes(sample & 0xFF for sample in A_SAMPLES)
_HIGH = bytes((sample >> 8) & 0xFF for sample in A_SAMPLES)


def linear_from_alaw(*channels: bytes | bytearray) -> bytes:
    """Interleaved 16-bit little-endian samples of channels of equal length.

    Look-ups and slices run in C: a second of sound takes some 50 µs.
    """
    step = 2 * len(channels)
    samples = bytearray(step * len(channels[0]))
    for index, channel in enumerate(channels):
        samples[2 * index :: step] = channel.translate(_LOW)
        samples[2 * index + 1 :: step] = channel.translate(_HIGH)
    return bytes(samples)
