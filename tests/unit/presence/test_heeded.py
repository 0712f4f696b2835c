"""What the queues went by: the last word, unless somebody wanted to be left alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from ringtree.presence.heeded import heeded_history
from ringtree.presence.said import Automatic, Said
from ringtree.queues.agent import Presence
from ringtree.storage.forwardings import QuietChange

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
READY, AWAY, OUT = Presence.READY, Presence.NOT_READY, Presence.LOGGED_OUT


def at(minute: int) -> datetime:
    return NOON + timedelta(minutes=minute)


def said(minute: int, presence: Presence, extension: str = "101") -> Said:
    return Said(company="acme", extension=extension, presence=presence, by="vera", at=at(minute))


def quiet(minute: int, is_quiet: bool, extension: str = "101") -> QuietChange:
    return QuietChange(company="acme", extension=extension, is_quiet=is_quiet, at=at(minute))


def seen(words: list[Said], changes: list[QuietChange]) -> list[tuple[int, Presence, str | None]]:
    return [
        (int((one.at - NOON).total_seconds() // 60), one.presence, one.reason)
        for one in heeded_history(words, changes)
    ]


def test_who_is_ready_and_wants_to_be_left_alone_is_not_ready_meanwhile() -> None:
    assert seen([said(0, READY)], [quiet(5, True), quiet(9, False)]) == [
        (0, READY, None), (5, AWAY, Automatic.QUIET), (9, READY, None)
    ]  # fmt: skip


def test_who_never_said_anything_is_ready_before_and_after() -> None:
    assert seen([], [quiet(5, True), quiet(9, False)]) == [
        (5, AWAY, Automatic.QUIET), (9, READY, None)
    ]  # fmt: skip


def test_another_word_meanwhile_holds() -> None:
    words = [said(6, OUT), said(7, READY)]
    assert seen(words, [quiet(5, True), quiet(9, False)]) == [
        (5, AWAY, Automatic.QUIET), (6, OUT, None), (7, AWAY, Automatic.QUIET), (9, READY, None)
    ]  # fmt: skip


def test_people_are_told_apart() -> None:
    words = [said(0, READY), said(1, READY, "102")]
    (*_, last) = heeded_history(words, [quiet(5, True, "102")])
    assert (last.extension, last.presence) == ("102", AWAY)


@given(
    st.lists(st.tuples(st.integers(0, 60), st.sampled_from(Presence)), max_size=8),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_the_order_of_time_is_kept_and_every_change_is_told(
    words: list[tuple[int, Presence]], flips: list[int]
) -> None:
    history = [said(minute, presence) for minute, presence in sorted(words)]
    changes = [quiet(minute, number % 2 == 0) for number, minute in enumerate(sorted(flips))]
    found = list(heeded_history(history, changes))
    assert len(found) == len(words) + len(flips)
    assert [one.at for one in found] == sorted(one.at for one in found)
