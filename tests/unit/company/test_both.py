"""A sentence in both languages."""

from __future__ import annotations

from ringtree.company.both import Both, words_of

HELLO = Both("there is no 'helo'", "нет «helo»")


def test_its_reader_gets_one_of_the_two() -> None:
    assert HELLO.words("en") == "there is no 'helo'"
    assert HELLO.words("ru") == "нет «helo»"
    assert words_of(HELLO, "ru") == HELLO.ru


def test_names_are_the_same_in_every_language() -> None:
    assert words_of("101, 102", "en") == words_of("101, 102", "ru") == "101, 102"


def test_a_near_miss_is_asked_in_the_language_of_the_sentence() -> None:
    hinted = HELLO.hinted("helo", iter(["hello", "bye"]))
    assert hinted.en == "there is no 'helo'; did you mean 'hello'?"
    assert hinted.ru == "нет «helo»; может быть, «hello»?"
    assert HELLO.hinted("xyz", ["hello"]) == HELLO
