"""Secrets: unguessable, stored as digests, recognisable."""

from __future__ import annotations

import pytest

from ringtree.accounts.tokens import (
    api_key,
    digest,
    matches,
    new_id,
    new_token,
    split_api_key,
)


def test_secrets_differ_and_match_their_digest() -> None:
    one, other = new_token(), new_token()
    assert one != other
    assert len(one) == 43
    assert matches(one, digest(one))
    assert not matches(other, digest(one))


def test_a_key_is_split_into_what_it_was_made_of() -> None:
    for _ in range(50):  # a secret may itself hold underscores
        key_id, secret = new_id(), new_token()
        assert split_api_key(api_key(key_id, secret)) == (key_id, secret)


@pytest.mark.parametrize("wrong", ["", "rtk", "rtk_a", "rtk__" + "x" * 43, "abc_1_" + "x" * 43])
def test_what_cannot_be_a_key_is_none(wrong: str) -> None:
    assert split_api_key(wrong) is None
    assert split_api_key("rtk_1_" + "x" * 500) is None
