"""G.711 A-law and µ-law: linear samples to octets and back, and from one law to the other.

The laws are tables worked out once from the Recommendation's segments, so that a stretch of sound
is coded by one look-up per sample and translated by one `bytes.translate` [ITU-T G.711 (11/88)].
Linear samples are 16-bit signed, of which A-law keeps 13 significant bits and µ-law 14.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable

#: One octet of silence: the positive code nearest to zero.
A_SILENCE = 0xD5
U_SILENCE = 0xFF

_SEGMENT_STEPS = 16  # every segment of either law has sixteen equal steps
_U_BIAS = 33  # what makes µ-law's segments start at powers of two
_U_LARGEST = 0x1FFF  # the biased 14-bit magnitude saturates here


def _a_magnitude_code(magnitude: int) -> int:
    """The seven bits of A-law for a 12-bit magnitude, before the even bits are inverted."""
    if magnitude < 2 * _SEGMENT_STEPS:
        return magnitude
    segment = magnitude.bit_length() - 4
    return (segment << 4) | ((magnitude >> (segment - 1)) & 0x0F)


def _a_octet(sample: int) -> int:
    """Code one 16-bit sample as A-law [G.711 Table 1]."""
    if sample >= 0:
        return (_a_magnitude_code(sample >> 4) | 0x80) ^ 0x55
    return _a_magnitude_code(~sample >> 4) ^ 0x55


def _u_octet(sample: int) -> int:
    """Code one 16-bit sample as µ-law [G.711 Table 2]."""
    sign = 0x80 if sample >= 0 else 0
    magnitude = min(((sample if sample >= 0 else ~sample) >> 2) + _U_BIAS, _U_LARGEST)
    segment = magnitude.bit_length() - 6
    step = (magnitude >> (segment + 1)) & 0x0F
    return sign | (~((segment << 4) | step) & 0x7F)


def _a_sample(octet: int) -> int:
    """The 16-bit value of an A-law octet: the middle of its step."""
    code = octet ^ 0x55
    segment, step = (code >> 4) & 0x07, code & 0x0F
    value = (step << 4) + 8
    if segment:
        value = (value + 0x100) << (segment - 1)
    return value if code & 0x80 else -value


def _u_sample(octet: int) -> int:
    """The 16-bit value of a µ-law octet: the middle of its step."""
    code = ~octet & 0x7F
    segment, step = code >> 4, code & 0x0F
    value = ((((step << 1) + _U_BIAS) << segment) - _U_BIAS) << 2
    return value if octet & 0x80 else -value


def _table(octet_of: Callable[[int], int], step: int) -> bytes:
    """All 65,536 samples coded; the index is the sample's unsigned 16-bit pattern.

    A law cannot tell `step` neighbouring samples apart, so only one of them is worked out.
    """
    order = (range(0, 0x8000, step), range(-0x8000, 0, step))
    return b"".join(bytes((octet_of(sample),)) * step for half in order for sample in half)


# Which decoder level of the other law stands for each level of this one, counted from zero
# outwards and from 1 as the Recommendation does. The rows differ from "decode, then code again"
# where a level lies midway: they are chosen so that no level drifts over several translations.
_U_LEVEL_TO_A: tuple[int, ...] = (  # G.711 Table 3
    *(level for level in range(1, 9) for _ in range(2)),
    *range(9, 25),
    *(25, 27, 29, 31),
    *range(33, 45),
    *(46, *range(48, 63)),
    *(*range(64, 81), *range(82, 129)),
)
_A_LEVEL_TO_U: tuple[int, ...] = (  # G.711 Table 4, less one
    *range(1, 17, 2),
    *range(16, 32),
    *(level for level in range(32, 36) for _ in range(2)),
    *range(36, 48),
    *(48, 48, 49, 49),
    *range(50, 64),
    *(64, *range(64, 80)),
    *(80, *range(80, 128)),
)


def _a_to_u(octet: int) -> int:
    code = octet ^ 0x55
    return (code & 0x80) | (~_A_LEVEL_TO_U[code & 0x7F] & 0x7F)


def _u_to_a(octet: int) -> int:
    level = _U_LEVEL_TO_A[~octet & 0x7F]
    return ((octet & 0x80) | (level - 1)) ^ 0x55


#: octet → 16-bit sample
A_SAMPLES: tuple[int, ...] = tuple(_a_sample(octet) for octet in range(256))
U_SAMPLES: tuple[int, ...] = tuple(_u_sample(octet) for octet in range(256))
#: unsigned 16-bit pattern of a sample → octet
A_OCTETS: bytes = _table(_a_octet, 16)
U_OCTETS: bytes = _table(_u_octet, 4)
#: for `bytes.translate`
A_TO_U: bytes = bytes(map(_a_to_u, range(256)))
U_TO_A: bytes = bytes(map(_u_to_a, range(256)))


def encode_a(samples: array[int]) -> bytes:
    """Code 16-bit samples (`array("h")`) as A-law, one octet each."""
    return bytes(map(A_OCTETS.__getitem__, array("H", samples.tobytes())))


def encode_u(samples: array[int]) -> bytes:
    """Code 16-bit samples (`array("h")`) as µ-law, one octet each."""
    return bytes(map(U_OCTETS.__getitem__, array("H", samples.tobytes())))


def decode_a(octets: bytes) -> array[int]:
    """A-law octets as 16-bit samples (`array("h")`)."""
    return array("h", map(A_SAMPLES.__getitem__, octets))


def decode_u(octets: bytes) -> array[int]:
    """µ-law octets as 16-bit samples (`array("h")`)."""
    return array("h", map(U_SAMPLES.__getitem__, octets))
