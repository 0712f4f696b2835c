"""A-law as linear samples."""

from __future__ import annotations

from array import array

from ringtree.media.g711 import decode_a
from ringtree.media.worker.samples import linear_from_alaw

EVERY_CODE = bytes(range(256))


def test_one_channel_is_decoded_as_g711_says() -> None:
    assert array("h", linear_from_alaw(EVERY_CODE)) == decode_a(EVERY_CODE)


def test_two_channels_are_interleaved() -> None:
    samples = array("h", linear_from_alaw(EVERY_CODE, bytearray(256)))
    assert samples[0::2] == decode_a(EVERY_CODE)
    assert samples[1::2] == decode_a(bytes(256))
