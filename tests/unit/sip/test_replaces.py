"""Which dialog a Replaces header names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.sip.errors import BadHeader
from ringtree.sip.replaces import Replaces


def test_a_dialog_has_three_names() -> None:
    read = Replaces.parse("abc@192.0.2.7;to-tag=ours;from-tag=theirs")
    assert read == ("abc@192.0.2.7", "ours", "theirs", False)
    assert Replaces.parse("abc;from-tag=1;early-only;to-tag=2") == ("abc", "2", "1", True)


@pytest.mark.parametrize(
    "text",
    ["", ";to-tag=a;from-tag=b", "c", "c;to-tag=a", "c;from-tag=b", "c;to-tag=;from-tag=b",
     "a b;to-tag=a;from-tag=b", "a,b;to-tag=a;from-tag=b", "c" * 1100 + ";to-tag=a;from-tag=b"],
)  # fmt: skip
def test_what_names_no_dialog_is_refused(text: str) -> None:
    with pytest.raises(BadHeader):
        Replaces.parse(text)


@given(st.text(max_size=80))
def test_nothing_a_peer_writes_does_more_than_be_refused(text: str) -> None:
    try:
        read = Replaces.parse(text)
    except BadHeader:
        return
    assert read.call_id and read.to_tag and read.from_tag
