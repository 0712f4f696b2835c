"""Names: declined where it is certain, spelled on keys in two alphabets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.prompts.names import PressKey, ToReach, latin, spellings, with_whom


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Анна Смирнова", "с Анной Смирновой"),
        ("Смирнова Анна Ивановна", "со Смирновой Анной Ивановной"),
        ("Борис Кузнецов", "с Борисом Кузнецовым"),
        ("Пётр Ильич Чайковский", "с Петром Ильичом Чайковским"),
        ("Мария Достоевская", "с Марией Достоевской"),
        ("Светлана Котова", "со Светланой Котовой"),
        ("Лев Толстой", "со Львом Толстым"),
        ("Илья Ильин", "с Ильёй Ильиным"),
        ("Никита Хрущёв", "с Никитой Хрущёвым"),
        ("Андрей Львович Мельник", "с Андреем Львовичем Мельником"),
        ("Игорь Мельник", "с Игорем Мельником"),
        ("Степан Шевченко", "со Степаном Шевченко"),
        ("Вера Живых", "с Верой Живых"),
        ("Любовь Орлова", "с Любовью Орловой"),
        ("Константин Симонов", "с Константином Симоновым"),
        ("Елена", "с Еленой"),
        ("Юлия", "с Юлией"),
    ],
)
def test_a_name_in_the_instrumental_case(name: str, words: str) -> None:
    assert with_whom(name) == words


@pytest.mark.parametrize(
    "name",
    [
        "Андрей Ткач",
        "Пётр Козёл",
        "John Smith",
        "Наталья Шмидт",
        "Марина Цой",
        "Отдел продаж",
        "Саша Ким",
        "ООО",
    ],
)
def test_what_is_not_certain_stays_as_it_is(name: str) -> None:
    assert with_whom(name) == f"с абонентом {name}"


def test_what_the_caller_is_told() -> None:
    assert ToReach("Анна Смирнова").text("ru") == "Чтобы соединиться с Анной Смирновой,"
    assert ToReach("Анна Смирнова").text("en") == "To reach Anna Smirnova,"
    assert (PressKey(1).text("ru"), PressKey(2).text("en")) == ("нажмите один.", "press two.")


def test_a_name_is_spelled_from_any_of_its_words_in_both_alphabets() -> None:
    spelled = spellings("Анна Котова")
    assert any(one.startswith("255") for one in spelled), "АНН"
    assert any(one.startswith("266") for one in spelled), "ANN"
    assert any(one.startswith("456") for one in spelled), "КОТ"
    assert any(one.startswith("568") for one in spelled), "KOT"
    assert spellings("Ann O'Neil")[0] == "26666345"


def test_what_has_no_letters_has_no_spelling() -> None:
    assert spellings("—") == () and spellings("42") == ()


def test_russian_letters_in_latin() -> None:
    assert latin("Щукина Юлия") == "Shchukina Yuliya"


@given(st.text(max_size=30))
def test_no_name_breaks_it(name: str) -> None:
    assert with_whom(name)
    assert all(one.isdigit() for one in spellings(name))
