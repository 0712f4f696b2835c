"""Certificates of the TLS transport: ours, whom we trust, and taking new files over while running.

Peers are verified unless a hop says `ANYBODY` [RFC 5922 §7]. Phones show no certificates.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509

from ringtree.sip.hop import ANYBODY, Hop

#: Days before the end of our certificate from which the operator is warned.
EXPIRY_WARNING = 14.0


class CertificateError(Exception):
    """A certificate, key or list of authorities that can't be used."""

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file}: {why}")
        self.file = file
        self.why = why


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the certificates are, PEM. Without a certificate nobody can connect to us by TLS."""

    certificate: Path | None = None
    """Ours, followed by the intermediate ones; also shown to carriers that ask for it."""
    key: Path | None = None
    """Its private key; none: it is in the same file."""
    authorities: Path | None = None
    """Whom to trust besides the system's authorities."""

    def watched(self) -> Iterator[Path]:
        """The files that there are."""
        return (file for file in (self.certificate, self.key, self.authorities) if file)


class Tls:
    """The contexts of all connections; `reload` lets new connections use new files."""

    __slots__ = ("_clients", "_seen", "files", "server")

    def __init__(self, files: TlsFiles | None = None) -> None:
        """Raises CertificateError if a file can't be used."""
        self.files = files or TlsFiles()
        self.server: ssl.SSLContext | None = None
        self._clients: dict[bool, ssl.SSLContext] = {}
        self._seen = self._stamps()
        if self.files.certificate is not None:
            self.server = _server_context()
            self._load(self.server)

    def client(self, hop: Hop) -> tuple[ssl.SSLContext, str]:
        """The context for a connection to `hop`, and the name its certificate must bear."""
        verify = hop.name != ANYBODY
        if (context := self._clients.get(verify)) is None:
            context = self._clients[verify] = self._client_context(verify=verify)
        return context, (hop.name if verify and hop.name else hop.host)

    def expires(self) -> datetime | None:
        """When our certificate ends to be valid."""
        if self.files.certificate is None:
            return None
        certificate = x509.load_pem_x509_certificate(self.files.certificate.read_bytes())
        return certificate.not_valid_after_utc

    def days_left(self) -> float | None:
        """Days for which our certificate is still valid; None without one."""
        expires = self.expires()
        return None if expires is None else (expires - datetime.now(UTC)).total_seconds() / 86400

    def reload(self) -> bool:
        """Take changed files over; connections that exist live on. Whether anything had changed.

        Raises:
            CertificateError: they can't be used; what was in use before stays in use.
        """
        stamps = self._stamps()
        if stamps == self._seen:
            return False
        self._seen = stamps
        if self.server is not None:
            self._load(_server_context())  # what fails must not leave half of it in use
            self._load(self.server)
        fresh = {verify: self._client_context(verify=verify) for verify in self._clients}
        self._clients = fresh
        return True

    def _load(self, context: ssl.SSLContext) -> None:
        certificate, key = self.files.certificate, self.files.key
        if certificate is None:
            return
        try:
            context.load_cert_chain(certificate, key, password=_no_password)
        except (OSError, ValueError) as error:
            raise CertificateError(certificate, _why(error)) from error

    def _client_context(self, *, verify: bool) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if not verify:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        elif self.files.authorities is not None:
            try:
                context.load_verify_locations(self.files.authorities)
            except OSError as error:
                raise CertificateError(self.files.authorities, _why(error)) from error
        self._load(context)
        return context

    def _stamps(self) -> tuple[object, ...]:
        return tuple(map(_stamp, self.files.watched()))


def _server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _stamp(file: Path) -> object:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _no_password() -> str:
    raise ValueError("the key is protected by a password; give one that is not")


def _why(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        reason = error.reason or str(error)
        return f"not a usable certificate and key ({reason.replace('_', ' ').lower()})"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
