"""SIP over TLS between real endpoints: who is believed, and certificates changed while it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import trustme

from ringtree.sip.dialog.events import Accepted, Ended, EndReason
from ringtree.sip.hop import ANYBODY, Hop
from ringtree.wire.endpoint import SipEndpoint
from ringtree.wire.tls import TlsFiles
from tests.integration.test_wire import SDP, start, talk


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def certificate(authority: trustme.CA, tmp_path: Path) -> Path:
    return issue(authority, tmp_path / "server.pem", "sip.example.com")


def issue(authority: trustme.CA, file: Path, *names: str) -> Path:
    authority.issue_cert(*names).private_key_and_cert_chain_pem.write_to_path(str(file))
    return file


@pytest.fixture
async def carrier(certificate: Path) -> AsyncIterator[SipEndpoint]:
    endpoint = await start(Hop("tls", "127.0.0.1", 0), tls=TlsFiles(certificate))
    yield endpoint
    await endpoint.stop()


@pytest.fixture
async def caller(authority: trustme.CA, tmp_path: Path) -> AsyncIterator[SipEndpoint]:
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    endpoint = await start(Hop("udp", "127.0.0.1", 0), tls=TlsFiles(authorities=trusted))
    yield endpoint
    await endpoint.stop()


def at(endpoint: SipEndpoint, name: str) -> Hop:
    return endpoint.bound[0]._replace(name=name)


ANSWERED = [Accepted(SDP), Ended(EndReason.HUNG_UP)]


async def test_a_carrier_that_proves_its_name_is_called(
    carrier: SipEndpoint, caller: SipEndpoint
) -> None:
    assert (await talk(caller, at(carrier, "sip.example.com")))[-2:] == ANSWERED
    assert carrier.statistics()["tls_connections"] == 1
    assert carrier.statistics()["errors"] == caller.statistics()["errors"] == 0


async def test_a_carrier_of_another_name_is_not_talked_to_and_the_reason_is_kept(
    carrier: SipEndpoint, caller: SipEndpoint
) -> None:
    hop = at(carrier, "sip.other.example")
    assert await talk(caller, hop) == [Ended(EndReason.UNREACHABLE)]
    assert "certificate is not valid" in (caller.failure(hop) or "")
    assert carrier.statistics()["messages_received"] == 0


async def test_a_carrier_that_may_be_anybody_is_called_without_asking(
    carrier: SipEndpoint, caller: SipEndpoint
) -> None:
    assert (await talk(caller, at(carrier, ANYBODY)))[-2:] == ANSWERED
    # That connection is nobody's who has to prove a name.
    assert await talk(caller, at(carrier, "sip.other.example")) == [Ended(EndReason.UNREACHABLE)]


async def test_a_renewed_certificate_is_shown_to_whoever_connects_next(
    authority: trustme.CA, certificate: Path, carrier: SipEndpoint, caller: SipEndpoint
) -> None:
    assert (await talk(caller, at(carrier, "sip.example.com")))[-2:] == ANSWERED
    issue(authority, certificate, "sip.renewed.example")
    assert carrier.tls.reload()
    assert (await talk(caller, at(carrier, "sip.renewed.example")))[-2:] == ANSWERED
    # The connection from before lives on.
    assert (await talk(caller, at(carrier, "sip.example.com")))[-2:] == ANSWERED
