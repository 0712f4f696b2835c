from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import (
    closing_quote,
    format_params,
    has_line_break,
    is_token,
    parse_number,
    parse_params,
    quote,
    split_list,
    split_outside,
    unquote,
)

texts = st.text(st.characters(exclude_characters="\r\n", exclude_categories=()), max_size=30)


class TestTokens:
    """RFC 3261 §25.1, `token`."""

    def test_letters_digits_and_a_few_signs(self) -> None:
        assert is_token("INVITE") and is_token("z9hG4bK-1.2!%*_+`'~")

    @pytest.mark.parametrize("text", ["", "a b", "a;b", "я", "a\t", "²", '"a"'])
    def test_nothing_else(self, text: str) -> None:
        assert not is_token(text)


class TestNumbers:
    def test_a_number_within_the_limit(self) -> None:
        assert parse_number("0070", 70) == 70
        assert parse_number("0", 5) == 0

    @pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "71", "²", "１", "9" * 100_000, " 1"])
    def test_anything_else_is_none(self, text: str) -> None:
        assert parse_number(text, 70) is None


class TestQuotedStrings:
    def test_escapes_are_resolved(self) -> None:
        assert unquote(r'"a \"b\" \\ c"') == r'a "b" \ c'

    def test_what_is_not_quoted_stays(self) -> None:
        assert unquote("token") == "token"

    def test_an_escaped_quote_does_not_close(self) -> None:
        text = r'"a\"b" rest'
        assert closing_quote(text, 1) == text.index('" ')
        assert closing_quote('"open', 1) == closing_quote('"open\\"', 1) == -1

    @given(texts)
    def test_quoting_and_unquoting_gives_the_text_back(self, text: str) -> None:
        assert unquote(quote(text)) == text
        assert closing_quote(quote(text), 1) == len(quote(text)) - 1


class TestLists:
    def test_commas_in_quotes_and_brackets_do_not_separate(self) -> None:
        text = r'"Bell, A. \", B" <sip:a,b@c>;q=1 , <sip:d@e>'
        assert split_outside(text, ",") == [r'"Bell, A. \", B" <sip:a,b@c>;q=1', "<sip:d@e>"]

    def test_several_lines_are_one_list(self) -> None:
        assert split_list(["a, b", "c"]) == ["a", "b", "c"]

    @pytest.mark.parametrize("lines", [["a,,b"], ["a", ""], ["a,"]])
    def test_an_empty_element_is_refused(self, lines: list[str]) -> None:
        with pytest.raises(BadHeader):
            split_list(lines)

    @pytest.mark.parametrize("line", ['"open, b', "<open, b", '"open\\", b'])
    def test_an_open_quote_or_bracket_is_refused(self, line: str) -> None:
        with pytest.raises(BadHeader):
            split_list([line])


class TestParams:
    def test_flags_values_and_quoted_values(self) -> None:
        assert parse_params(';lr; Tag = "a;b" ;x=1') == {"lr": None, "tag": "a;b", "x": "1"}
        assert parse_params("") == {}

    def test_the_first_of_two_wins(self) -> None:
        assert parse_params(";tag=1;tag=2;TAG=3") == {"tag": "1"}

    @pytest.mark.parametrize(
        "text", ["tag=1", ";", ";;a", ";=1", ";a=", ";a b", ';a="x', ';a="x"y', ';a=x"y"', ";a=b c"]
    )
    def test_nonsense_is_refused(self, text: str) -> None:
        with pytest.raises(BadHeader):
            parse_params(text)

    @given(
        st.dictionaries(
            st.text("abcdefghij-.0123456789", min_size=1, max_size=8),
            st.none() | texts,
            max_size=4,
        )
    )
    def test_what_is_written_is_read_again(self, params: dict[str, str | None]) -> None:
        assert parse_params(format_params(params)) == params


def test_line_breaks_are_seen() -> None:
    assert has_line_break("a\rb") and has_line_break("a\nb") and not has_line_break("a b")
