"""Errors in the document's own words, also where the model is deep."""

from __future__ import annotations

import re

import pytest

from ringtree.company.explain import KINDS, PATTERNS, document_path, keys_at
from ringtree.company.problem import DocumentError, Path
from ringtree.company.source import read
from ringtree.company.text import load
from tests.unit.company.small import TEXT


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ((), "trees"),
        (("trunks", "carrier"), "addresses"),
        (("numbers", 0), "tree"),
        (("people", 1), "extension"),
        (("groups", "all"), "extensions"),
        (("queues", "sales"), "wrap_up"),
        (("trees", "main"), "fallback"),
        (("trees", "main", "nodes", "choice"), "choices"),
        (("trees", "main", "nodes", "choice", "prompt"), "file"),
    ],
)
def test_the_keys_of_every_part_are_known(path: Path, key: str) -> None:
    assert key in keys_at(path, read(TEXT).data)
    assert "name" not in keys_at(("queues", "sales"), read(TEXT).data)


def test_where_anything_may_stand_no_keys_are_listed() -> None:
    assert keys_at(("trees", "main", "nodes", "choice", "exits"), read(TEXT).data) == []


def test_parts_of_a_location_that_are_not_in_the_document_are_left_out() -> None:
    data = {"targets": [{"a": 1}]}
    assert document_path(("targets", "tuple[str, ...]", 0, "Prompt", "a"), data) == (
        "targets",
        0,
        "a",
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("name: Acme", "nmae: Acme", "nmae: неизвестный ключ «nmae»; может быть, «name»?"),
        ("name: Acme", "name: [Acme]", "name: список — это не текст (допустимо: текст)"),
        ("ring_time: 15", "ring_time: soon", "«soon» — это не число (допустимо: число)"),
        ("ring_time: 15", "ring_time: -3", "-3 не допускается (допустимо: не меньше 0)"),
        ("language: en", "language: fr", "«fr» — не одно из них (допустимо: ru, en)"),
        ("code: acme", "code: Acme!", "«Acme!» не подходит (допустимо: строчные латинские буквы"),
        ("code: acme\n", "", "не хватает ключа «code»"),
        ("timezone: Europe/London", "timezone: Mars", "«Mars» — не часовой пояс IANA"),
    ],
)
def test_it_is_told_in_russian_to_who_reads_russian(old: str, new: str, told: str) -> None:
    assert old in TEXT
    with pytest.raises(DocumentError) as refused:
        load(TEXT.replace(old, new, 1), language="ru")
    assert told in str(refused.value)
    assert "ошибка: " in str(refused.value)


def test_every_kind_of_value_has_words_in_both_languages() -> None:
    for words in (*KINDS.values(), *PATTERNS.values()):
        assert re.search("[а-я]", words.ru) and not re.search("[а-я]", words.en)
