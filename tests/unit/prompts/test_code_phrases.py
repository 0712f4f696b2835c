"""What feature codes say."""

from __future__ import annotations

from ringtree.prompts.code_phrases import Clock, OwnNumber


def test_a_person_without_a_number_outside_hears_of_none() -> None:
    assert OwnNumber("101", "").text("ru") == "Ваш внутренний номер 1 0 1."
    assert OwnNumber("101", "+74950000001").text("en") == (
        "Your internal number is 1 0 1. Calls outside show +74950000001."
    )


def test_the_day_and_the_time_are_told() -> None:
    assert Clock(1, 9, 5).text("ru") == "Сегодня понедельник, 09:05."
    assert Clock(7, 22, 0).text("en") == "It is Sunday, 22:00."
