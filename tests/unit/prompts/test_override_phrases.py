"""What is asked of who overrides a schedule."""

from __future__ import annotations

from ringtree.prompts.override_phrases import ASK_TIME, AskSchedule, AskState


def test_schedules_are_offered_from_key_one() -> None:
    assert AskSchedule(("office", "store")).text("en") == (
        "Which schedule? For office, press 1. For store, press 2."
    )
    assert AskSchedule(("офис", "склад")).text("ru") == (
        "Какое расписание? офис: нажмите 1. склад: нажмите 2."
    )


def test_exceptions_follow_from_key_three() -> None:
    assert AskState(("counting",)).text("en").endswith("For the exception counting, press 3.")
    assert AskState(()).text("ru").endswith("Чтобы вернуться к расписанию, нажмите 0.")


def test_both_languages_have_words() -> None:
    assert ASK_TIME.text("ru") != ASK_TIME.text("en")
