from __future__ import annotations

from ringtree.queues.decisions import Announce
from ringtree.queues.spoken import noted, phrases


def words(told: Announce, language="ru") -> list[str]:
    return [phrase.text(language) for phrase in phrases(told)]


def test_the_place_is_told_and_the_wait_and_that_the_place_was_kept():
    assert words(Announce("a", 3)) == ["Вы третий в очереди."]
    assert words(Announce("a", 2, None, 2, True)) == [
        "Ваша очередь сохранена.",
        "Вы второй в очереди.",
        "Время ожидания — около двух минут.",
    ]
    assert words(Announce("a", None, None, 0)) == ["Оператор освободится с минуты на минуту."]


def test_with_many_ahead_only_so_much_is_told():
    assert words(Announce("a", 15, 10)) == ["Перед вами больше десяти человек."]
    assert words(Announce("a", 11)) == ["Вы одиннадцатый в очереди."]


def test_the_trace_has_the_figures_and_the_words():
    assert noted(Announce("a", 2, None, 3), "en") == {
        "place": 2,
        "wait": 3,
        "played": ["You are second in the queue.", "Your wait will be about three minutes."],
    }
