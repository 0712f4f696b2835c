"""The files of messages: readable by the server's user alone, and encrypted if there is a key.

While a message is recorded it is plain, because a media worker writes it and a crash must leave
it repairable; as soon as it is in its mailbox it is sealed [NIST SP 800-38D, AES-256-GCM].
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

MAGIC = b"RTsealed1"
_NONCE = 12


class Sealed(OSError):
    """A file is encrypted under a key that is not the one in the settings."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is encrypted under another key than voicemail_key")
        self.path = path


class MessageFiles:
    """Reads and writes below the data directory; names are paths relative to it."""

    def __init__(self, data_dir: Path, key: bytes | None = None) -> None:
        self.data_dir = data_dir
        self._cipher = AESGCM(key) if key else None

    def read(self, name: str) -> bytes:
        """What a file holds, decrypted.

        Raises:
            OSError: it can't be read; `Sealed` without the right key.
        """
        content = (self.data_dir / name).read_bytes()
        if not content.startswith(MAGIC):
            return content
        nonce, sealed = content[len(MAGIC) :][:_NONCE], content[len(MAGIC) + _NONCE :]
        try:
            if self._cipher is None:
                raise Sealed(name)
            # Under its name, so that nobody swaps two people's messages unnoticed.
            return self._cipher.decrypt(nonce, sealed, Path(name).name.encode())
        except InvalidTag:
            raise Sealed(name) from None

    def write(self, name: str, content: bytes) -> int:
        """Write a file whole or not at all, encrypted if there is a key; its size on the disk.

        Raises:
            OSError: it can't be written.
        """
        path = self.data_dir / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self._cipher is not None:
            nonce = secrets.token_bytes(_NONCE)
            content = MAGIC + nonce + self._cipher.encrypt(nonce, content, path.name.encode())
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            with open(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, path)
        except OSError:
            fresh.unlink(missing_ok=True)
            raise
        return len(content)

    def remove(self, name: str) -> None:
        """Remove a file, if it is there.

        Raises:
            OSError: it can't be removed.
        """
        (self.data_dir / name).unlink(missing_ok=True)
