"""What mailboxes say: correct in both languages."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ringtree.prompts.mailbox_phrases import (
    AfterName,
    Envelope,
    MailboxCounts,
    MailboxGreeting,
    greeting_phrases,
    mailbox_phrases,
)
from ringtree.prompts.mailbox_sayings import MAILBOX_SAYINGS


@pytest.mark.parametrize(
    ("counts", "ru", "en"),
    [
        ((0, 0, 0), "У вас нет сообщений.", "You have no messages."),
        ((1, 0, 0), "У вас одно новое сообщение.", "You have one new message."),
        (
            (1, 0, 1),
            "У вас одно новое сообщение. Оно срочное.",
            "You have one new message. It is urgent.",
        ),
        (
            (2, 1, 1),
            "У вас два новых сообщения и одно старое. Из новых одно срочное.",
            "You have two new messages and one old message. One of the new ones is urgent.",
        ),
        (
            (5, 21, 2),
            "У вас пять новых сообщений и двадцать одно старое. Из новых два срочных.",
            "You have five new messages and twenty-one old messages."
            " Two of the new ones are urgent.",
        ),
        (
            (1, 3, 1),
            "У вас одно новое сообщение и три старых. Новое — срочное.",
            "You have one new message and three old messages. The new one is urgent.",
        ),
        (
            (0, 11, 0),
            "Новых сообщений нет. У вас одиннадцать старых сообщений.",
            "You have eleven old messages.",
        ),
        ((21, 0, 0), "У вас двадцать одно новое сообщение.", "You have twenty-one new messages."),
    ],
)
def test_counts(counts: tuple[int, int, int], ru: str, en: str) -> None:
    assert MailboxCounts(*counts).text("ru") == ru
    assert MailboxCounts(*counts).text("en") == en


def test_an_envelope_says_which_who_and_when() -> None:
    at, today = datetime(2026, 11, 24, 9, 5), date(2026, 11, 25)
    outside = Envelope(1, False, "+7 921 123-45-67", "", "", at, today)
    assert outside.text("ru") == "Первое сообщение. Номер +7 921 123-45-67. Вчера в 09:05."
    colleague = Envelope(3, True, "", "Вера", "101", at, date(2026, 11, 24))
    assert colleague.text("ru") == (
        "Третье сообщение. Срочное. Вера, внутренний номер 1 0 1. Сегодня в 09:05."
    )
    withheld = Envelope(2, False, "", "", "", at, date(2026, 12, 1))
    assert withheld.text("en") == "Message two. The number was withheld. On November 24 at 09:05."
    assert withheld.text("ru") == "Второе сообщение. Номер не определён. 24 ноября в 09:05."


def test_a_title_governs_nothing() -> None:
    assert MailboxGreeting("Вера", True, False).text("ru") == (
        "Вера сейчас не может подойти к телефону."
    )
    assert MailboxGreeting("продажи", False, True).text("ru") == (
        "Вы позвонили: продажи. Сейчас все сотрудники заняты."
    )
    assert AfterName(True).text("en") == "Is on another call right now."


def test_everything_is_said_in_both_languages() -> None:
    phrases = [*mailbox_phrases(), *greeting_phrases("x", is_person=True)]
    assert len(phrases) > len(MAILBOX_SAYINGS)
    assert all(one.text("ru") != one.text("en") for one in phrases)
