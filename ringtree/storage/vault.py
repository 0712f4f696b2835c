"""Secrets that must be readable again, encrypted at rest under a key of the data directory.

Passwords that only have to be compared are hashed instead. The key is not in the database: a
stolen copy of the one does not open the other.
"""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

KEY_FILE = "secret.key"


class VaultError(Exception):
    """A secret can't be read: it was encrypted under another key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is not the key this secret was encrypted under:"
            " put the key back that belongs to this database, or set the secret anew"
        )
        self.path = path


class Vault:
    """Encrypts and decrypts. The key is made on first use, readable by its owner alone."""

    def __init__(self, data_dir: Path) -> None:
        self._path = data_dir / KEY_FILE
        self._cipher: Fernet | None = None

    def seal(self, secret: str) -> str:
        """The secret, encrypted and authenticated.

        Raises:
            OSError: the key can't be read or made.
        """
        return self._open().encrypt(secret.encode()).decode()

    def unseal(self, sealed: str) -> str:
        """The secret again.

        Raises:
            VaultError: it was sealed under another key, or changed.
            OSError: the key can't be read.
        """
        try:
            return self._open().decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise VaultError(self._path) from None

    def _open(self) -> Fernet:
        if self._cipher is None:
            self._cipher = Fernet(self._key())
        return self._cipher

    def _key(self) -> bytes:
        try:
            return self._path.read_bytes().strip()
        except FileNotFoundError:
            return self._make()

    def _make(self) -> bytes:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a power cut must not leave half a key behind, and of two processes
        # that start together one wins, whose key both then read.
        fresh = self._path.with_suffix(f".{os.getpid()}.tmp")
        fresh.unlink(missing_ok=True)
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Fernet.generate_key())
            file.flush()
            os.fsync(descriptor)
        try:
            os.link(fresh, self._path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
        return self._path.read_bytes().strip()
