"""ETags: compared as RFC 9110 says, and required where somebody could be overwritten."""

from __future__ import annotations

import pytest

from ringtree.api.conditional import body_etag, etag, is_among, require_match
from ringtree.api.problem import PreconditionFailed, PreconditionRequired


def test_a_tag_changes_with_its_state_and_not_without() -> None:
    assert etag("a", 1) == etag("a", 1) != etag("a1", "")
    assert body_etag(b"a") != body_etag(b"b")


@pytest.mark.parametrize("header", ['"x"', '"a", "x"', 'W/"x"', "*"])
def test_a_tag_is_found_in_a_list(header: str) -> None:
    assert is_among('"x"', header)
    assert not is_among('"x"', '"y"')


def test_a_change_from_the_present_state_goes_through() -> None:
    require_match('"x"', '"x"')
    require_match(None, None)


def test_a_change_from_an_older_state_is_told_who_was_quicker() -> None:
    with pytest.raises(PreconditionFailed) as refused:
        require_match('"x"', '"y"', {"changed_by": "Anna"})
    assert refused.value.extra == {"changed_by": "Anna", "etag": '"y"'}


def test_a_change_must_say_what_it_starts_from() -> None:
    with pytest.raises(PreconditionRequired):
        require_match(None, '"y"')
