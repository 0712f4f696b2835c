from __future__ import annotations

import pytest

from ringtree.sip.names import COMPACT, SPELLING, key_of


@pytest.mark.parametrize(("compact", "key"), COMPACT.items())
def test_compact_forms_mean_the_long_ones(compact: str, key: str) -> None:
    assert key_of(compact) == key_of(compact.upper()) == key
    assert key in SPELLING


def test_case_and_space_before_the_colon_do_not_matter() -> None:
    assert key_of("cALL-iD") == key_of("Call-ID \t") == "call-id"
    assert key_of("X-Something") == "x-something"


@pytest.mark.parametrize("name", ["", " ", "a b", "a:b", "имя", "a\r\nb", "<"])
def test_what_is_no_token_is_no_name(name: str) -> None:
    assert key_of(name) is None
