"""Certificates: what can be used, what is verified, and taking over new ones."""

from __future__ import annotations

import os
import ssl
from pathlib import Path

import pytest
import trustme

from ringtree.sip.hop import ANYBODY, Hop
from ringtree.wire.tls import CertificateError, Tls, TlsFiles


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def issue(authority: trustme.CA, folder: Path, *names: str) -> Path:
    file = folder / "server.pem"
    authority.issue_cert(*names).private_key_and_cert_chain_pem.write_to_path(str(file))
    return file


def test_without_files_there_are_clients_that_verify_and_no_server() -> None:
    tls = Tls()
    assert tls.server is None and tls.expires() is None
    context, name = tls.client(Hop("tls", "192.0.2.1", 5061, "sip.example.com"))
    assert context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname
    assert name == "sip.example.com"


def test_a_hop_without_a_name_has_to_prove_its_address() -> None:
    context, name = Tls().client(Hop("tls", "192.0.2.1", 5061))
    assert (context.check_hostname, name) == (True, "192.0.2.1")


def test_only_a_hop_that_may_be_anybody_is_not_verified() -> None:
    tls = Tls()
    context, _ = tls.client(Hop("tls", "192.0.2.1", 5061, ANYBODY))
    assert context.verify_mode is ssl.CERT_NONE
    assert tls.client(Hop("tls", "192.0.2.1", 5061))[0].verify_mode is ssl.CERT_REQUIRED


def test_a_certificate_without_its_key_is_refused_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "server.pem"
    file.write_text("-----BEGIN CERTIFICATE-----\nnothing\n-----END CERTIFICATE-----\n")
    with pytest.raises(CertificateError, match=r"server\.pem: not a usable certificate"):
        Tls(TlsFiles(file))


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CertificateError, match="No such file"):
        Tls(TlsFiles(tmp_path / "none.pem"))


def test_a_key_with_a_password_is_refused_and_nobody_is_asked(
    authority: trustme.CA, tmp_path: Path
) -> None:
    from cryptography.hazmat.primitives import serialization as form

    issued = authority.issue_cert("a.example")
    key = form.load_pem_private_key(issued.private_key_pem.bytes(), None)
    locked = tmp_path / "key.pem"
    locked.write_bytes(
        key.private_bytes(
            form.Encoding.PEM, form.PrivateFormat.PKCS8, form.BestAvailableEncryption(b"secret")
        )
    )
    certificate = tmp_path / "cert.pem"
    issued.cert_chain_pems[0].write_to_path(str(certificate))
    with pytest.raises(CertificateError, match="password"):
        Tls(TlsFiles(certificate, locked))


def test_unchanged_files_are_not_read_again(authority: trustme.CA, tmp_path: Path) -> None:
    tls = Tls(TlsFiles(issue(authority, tmp_path, "a.example")))
    assert not tls.reload()


def test_changed_files_are_taken_over_by_the_same_context(
    authority: trustme.CA, tmp_path: Path
) -> None:
    file = issue(authority, tmp_path, "a.example")
    tls = Tls(TlsFiles(file))
    server = tls.server
    issue(authority, tmp_path, "b.example")
    os.utime(file, ns=(1, 1))
    assert tls.reload()
    assert tls.server is server


def test_a_broken_renewal_leaves_the_old_certificate_in_use(
    authority: trustme.CA, tmp_path: Path
) -> None:
    file = issue(authority, tmp_path, "a.example")
    tls = Tls(TlsFiles(file))
    file.write_text("half a certificate")
    with pytest.raises(CertificateError):
        tls.reload()
    assert tls.server is not None
    assert not tls.reload()  # told once for each change


def test_the_end_of_our_certificate_is_known(authority: trustme.CA, tmp_path: Path) -> None:
    tls = Tls(TlsFiles(issue(authority, tmp_path, "a.example")))
    days = tls.days_left()
    assert days is not None and days > 0


def test_authorities_that_are_none_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "ca.pem"
    file.write_text("no certificates here")
    with pytest.raises(CertificateError, match=r"ca\.pem"):
        Tls(TlsFiles(authorities=file)).client(Hop("tls", "192.0.2.1", 5061))
