from __future__ import annotations

from ipaddress import ip_network

import pytest

from ringtree.security.allowed import Allowed


def test_a_host_of_the_settings_and_of_an_operator_is_in_it() -> None:
    allowed = Allowed((ip_network("192.0.2.0/24"),))
    allowed.add("2001:db8::/32")
    assert "192.0.2.7" in allowed and "2001:db8::1" in allowed and "198.51.100.1" not in allowed


def test_what_is_not_an_address_is_never_in_it() -> None:
    assert "pbx.example" not in Allowed((ip_network("0.0.0.0/0"),))


def test_an_operator_removes_what_was_added_and_not_what_is_set() -> None:
    allowed = Allowed((ip_network("192.0.2.0/24"),))
    allowed.add("198.51.100.0/24")
    allowed.remove("198.51.100.0/24")
    allowed.remove("192.0.2.0/24")
    assert "198.51.100.1" not in allowed and "192.0.2.7" in allowed


def test_what_is_not_a_network_is_refused() -> None:
    with pytest.raises(ValueError):
        Allowed(()).add("everybody")
