"""Digest authentication, both sides [RFC 3261 §22, RFC 7616, RFC 8760].

A nonce is stateless: it carries the time it was issued at and a MAC over it, so a flood of
challenges costs no memory. Only nonces that were answered rightly are remembered, to refuse a
replayed nonce count; that memory is bounded as well. What the server keeps of a password is HA1.
"""

from __future__ import annotations

import hashlib
import secrets
import string
import struct
from collections.abc import Callable, Iterable
from enum import Enum, StrEnum
from hmac import compare_digest
from typing import Any, Final, Protocol

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import is_token, quote
from ringtree.sip.headers import AuthParams


class Algorithm(StrEnum):
    """The hashes we speak, as they are written on the wire; the stronger first."""

    SHA_256 = "SHA-256"
    MD5 = "MD5"


_HASHES: Final[dict[Algorithm, Callable[[bytes], Any]]] = {
    Algorithm.MD5: hashlib.md5,
    Algorithm.SHA_256: hashlib.sha256,
}
_HEX_DIGITS: Final = frozenset(string.hexdigits)
_ALGORITHMS: Final = {algorithm.value: algorithm for algorithm in Algorithm}
_ALGORITHMS_BY_ANY_CASE: Final = {algorithm.value.lower(): algorithm for algorithm in Algorithm}


class Credential(Protocol):
    """What is stored of an account's password: HA1 for each algorithm, in hex."""

    @property
    def ha1_md5(self) -> str: ...

    @property
    def ha1_sha256(self) -> str: ...


def stored_ha1(credential: Credential, algorithm: Algorithm) -> str:
    """The stored hash for `algorithm`."""
    return credential.ha1_md5 if algorithm is Algorithm.MD5 else credential.ha1_sha256


def ha1(account: str, realm: str, password: str, algorithm: Algorithm = Algorithm.MD5) -> str:
    """H(account:realm:password) in hex: all a server has to know [RFC 7616 §3.4.2]."""
    return _hash(algorithm, f"{account}:{realm}:{password}")


def _hash(algorithm: Algorithm, text: str) -> str:
    digest: str = _HASHES[algorithm](text.encode("utf-8", "surrogateescape")).hexdigest()
    return digest


class NonceState(Enum):
    """What a nonce that comes back is worth."""

    FRESH = "fresh"
    STALE = "stale"
    """Ours, but too old: the client may try again without asking the person."""
    FORGED = "forged"
    """Not issued with our secret: invented, or from before it changed."""


class NonceFactory:
    """Issues nonces and knows them again without remembering any.

    A nonce is good only from the address it was issued to: who answers with it has received what
    was sent there, which over UDP a source address alone does not say.

    Args:
        secret: at least 16 random bytes; whoever has them can make nonces.
        lifetime: seconds a nonce is good for.
    """

    __slots__ = ("_counter", "_lifetime", "_mac")

    def __init__(self, secret: bytes, *, lifetime: float = 300.0) -> None:
        self._lifetime = lifetime
        self._mac = hashlib.blake2b(key=secret, digest_size=16)
        # Two nonces of one instant must differ, or two phones would share one nonce count.
        self._counter = int.from_bytes(secrets.token_bytes(6), "big")

    def issue(self, now: float, host: str = "") -> str:
        """A nonce for a challenge sent to `host` at `now`, in seconds of any steady clock."""
        self._counter = (self._counter + 1) & 0xFFFFFFFFFFFFFFFF
        stamp = struct.pack(">dQ", now, self._counter)
        return (stamp + self._seal(stamp, host)).hex()

    def check(self, nonce: str, now: float, host: str = "") -> NonceState:
        """Whether `nonce` is ours, was issued to `host` and is still good."""
        issued = self.issued_at(nonce, host)
        return NonceState.FORGED if issued is None else self.state(issued, now)

    def state(self, issued: float, now: float) -> NonceState:
        """Whether a nonce of ours, issued at `issued`, is still good."""
        # A little from the future is allowed for: two clocks of one machine.
        fresh = -1.0 <= now - issued <= self._lifetime
        return NonceState.FRESH if fresh else NonceState.STALE

    def issued_at(self, nonce: str, host: str = "") -> float | None:
        """When `nonce` was issued to `host`, None if it was not."""
        if len(nonce) != 64 or not nonce.isascii():
            return None
        try:
            raw = bytes.fromhex(nonce)
        except ValueError:
            return None
        if len(raw) != 32 or not compare_digest(self._seal(raw[:16], host), raw[16:]):
            return None
        issued: float = struct.unpack_from(">d", raw)[0]
        return issued

    def _seal(self, stamp: bytes, host: str) -> bytes:
        mac = self._mac.copy()
        mac.update(stamp + host.encode("utf-8", "surrogateescape"))
        return mac.digest()


class ReplayGuard:
    """Refuses a nonce count that was used before [RFC 7616 §3.4, `nc`].

    Counts may arrive out of order within a window of 64: UDP reorders, phones send in parallel.
    At most `limit` nonces are remembered. Whoever's nonce had to be forgotten is told to fetch a
    new one, as are all with older nonces, so that forgetting never lets a replay through.
    """

    __slots__ = ("_floor", "_limit", "_seen")

    _WINDOW: Final = 64

    def __init__(self, *, limit: int = 20_000) -> None:
        self._limit = limit
        self._seen: dict[str, tuple[float, int, int]] = {}  # nonce → issued, highest, bits below
        self._floor = float("-inf")

    def __len__(self) -> int:
        return len(self._seen)

    def accept(self, nonce: str, issued: float, count: int) -> bool:
        """Take note of a use; False if it is a replay or too old to tell."""
        seen = self._seen.get(nonce)
        if seen is None:
            if issued <= self._floor:
                return False
            self._remember(nonce, issued, count)
            return True
        _, highest, bits = seen
        ahead = count - highest
        if ahead > 0:
            bits = ((bits << ahead) | 1) & ((1 << self._WINDOW) - 1) if ahead < self._WINDOW else 1
            self._seen[nonce] = (issued, count, bits)
            return True
        if -ahead >= self._WINDOW or bits >> -ahead & 1:
            return False
        self._seen[nonce] = (issued, highest, bits | 1 << -ahead)
        return True

    def _remember(self, nonce: str, issued: float, count: int) -> None:
        if len(self._seen) >= self._limit:
            oldest = next(iter(self._seen))
            self._floor = max(self._floor, self._seen.pop(oldest)[0])
        self._seen[nonce] = (issued, count, 1)


