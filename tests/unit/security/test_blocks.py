from __future__ import annotations

from collections import OrderedDict

import pytest

from ringtree.security.blocks import MOST, bound, key_of


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not:an:address", "not:an:address"),
    ],
)
def test_whoever_has_one_ipv6_address_has_its_whole_network(host: str, key: str) -> None:
    assert key_of(host) == key


def test_the_longest_untouched_are_forgotten() -> None:
    known = OrderedDict((number, None) for number in range(MOST + 2))
    bound(known)
    assert len(known) == MOST and next(iter(known)) == 2
