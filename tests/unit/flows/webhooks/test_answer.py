"""What a server may answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.company.placeholders import fill
from ringtree.flows.webhooks.answer import BadAnswer, read_answer


def answer(**parts: Any) -> bytes:
    return json.dumps(parts).encode()


@pytest.mark.parametrize("body", [b"", b" \r\n", b"{}", answer(exit=None, say=None)])
def test_everything_may_be_left_out(body: bytes) -> None:
    read = read_answer(body)
    assert (read.exit, read.values, read.prompt) == (None, {}, None)


def test_numbers_become_texts() -> None:
    body = answer(variables={"name": "Анна", "orders": 3, "debt": 1.5, "vip": True})
    expected = {"name": "Анна", "orders": "3", "debt": "1.5", "vip": "true"}
    assert read_answer(body).values == expected


def test_words_may_have_a_language() -> None:
    prompt = read_answer(answer(say={"text": "Привет", "language": "ru"})).prompt
    assert prompt is not None and (prompt.text, prompt.language) == ("Привет", "ru")


def test_braces_in_words_name_no_values() -> None:
    prompt = read_answer(answer(say="{caller} {")).prompt
    assert prompt is not None and prompt.text is not None
    assert fill(prompt.text, lambda _: "wrong") == "{caller} {"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"[]",
        b"null",
        b'"vip"',
        b"\xff\xfe",
        b"[" * 60_000,
        b"{" * 60_000,
        answer(exit=1),
        answer(exit="no such thing!"),
        answer(exits="vip"),
        answer(variables=[]),
        answer(variables={"a b": "c"}),
        answer(variables={"a": None}),
        answer(variables={"a": ["b"]}),
        answer(variables={"a": "b" * 501}),
        answer(variables={f"a{n}": "b" for n in range(51)}),
        answer(say=""),
        answer(say="a" * 1001),
        answer(say="\x07"),
        answer(say={"text": "Hi", "voice": "loud"}),
        answer(say={"text": "Hi", "language": "tlh"}),
    ],
)
def test_anything_else_is_refused_in_words(body: bytes) -> None:
    with pytest.raises(BadAnswer) as refused:
        read_answer(body)
    assert str(refused.value)


@given(st.binary(max_size=200))
def test_no_bytes_break_it(body: bytes) -> None:
    try:
        read_answer(body)
    except BadAnswer:
        pass
