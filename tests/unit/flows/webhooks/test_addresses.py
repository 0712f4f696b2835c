"""Which addresses may be asked."""

from __future__ import annotations

from ipaddress import ip_address

import pytest

from ringtree.flows.webhooks.addresses import (
    AddressGuard,
    AddressRefused,
    embedded,
    is_ours,
    is_public,
    network_of,
)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_the_public_internet_may_be_asked(address: str) -> None:
    assert is_public(ip_address(address))
    AddressGuard().check("example.com", address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "not an address",
    ],
)
def test_nothing_else_may_in_whatever_clothes(address: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        AddressGuard().check("trap.example.com", address)
    assert "trap.example.com" in str(refused.value) and address in str(refused.value)


def test_addresses_inside_of_addresses_are_found() -> None:
    assert embedded(ip_address("64:ff9b::a00:1")) == ip_address("10.0.0.1")
    assert embedded(ip_address("2002:a00:1::")) == ip_address("10.0.0.1")
    assert embedded(ip_address("2001:db8::1")) is None
    assert embedded(ip_address("10.0.0.1")) is None


def test_what_the_operator_names_may_be_asked() -> None:
    guard = AddressGuard(frozenset({"crm.local", "10.1.0.0/16", "127.0.0.1"}))
    guard.check("CRM.local.", "192.168.0.7")
    guard.check("anything.example.com", "10.1.2.3")
    guard.check("127.0.0.1", "127.0.0.1")
    with pytest.raises(AddressRefused):
        guard.check("evil.crm.local", "192.168.0.7")
    with pytest.raises(AddressRefused):
        guard.check("anything.example.com", "10.2.0.1")


def test_our_own_address_may_not_be_asked_though_it_is_public() -> None:
    with pytest.raises(AddressRefused):
        AddressGuard(own=("93.184.215.14",)).check("example.com", "93.184.215.14")
    assert is_ours("127.0.0.1") and not is_ours("93.184.215.14")


def test_a_network_is_told_from_a_name() -> None:
    assert network_of("10.0.0.0/8") is not None and network_of("10.0.0.1") is not None
    assert network_of("crm.local") is None