def challenge(realm: str, nonce: str, algorithm: Algorithm, *, stale: bool = False) -> str:
    """The value of a WWW-Authenticate or Proxy-Authenticate header."""
    end = ", stale=true" if stale else ""
    terms = f'realm={quote(realm)}, nonce="{nonce}", algorithm={algorithm.value}'
    return f'Digest {terms}, qop="auth"{end}'


def algorithm_of(params: dict[str, str]) -> Algorithm | None:
    """Which hash a challenge or an answer uses, None if it is none of ours."""
    name = params.get("algorithm", "MD5")
    return _ALGORITHMS.get(name) or _ALGORITHMS_BY_ANY_CASE.get(name.lower())


def nonce_count(params: dict[str, str]) -> int:
    """How many times the client says it has used the nonce.

    0 without `qop`: such an answer is the same each time, so its nonce serves once.

    Raises:
        BadHeader: `nc` is not eight hexadecimal digits.
    """
    if "qop" not in params:
        return 0
    text = params.get("nc", "")
    if len(text) != 8 or not _HEX_DIGITS.issuperset(text):
        raise BadHeader("Authorization", f"nc={text[:20]!r} is no nonce count")
    return int(text, 16)


def verify(params: dict[str, str], method: str, ha1: str) -> bool:
    """Whether these credentials prove knowledge of the password, in constant time.

    Neither the nonce nor its count is judged here; see NonceFactory and ReplayGuard.
    """
    algorithm = algorithm_of(params)
    qop = params.get("qop")
    if algorithm is None or qop not in (None, "auth"):
        return False
    expected = _response(algorithm, params, method, ha1)
    given = params.get("response", "").lower()
    return compare_digest(expected.encode(), given.encode("utf-8", "surrogateescape"))


def _response(algorithm: Algorithm, params: dict[str, str], method: str, ha1: str) -> str:
    get = params.get
    ha2 = _hash(algorithm, f"{method}:{get('uri', '')}")
    if "qop" not in params:
        return _hash(algorithm, f"{ha1}:{get('nonce', '')}:{ha2}")  # RFC 2069
    uses = f"{get('nonce', '')}:{get('nc', '')}:{get('cnonce', '')}:{params['qop']}"
    return _hash(algorithm, f"{ha1}:{uses}:{ha2}")


def pick(challenges: Iterable[str]) -> str | None:
    """Of several challenges the strongest one we can answer [RFC 8760 §2.4], None if none."""
    best: tuple[int, str] | None = None
    order = list(Algorithm)
    for text in challenges:
        try:
            scheme, params = AuthParams.parse(text)
        except BadHeader:
            continue
        algorithm = algorithm_of(params)
        if scheme != "digest" or algorithm is None or _client_qop(params) is None:
            continue
        rank = order.index(algorithm)
        if best is None or rank < best[0]:
            best = (rank, text)
    return best[1] if best else None


def _client_qop(params: dict[str, str]) -> str | None:
    """`auth`, "" for none, None if only what we cannot do is offered."""
    if "qop" not in params:
        return ""
    return "auth" if "auth" in [qop.strip().lower() for qop in params["qop"].split(",")] else None


def answer(
    challenge: str,
    *,
    method: str,
    uri: str,
    username: str,
    password: str | None = None,
    ha1_hash: str | None = None,
    cnonce: str | None = None,
    nc: int = 1,
) -> str:
    """The value of the Authorization header that answers a challenge, as a client.

    Args:
        password: or, in its stead, `ha1_hash`, made for the challenge's realm and algorithm.
        cnonce: our own random text; made up if None.
        nc: how many requests have used this nonce, this one included.

    Raises:
        BadHeader: the challenge is not one we can answer; ask `pick` first.
    """
    scheme, params = AuthParams.parse(challenge)
    algorithm = algorithm_of(params)
    qop = _client_qop(params)
    realm, nonce = params.get("realm"), params.get("nonce")
    if scheme != "digest" or algorithm is None or qop is None or realm is None or nonce is None:
        raise BadHeader("WWW-Authenticate", "a challenge we cannot answer")
    used = {"username": username, "realm": realm, "nonce": nonce, "uri": uri}
    if qop:
        used |= {"qop": qop, "nc": f"{nc:08x}", "cnonce": cnonce or secrets.token_hex(8)}
    secret = ha1_hash or ha1(username, realm, password or "", algorithm)
    used["response"] = _response(algorithm, used, method, secret)
    if "algorithm" in params:
        used["algorithm"] = algorithm.value
    if "opaque" in params:
        used["opaque"] = params["opaque"]
    return "Digest " + ", ".join(_format_auth_param(*item) for item in used.items())


#: RFC 7616 §3.4 wants these without quotes, and some servers insist.
_BARE: Final = frozenset(("qop", "nc", "algorithm"))


def _format_auth_param(name: str, value: str) -> str:
    return f"{name}={value}" if name in _BARE and is_token(value) else f"{name}={quote(value)}"
