"""The settings of certificates."""

from __future__ import annotations

import pytest

from ringtree.settings import Settings, SettingsError, load_settings


def test_receiving_over_tls_needs_a_certificate() -> None:
    with pytest.raises(SettingsError, match="sip_bind has a tls address"):
        load_settings(environment={"RINGTREE_SIP_BIND": "tls:0.0.0.0:5061"})


def test_a_tls_address_with_a_certificate_is_taken() -> None:
    settings = load_settings(
        environment={
            "RINGTREE_SIP_BIND": "udp:0.0.0.0:5060,tls:[::]:5061",
            "RINGTREE_TLS_CERTIFICATE": "/etc/ringtree/server.pem",
        }
    )
    assert [bind.transport for bind in settings.binds] == ["udp", "tls"]


def test_calling_carriers_over_tls_needs_no_certificate_of_ours() -> None:
    assert Settings().tls_certificate is None
