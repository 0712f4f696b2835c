from __future__ import annotations

from ringtree.registrar.keep_alive import KeepAlive
from ringtree.sip.hop import Hop
from ringtree.sip.registrar import Binding

HOP = Hop("udp", "203.0.113.9", 41000)


def binding(name: str) -> Binding:
    return Binding("a", f"sip:{name}@10.0.0.5", 9999.0, "c", 1, 1.0, (), HOP)


def device(name: str) -> tuple[str, str]:
    return "a", f"sip:{name}@10.0.0.5"


def schedule(*, spread: float = 1.0) -> KeepAlive:
    return KeepAlive(interval=25.0, limit=3, spread=lambda: spread)


def test_a_phone_is_asked_each_interval_while_it_answers() -> None:
    keep = schedule()
    keep.watch(binding("x"), 0.0)
    for asked in (25.0, 50.0, 75.0):
        assert keep.next_due() == asked
        assert keep.due(asked - 0.1) == []
        assert keep.due(asked) == [device("x")]
        assert keep.next_due() is None
        keep.answered(device("x"), asked, asked + 0.1)


def test_phones_restored_together_are_asked_at_different_times() -> None:
    places = iter([0.0, 0.5, 1.0])
    keep = KeepAlive(interval=20.0, limit=3, spread=lambda: next(places))
    for name in "xyz":
        keep.watch(binding(name), 0.0)
    assert [keep.due(now) for now in (10.0, 15.0, 20.0)] == [
        [device("x")],
        [device("y")],
        [device("z")],
    ]


def test_a_phone_is_given_up_after_three_questions_without_answer() -> None:
    keep = schedule()
    keep.watch(binding("x"), 0.0)
    verdicts = []
    for asked in (25.0, 57.0, 89.0):
        assert keep.due(asked) == [device("x")]
        verdicts.append(keep.unanswered(device("x"), asked, asked + 32.0))
    assert verdicts == [False, False, True]


def test_an_answer_or_a_registration_begins_the_count_anew() -> None:
    keep = schedule()
    keep.watch(binding("x"), 0.0)
    asked = 25.0
    for step in (keep.answered, None, keep.answered):
        for _ in range(2):
            assert keep.due(asked) == [device("x")]
            assert not keep.unanswered(device("x"), asked, asked + 32.0)
            asked += 32.0
        if step is None:
            keep.watch(binding("x"), asked)
        else:
            assert keep.due(asked) == [device("x")]
            step(device("x"), asked, asked)
            asked += 25.0


def test_who_is_forgotten_is_asked_no_more() -> None:
    keep = schedule()
    keep.watch(binding("x"), 0.0)
    keep.forget(binding("x"))
    assert (keep.next_due(), keep.due(99.0), len(keep)) == (None, [], 0)
    assert not keep.unanswered(device("x"), 0.0, 1.0)
    keep.answered(device("x"), 0.0, 1.0)
    assert keep.next_due() is None


def test_a_late_answer_to_an_earlier_life_changes_nothing() -> None:
    keep = schedule()
    keep.watch(binding("x"), 0.0)
    keep.due(25.0)
    keep.forget(binding("x"))
    keep.watch(binding("x"), 30.0)
    assert not keep.unanswered(device("x"), 25.0, 57.0)
    keep.answered(device("x"), 25.0, 57.0)
    assert keep.next_due() == 55.0


def test_phones_that_come_and_go_leave_nothing_behind() -> None:
    keep = schedule()
    for number in range(2000):
        keep.watch(binding(str(number)), 0.0)
        keep.forget(binding(str(number)))
    assert len(keep._heap) < 200
