"""What is set about SIP."""

from __future__ import annotations

from ringtree.settings import Bind, load_settings


def test_addresses_to_listen_on_are_parsed() -> None:
    settings = load_settings(environment={"RINGTREE_SIP_BIND": "udp:[::]:5060,tcp:10.0.0.1:5061"})
    assert settings.binds == (Bind("udp", "::", 5060), Bind("tcp", "10.0.0.1", 5061))
