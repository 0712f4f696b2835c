"""Which keys a text tells the caller to press."""

from __future__ import annotations

import pytest

from ringtree.company.spoken_keys import mentioned, told


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Нажмите три.", "3"),
        ("Чтобы поговорить с Анной, нажмите клавишу ноль.", "0"),
        ("нажмите один или два, либо звёздочку", "1 2 *"),
        ("Нажмите на цифру 5 или решетку", "5 #"),
        ("Нажмите единицу, чтобы оставить сообщение", "1"),
        ("Press three to hear it again.", "3"),
        ("Please press 1 or 2.", "1 2"),
        ("Press 1 for sales, 2 for support, or 3 for billing.", "1 2 3"),
        ("press the star key", "*"),
        ("press the # key", "#"),
        ("Or dial 101.", "101"),
        ("Нажмите 1: продажи. Нажмите 2: поддержка.", "1 2"),
    ],
)
def test_a_text_names_its_keys(text: str, keys: str) -> None:
    assert told(text) == set(keys.split())


@pytest.mark.parametrize(
    "text",
    [
        "Нажмите два раза.",
        "Нажмите одну из клавиш.",
        "Press one of the keys.",
        "Мы работаем с девяти до шести, два склада ждут вас.",
        "One moment for you, two for me.",
        "You have {press} 3 messages.",
        "",
    ],
)
def test_numbers_that_are_no_keys_are_left_alone(text: str) -> None:
    assert told(text) == set()


def test_after_a_key_a_new_numeral_needs_an_or() -> None:
    assert told("Нажмите один, два отдела ждут вас") == {"1"}


def test_mentioned_is_generous() -> None:
    assert mentioned("Один — отдел продаж, двойка — поддержка, 3 — склад, #") == set("123#")
