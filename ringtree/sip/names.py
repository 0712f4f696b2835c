"""How header names are written: the spellings we meet, the compact forms, the one we send."""

from __future__ import annotations

from typing import Final

from ringtree.sip.grammar import is_token

#: RFC 3261 §7.3.3 and the extensions' own registrations.
COMPACT: Final = {
    "a": "accept-contact",
    "b": "referred-by",
    "c": "content-type",
    "d": "request-disposition",
    "e": "content-encoding",
    "f": "from",
    "i": "call-id",
    "j": "reject-contact",
    "k": "supported",
    "l": "content-length",
    "m": "contact",
    "n": "identity-info",
    "o": "event",
    "r": "refer-to",
    "s": "subject",
    "t": "to",
    "u": "allow-events",
    "v": "via",
    "x": "session-expires",
    "y": "identity",
}

_SPELLINGS: Final = """
Via From To Call-ID CSeq Contact Max-Forwards Route Record-Route Path Expires Min-Expires
Content-Type Content-Length Content-Disposition Content-Encoding Content-Language User-Agent Server
Allow Allow-Events Accept Accept-Contact Accept-Encoding Accept-Language Supported Require
Unsupported Proxy-Require Authorization WWW-Authenticate Proxy-Authorization Proxy-Authenticate
Authentication-Info Date Warning Retry-After Reason Event Subscription-State Refer-To Referred-By
Replaces Session-Expires Min-SE Subject Organization Priority In-Reply-To Reply-To MIME-Version
Timestamp Alert-Info Call-Info Error-Info Diversion History-Info Privacy P-Asserted-Identity
P-Preferred-Identity Remote-Party-ID RSeq RAck Service-Route Identity Identity-Info Join
Request-Disposition Reject-Contact SIP-ETag SIP-If-Match
""".split()

#: key (lower case, long form) → the spelling we send.
SPELLING: Final = {name.lower(): name for name in _SPELLINGS}

#: Every common spelling → key, so that the usual line costs one look-up.
_KEYS: Final = {
    **{name: name.lower() for name in _SPELLINGS},
    **{name.lower(): name.lower() for name in _SPELLINGS},
    **{name.title(): name.lower() for name in _SPELLINGS},
    **COMPACT,
    **{compact.upper(): key for compact, key in COMPACT.items()},
}
common_key = _KEYS.get


def key_of(name: str) -> str | None:
    """The key of a header name however it is spelled, None if it is no name at all."""
    key = _KEYS.get(name)
    if key is None:
        key = name.strip(" \t").lower()
        if not is_token(key):
            return None
        key = COMPACT.get(key, key)
    return key
