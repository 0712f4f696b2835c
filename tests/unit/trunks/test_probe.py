"""Is a carrier there?"""

from __future__ import annotations

from math import inf

from ringtree.trunks.probe import MISSES, PATIENCE, SOON, Probe, ProbeFinding


def test_it_asks_at_once_and_then_now_and_again() -> None:
    probe = Probe(30)
    probe.start(0)
    assert probe.act(0) is ProbeFinding.ASK
    assert probe.act(0.5) is ProbeFinding.NOTHING
    probe.answered(0.5, 0.02)
    assert (probe.reachable, probe.latency, probe.due) == (True, 0.02, 30.5)
    assert probe.act(30.5) is ProbeFinding.ASK


def test_one_unanswered_question_is_bad_luck_and_the_next_comes_soon() -> None:
    probe = Probe(30)
    probe.start(0)
    probe.act(0)
    assert probe.act(PATIENCE) is ProbeFinding.NOTHING
    assert probe.reachable is None
    assert probe.act(PATIENCE + SOON) is ProbeFinding.ASK
    probe.answered(PATIENCE + SOON + 1, 1.0)
    assert probe.reachable is True


def test_silence_is_noticed_within_seconds() -> None:
    probe, now, asked = Probe(30), 0.0, 0
    probe.start(0)
    while (finding := probe.act(now)) is not ProbeFinding.SILENT:
        asked += finding is ProbeFinding.ASK
        now += 0.5
    assert asked == MISSES
    assert now <= MISSES * PATIENCE + SOON + 1
    assert probe.reachable is False
    assert probe.due == now + 30


def test_what_cannot_be_sent_to_is_not_waited_for() -> None:
    probe = Probe(30)
    probe.start(0)
    probe.act(0)
    probe.unreachable()
    assert probe.act(0.1) is ProbeFinding.NOTHING  # missed, and the next one comes soon
    assert probe.due == 0.1 + SOON


def test_the_delay_is_smoothed() -> None:
    probe = Probe(30)
    probe.start(0)
    for _ in range(30):
        probe.answered(0, 0.1)
    probe.answered(0, 1.1)
    assert probe.latency is not None and 0.3 < probe.latency < 0.5


def test_whoever_is_never_asked_is_never_found_silent() -> None:
    probe = Probe(None)
    probe.start(0)
    probe.answered(0, 0.1)
    assert probe.due == inf
    assert probe.act(1e9) is ProbeFinding.NOTHING
    assert (probe.reachable, probe.latency) == (None, None)
