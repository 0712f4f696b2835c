"""What people who serve queues are told, in both languages."""

from __future__ import annotations

from ringtree.prompts.agent_phrases import AskReason, NowLoggedOut, NowNotReady, NowReady


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
