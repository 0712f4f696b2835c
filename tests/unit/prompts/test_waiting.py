from __future__ import annotations

import pytest

from ringtree.prompts.waiting import TOLD, EstimatedWait, Whisper, wait_phrases
from ringtree.queues.promise import spoken_minutes


@pytest.mark.parametrize(
    ("minutes", "russian", "english"),
    [
        (1, "около минуты", "about a minute"),
        (2, "около двух минут", "about two minutes"),
        (5, "около пяти минут", "about five minutes"),
        (25, "около двадцати пяти минут", "about twenty-five minutes"),
        (40, "около сорока минут", "about forty minutes"),
        (60, "около часа", "about an hour"),
        (61, "больше часа", "more than an hour"),
    ],
)  # fmt: skip
def test_the_wait_is_told_as_people_say_it(minutes, russian, english):
    """mikopbx #175: the declension of minutes in a queue."""
    assert EstimatedWait(minutes).text("ru") == f"Время ожидания — {russian}."
    assert EstimatedWait(minutes).text("en") == f"Your wait will be {english}."


def test_when_it_is_overdue_it_is_any_moment_now():
    assert EstimatedWait(0).text("ru") == "Оператор освободится с минуты на минуту."
    assert EstimatedWait(0).text("en") == "Somebody will be with you any moment now."


def test_every_estimate_the_engine_can_tell_is_prepared_beforehand():
    told = {spoken_minutes(seconds) for seconds in range(0, 4000)}
    assert told == {0, *TOLD, 61}
    assert {phrase.minutes for phrase in wait_phrases()} == told


@pytest.mark.parametrize("minutes", range(1, 61))
def test_no_number_of_minutes_is_declined_wrongly(minutes):
    """mikopbx #175."""
    accusative = Whisper("Продажи", minutes).text("ru").rsplit(" ", 1)[1]
    tens, last = divmod(minutes % 100, 10)
    form = "минут" if tens == 1 or last not in (1, 2, 3, 4) else "минуту" if last == 1 else "минуты"
    assert accusative == f"{form}."


def test_an_agent_hears_the_queue_and_the_wait():
    assert Whisper("Отдел продаж", 0).text("ru") == "Отдел продаж. Клиент ждал меньше минуты."
    assert Whisper("Отдел продаж", 1).text("ru") == "Отдел продаж. Клиент ждал одну минуту."
    assert Whisper("Sales", 2).text("en") == "Sales. Waited two minutes."
    assert Whisper("Sales", 75).text("en") == "Sales. Waited more than an hour."
