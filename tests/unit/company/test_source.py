"""YAML that is only data, and knows where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.problem import DocumentError
from ringtree.company.source import LARGEST_TEXT, Mark, read


def problem_of(text: str | bytes) -> str:
    with pytest.raises(DocumentError) as error:
        read(text, "f")
    return str(error.value)


def test_values_are_read_by_their_looks() -> None:
    text = 'a: 1\nb: "1"\nc: 1.5\nd: true\ne: yes\nf: ~\ng: 007\nh:\n1: x\ni: 1e3\nj: 0x10\n'
    assert read(text).data == {
        "a": 1, "b": "1", "c": 1.5, "d": True, "e": "yes", "f": None, "g": "007", "h": None,
        "1": "x", "i": 1000.0, "j": "0x10",
    }  # fmt: skip


def test_every_value_has_its_place_and_letters() -> None:
    source = read("people:\n  - name: Ann\n    extension: 101\n")
    assert source.mark(("people", 0, "extension")) == Mark(3, 5)
    assert source.mark(("people", 0, "missing")) == Mark(2, 5)
    assert source.plain["people", 0, "extension"] == "101"


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a: 1\na: 2\n", "f:2:1", "'a' stands twice"),
        ("a: &x 1\n", "f:1:4", "anchor &x"),
        ("a: [*x]\n", "f:1:5", "alias *x"),
        ("a: !!python/object:os.system x\n", "f:1:4", "tag"),
        ("!!map {a: 1}\n", "f:1:1", "tag"),
        ("a: 1\n---\nb: 2\n", "f:2:1", "second document"),
        ("? [a]\n: 1\n", "f:1:3", "a key is a mapping or a list"),
        ("a: [1, 2\nb: 3\n", "f:2:2", "not YAML"),
        ("a: 'x\n", "f:2:1", "not YAML"),
        ("\ta: 1\n", "f:1:1", "not YAML"),
        ("a: 1\nb: \x01\n", "f:2:4", "character '\\x01'"),
        ("[" * 50, "f:1:25", "nested too deeply"),
        ("x" * (LARGEST_TEXT + 1), "f", "at most 524288 bytes"),
    ],
)
def test_what_a_document_may_not_hold_is_refused_with_its_place(
    text: str, place: str, words: str
) -> None:
    told = problem_of(text)
    assert told.startswith(place + ":")
    assert words in told


def test_bytes_that_are_not_utf8_are_located() -> None:
    assert problem_of(b"a: 1\nb: \xff\n").startswith("f:2:4: error: the byte 0xff is not UTF-8")


def test_a_byte_order_mark_is_no_content() -> None:
    assert read(b"\xef\xbb\xbfa: 1\n").data == {"a": 1}


def test_the_billion_laughs_are_refused_at_the_first() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert "f:1:4" in problem_of(bomb)


def test_several_faults_are_told_together() -> None:
    assert len(problem_of("a: &x 1\na: 2\nb: !t 3\n").splitlines()) == 3


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read(text)
    except DocumentError as error:
        assert error.problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a: 1\na: 2\n",
            "f:2:1: ошибка: a: ключ «a» указан дважды (допустимо: один раз (строка 1))",
        ),
        ("a: &x 1\n", "f:1:4: ошибка: a: метка &x не допускается (допустимо: просто значения)"),
        ("a: !t 3\n", "тег !t не допускается"),
        ("a: [", "это не YAML: "),
        ("---\na: 1\n---\nb: 2\n", "начинается второй документ (допустимо: один документ в файле)"),
        (b"a: \xff", "f:1:4: ошибка: байт 0xff — не UTF-8"),
        ("x" * (LARGEST_TEXT + 1), "f: ошибка: размер текста"),
    ],
)
def test_what_is_no_document_is_told_in_russian_to_who_reads_russian(
    text: str | bytes, told: str
) -> None:
    with pytest.raises(DocumentError) as refused:
        read(text, "f", "ru")
    assert told in str(refused.value)
