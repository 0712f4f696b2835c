"""Proof that a request comes from this server: HMAC-SHA256 over its time, way and content."""

from __future__ import annotations

import hashlib
import hmac

HEADER = "X-Ringtree-Signature"


def sign(secret: str, *, time: int, method: str, target: str, body: bytes) -> str:
    """The header's value: `t=1700000000,v1=5257a8…`.

    Signed are the time (Unix seconds), the method, the target (path and query, as requested) and
    the body, each followed by a line feed but the last. A receiver refuses a time that is more
    than some minutes off, so that nobody can repeat the request later.
    """
    head = f"{time}\n{method}\n{target}\n".encode()
    digest = hmac.new(secret.encode(), head + body, hashlib.sha256).hexdigest()
    return f"t={time},v1={digest}"
