from __future__ import annotations

from ringtree.sip.hop import Hop


def test_a_hop_is_written_with_brackets_only_around_ipv6() -> None:
    assert str(Hop("udp", "192.0.2.1", 5060)) == "udp:192.0.2.1:5060"
    assert str(Hop("tcp", "2001:db8::1", 5061)) == "tcp:[2001:db8::1]:5061"


def test_only_a_connection_proves_where_its_peer_is() -> None:
    proven = [Hop(one, "192.0.2.1", 5060).is_proven for one in ("udp", "tcp", "tls")]
    assert proven == [False, True, True]
