"""Random secrets that are shown once and stored as a digest.

They are 256 random bits, so that one SHA-256 keeps them as safe as a slow hash keeps a password.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

#: How every API key begins, so that a scanner for leaked secrets knows one.
KEY_PREFIX = "rtk"


def new_token() -> str:
    """A secret nobody guesses, fit for a link or a cookie."""
    return secrets.token_urlsafe(32)


def new_id() -> str:
    """A name for a row; no secret."""
    return secrets.token_hex(8)


def digest(token: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode("utf-8", "surrogateescape")).hexdigest()


def matches(token: str, stored: str) -> bool:
    """Whether a secret is the stored one, in a time that tells nothing."""
    return hmac.compare_digest(digest(token), stored)


def api_key(key_id: str, secret: str) -> str:
    """The key as its owner gets it: `rtk_1f2e3d4c_…`."""
    return f"{KEY_PREFIX}_{key_id}_{secret}"


def split_api_key(key: str) -> tuple[str, str] | None:
    """Id and secret of an API key, or None if it cannot be one."""
    prefix, _, rest = key.partition("_")
    key_id, _, secret = rest.partition("_")
    if prefix != KEY_PREFIX or not key_id or len(secret) < 32 or len(key) > 200:
        return None
    return key_id, secret
