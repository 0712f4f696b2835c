"""Values that settings have."""

from __future__ import annotations

import pytest

from ringtree.settings.values import host, listed, parse_bind, parse_ports


@pytest.mark.parametrize("text", ["udp:127.0.0.1:0", "tcp:[::1]:65535"])
def test_a_bind_is_read(text: str) -> None:
    bind = parse_bind(text)
    host = f"[{bind.host}]" if ":" in bind.host else bind.host
    assert f"{bind.transport}:{host}:{bind.port}" == text


@pytest.mark.parametrize("text", ["5060", "udp:::5060", "sctp:10.0.0.1:5060", "udp:pbx:5060"])
def test_what_is_no_address_to_listen_on(text: str) -> None:
    with pytest.raises(ValueError):
        parse_bind(text)


def test_a_range_of_ports_holds_a_call_at_least() -> None:
    assert parse_ports("10000-10003") == (10000, 10003)
    for text in ("10000-10002", "80-90", "ports"):
        with pytest.raises(ValueError, match="at least 4 ports"):
            parse_ports(text)


def test_a_list_is_written_with_commas_in_the_environment() -> None:
    assert listed("a, b,,c ") == ["a", "b", "c"]
    assert listed(("a",)) == ("a",)


def test_a_host_is_a_name_an_address_or_a_network() -> None:
    assert [host(text) for text in ("CRM.Local", "::1", "10.1.2.3/16")] == [
        "crm.local",
        "::1",
        "10.1.0.0/16",
    ]
    with pytest.raises(ValueError, match="a host name"):
        host("http://crm")
