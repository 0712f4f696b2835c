"""What is set about audio."""

from __future__ import annotations

from ringtree.settings import load_settings


def test_ports_are_parsed() -> None:
    settings = load_settings(environment={"RINGTREE_RTP_PORTS": "20000-20999"})
    assert settings.ports == (20000, 20999)
