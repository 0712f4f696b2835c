"""The settings of DNS."""

from __future__ import annotations

import pytest

from ringtree.settings import SettingsError, load_settings


def test_name_servers_are_addresses_with_or_without_a_port() -> None:
    settings = load_settings(
        environment={"RINGTREE_DNS_SERVERS": "192.0.2.53, 127.0.0.1:5353,2001:db8::53"}
    )
    assert settings.dns_servers == ("192.0.2.53", "127.0.0.1:5353", "2001:db8::53")


@pytest.mark.parametrize("value", ["dns.example", "192.0.2.53:0", "192.0.2.53:dns"])
def test_anything_else_is_refused(value: str) -> None:
    with pytest.raises(SettingsError, match="RINGTREE_DNS_SERVERS"):
        load_settings(environment={"RINGTREE_DNS_SERVERS": value})
