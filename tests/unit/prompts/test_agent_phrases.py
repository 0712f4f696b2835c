"""What people who serve queues are told, in both languages."""

from __future__ import annotations

from ringtree.prompts.agent_phrases import (
    AskReason,
    NowLoggedOut,
    NowNotReady,
    NoWrapUp,
    NowReady,
    WrapUpEnded,
    WrapUpExtended,
)


def test_in_russian() -> None:
    assert NowReady(("Продажи", "Поддержка")).text("ru") == (
        "Вы готовы принимать звонки: Продажи, Поддержка."
    )
    assert NowNotReady("обед").text("ru") == "Вы не готовы: обед."
    assert NowNotReady().text("ru") == "Вы не готовы."
    assert AskReason((("1", "Обед"), ("2", "Обучение"))).text("ru") == (
        "Выберите причину. Обед: 1. Обучение: 2."
    )


def test_in_english() -> None:
    assert NowReady().text("en") == "You are ready."
    assert NowNotReady("Lunch").text("en") == "You are not ready: Lunch."
    assert NowLoggedOut().text("en") == "You are logged out."


def test_minutes_of_wrap_up_are_declined() -> None:
    said = [
        WrapUpExtended(minutes).text("ru").removeprefix("Пост-обработка продлена на ")
        for minutes in (1, 2, 5, 21)
    ]
    assert said == ["одну минуту.", "две минуты.", "пять минут.", "двадцать одну минуту."]
    assert WrapUpExtended(5).text("en") == "Wrap-up is longer by five minutes."
    assert WrapUpEnded().text("en") == "Wrap-up is over."
    assert NoWrapUp().text("ru") == "Пост-обработки сейчас нет."
