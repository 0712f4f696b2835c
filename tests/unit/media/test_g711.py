from __future__ import annotations

import math
import random
import time
from array import array

from ringtree.media import g711


class TestCodes:
    def test_silence_is_the_positive_code_nearest_zero(self) -> None:
        assert g711.encode_a(array("h", [0])) == bytes((g711.A_SILENCE,))
        assert g711.encode_u(array("h", [0])) == bytes((g711.U_SILENCE,))

    def test_a_law_vectors_of_the_recommendation(self) -> None:
        samples = array("h", [0, 15, 16, -1, -16, -17, 32767, -32768, 1023, 1024, 4096])
        expected = "d5 d5 d4 55 55 54 aa 2a fa e5 85"
        assert g711.encode_a(samples).hex(" ") == expected

    def test_u_law_vectors_of_the_recommendation(self) -> None:
        samples = array("h", [0, 3, 4, -1, -4, 32767, -32768, 124, 8031, 8158 * 4])
        assert g711.encode_u(samples).hex(" ") == "ff ff fe 7f 7f 80 00 ef a0 80"

    def test_digital_milliwatt_is_its_published_octets(self) -> None:
        """G.711 Tables 5 and 6: one period of 1 kHz at 0 dBm0; its level is equal in both laws."""
        a_law = bytes.fromhex("34212134b4a1a1b4")
        u_law = bytes.fromhex("1e0b0b1e9e8b8b9e")
        for decoded in (g711.decode_a(a_law), g711.decode_u(u_law)):
            level = math.sqrt(sum(value * value for value in decoded) / 8)
            # A sine of full scale would be 3.14 dB (A) or 3.17 dB (µ) above 0 dBm0.
            assert 16_000 < level < 16_250
        assert g711.encode_a(g711.decode_a(a_law)) == a_law
        assert g711.encode_u(g711.decode_u(u_law)) == u_law

    def test_every_octet_comes_back(self) -> None:
        octets = bytes(range(256))
        assert g711.encode_a(g711.decode_a(octets)) == octets
        # µ-law has two zeros; linear sound has one.
        assert g711.encode_u(g711.decode_u(octets)) == octets.replace(b"\x7f", b"\xff")

    def test_each_sample_is_coded_as_the_nearest_level_of_its_segment(self) -> None:
        for table, levels in ((g711.A_OCTETS, g711.A_SAMPLES), (g711.U_OCTETS, g711.U_SAMPLES)):
            for sample in range(-32_000, 32_000, 7):
                error = abs(levels[table[sample & 0xFFFF]] - sample)
                assert error <= max(8, (abs(sample) + 132) / 31), sample


class TestTranslation:
    def test_tables_keep_the_sign_and_the_level(self) -> None:
        for octet in range(256):
            a_sample, u_sample = g711.A_SAMPLES[octet], g711.U_SAMPLES[g711.A_TO_U[octet]]
            assert (a_sample > 0) == (u_sample > 0)
            assert abs(a_sample - u_sample) <= max(8, abs(a_sample) / 16)

    def test_published_entries(self) -> None:
        """Where the Recommendation's tables differ from decoding and coding again."""
        assert g711.U_TO_A[0x7F ^ 48] == 0x55 ^ 45
        assert g711.U_TO_A[0x7F ^ 80] == 0x55 ^ 79
        assert g711.U_TO_A[0x7F ^ 81] == 0x55 ^ 81
        assert g711.A_TO_U[0x55 ^ 80] == 0x7F ^ 80
        assert list(g711.U_TO_A[:8]) == [42, 43, 40, 41, 46, 47, 44, 45]

    def test_silence_stays_silence(self) -> None:
        assert g711.A_TO_U[g711.A_SILENCE] in (0xFE, 0xFF)
        assert g711.U_TO_A[g711.U_SILENCE] == g711.A_SILENCE

    def test_a_second_round_trip_changes_nothing(self) -> None:
        """Two operators in a row may translate; the sound is no worse for the second."""
        octets = bytes(range(256))
        once = octets.translate(g711.A_TO_U).translate(g711.U_TO_A)
        assert once.translate(g711.A_TO_U).translate(g711.U_TO_A) == once
        once = octets.translate(g711.U_TO_A).translate(g711.A_TO_U)
        assert once.translate(g711.U_TO_A).translate(g711.A_TO_U) == once


def test_a_minute_is_coded_in_under_a_third_of_a_second() -> None:
    noise = random.Random(1)
    minute = array("h", (noise.randrange(-32768, 32768) for _ in range(8000))) * 60
    started = time.process_time()
    assert len(g711.decode_a(g711.encode_a(minute))) == 480_000
    assert time.process_time() - started < 0.3
