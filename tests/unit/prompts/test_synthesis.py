from __future__ import annotations

from array import array
from itertools import pairwise

import pytest

from ringtree.prompts.synthesis import Loop, Partial, faded, pitch, scaled, steady, struck
from tests.unit.prompts.sounds import level, strength


def test_pitch_of_well_known_notes() -> None:
    assert pitch(69) == 440.0
    assert pitch(81) == 880.0
    assert pitch(60) == pytest.approx(261.6256, abs=1e-4)


def test_a_struck_note_sounds_its_partials_and_dies_away() -> None:
    note = struck(500, (Partial(1, 1.0, 0.3), Partial(2, 0.3, 0.1)), 1.0)
    early, late = note[400:1_200], note[4_800:5_600]
    assert 2.5 < strength(early, 500) / strength(early, 1_000) < 8
    assert strength(late, 500) < 0.4 * strength(early, 500)
    assert strength(late, 1_000) < 0.1 * strength(early, 1_000)


def test_a_struck_note_begins_and_ends_without_a_click() -> None:
    note = struck(500, (Partial(1, 1.0, 2.0),), 0.5)
    assert note[0] == 0.0 and abs(note[-1]) < 1e-3
    assert max(abs(b - a) for a, b in pairwise(note[:9])) < 0.1


def test_partials_above_the_telephone_band_are_left_out() -> None:
    note = struck(1_000, (Partial(1, 1.0, 0.5), Partial(5, 1.0, 0.5)), 0.5)
    assert strength(note, 3_000) < 0.02


def test_a_loop_goes_on_at_its_beginning() -> None:
    loop = Loop(10)
    loop.add(array("d", [1.0, 2.0, 3.0, 4.0]), 8)
    assert loop.samples.tolist() == [3.0, 4.0, 0, 0, 0, 0, 0, 0, 1.0, 2.0]
    loop.add(array("d", [1.0] * 23), -1)
    assert sum(loop.samples) == 33.0


def test_an_echo_repeats_the_dry_sound_only() -> None:
    loop = Loop(8)
    loop.add(array("d", [1.0]), 6)
    loop.echo(3, (0.5, 0.25))
    assert loop.samples.tolist() == [0, 0.5, 0, 0, 0.25, 0, 1.0, 0]


def test_a_loop_is_written_at_the_level_asked_for() -> None:
    loop = Loop(8_000)
    loop.add(scaled(steady(440, 1.0), 7.0), 0)
    assert level(loop.at_level(-20.0)) == pytest.approx(-20.0, abs=0.01)


def test_fades_reach_zero_and_leave_the_middle_alone() -> None:
    sound = faded(array("d", [1.0] * 800), attack=0.01, release=0.02)
    assert sound[0] == 0.0 and sound[-1] == 0.0
    assert set(sound[80:-160]) == {1.0}
