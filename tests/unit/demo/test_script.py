"""When a demonstration counts as a success."""

from __future__ import annotations

from ringtree.demo.script import DemoResult, Finding


def test_a_play_that_broke_off_is_no_success() -> None:
    assert not DemoResult([Finding(True, "the number answers")]).is_success


def test_one_unmet_expectation_is_enough_to_fail() -> None:
    findings = [Finding(True, "a"), Finding(False, "b")]
    assert not DemoResult(findings, is_complete=True).is_success


def test_a_complete_play_with_everything_met_is_a_success() -> None:
    assert DemoResult([Finding(True, "a")], is_complete=True).is_success
