"""Where a trunk's calls may come from."""

from __future__ import annotations

import pytest

from ringtree.company.address import parse_address


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("203.0.113.5", ("203.0.113.5", 1), ("203.0.113.6", 1)),
        ("203.0.113.5:5060", ("203.0.113.5", 5060), ("203.0.113.5", 5061)),
        ("[2001:db8::1]:5060", ("2001:db8::1", 5060), ("2001:db8::1", 5061)),
        ("[2001:db8::1]", ("2001:db8:0::1", 9), ("2001:db8::2", 9)),
        ("2001:db8::1", ("2001:db8::1", 9), ("203.0.113.5", 9)),
        ("198.51.100.0/24", ("198.51.100.77", 9), ("198.51.101.77", 9)),
        ("2001:db8::/32", ("2001:db8:5::7", 9), ("not an address", 9)),
    ],
)
def test_an_address_knows_its_own(
    text: str, inside: tuple[str, int], outside: tuple[str, int]
) -> None:
    address = parse_address(text)
    assert address.matches(*inside)
    assert not address.matches(*outside)


@pytest.mark.parametrize(
    "text",
    [
        *("", "carrier.example", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:65536", "1.2.3.4:٥"),
        *("[::1", "[::1]5", "1.2.3.1/24", "::1:5060x", "1.2.3.4.5"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not an address|port that is not"):
        parse_address(text)


def test_calls_can_be_sent_to_one_address_and_not_to_a_network() -> None:
    assert parse_address("203.0.113.5:5060").host == "203.0.113.5"
    assert parse_address("198.51.100.0/24").host is None
