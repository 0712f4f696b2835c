"""Who sent a request: digest authentication of phones [RFC 3261 §22, RFC 7616, RFC 8760].

A wrong password and an account that does not exist get the same answer after the same work, so
that nobody learns from outside which internal numbers there are.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from ringtree.sip.digest import (
    Algorithm,
    Credential,
    NonceFactory,
    NonceState,
    ReplayGuard,
    algorithm_of,
    challenge,
    nonce_count,
    stored_ha1,
    verify,
)
from ringtree.sip.errors import BadHeader
from ringtree.sip.headers import AuthParams
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response

#: Where requests come from whose address is of no interest.
NOWHERE = Hop("udp", "", 0)


class Authenticated(NamedTuple):
    """The request comes from this account."""

    account: str


class _Decoy(NamedTuple):
    ha1_md5: str
    ha1_sha256: str


class Doorkeeper(Protocol):
    """Hears of passwords, and makes those wait who guess."""

    def may_try(self, account: str, host: str) -> bool:
        """Whether a password is looked at at all."""

    def right(self, account: str, host: str) -> None:
        """A password was right."""

    def wrong(self, account: str, host: str) -> None:
        """A password was wrong, or the account does not exist."""

    def challenged(self, request: Request, source: Hop) -> None:
        """Somebody without credentials, or with none we asked for, was asked for them."""


class TrustingDoorkeeper:
    """Lets everybody try for ever."""

    def may_try(self, account: str, host: str) -> bool:
        """Always."""
        return True

    def right(self, account: str, host: str) -> None:
        """Not of interest."""

    def wrong(self, account: str, host: str) -> None:
        """Not of interest."""

    def challenged(self, request: Request, source: Hop) -> None:
        """Not of interest."""


class Authenticator:
    """Answers "who is this?" for every request that needs an answer.

    Args:
        realm: what passwords are made for; changing it makes every one wrong.
        credential_of: the stored credential of an account, None if there is none.
        nonces: issues and checks nonces.
        guard: remembers nonce counts.
        algorithms: the challenges offered, in the order they are written. RFC 8760 would have the
            stronger first, but phones older than it (PJSIP before 2.11, sipp 3.6) look at the first
            challenge alone and give up at SHA-256; some (baresip 1.0) give up wherever it stands
            and need MD5 alone.
        doorkeeper: hears of every password.
    """

    __slots__ = (
        "_algorithms",
        "_credential_of",
        "_decoy",
        "_doorkeeper",
        "_guard",
        "_nonces",
        "realm",
    )

    def __init__(
        self,
        *,
        realm: str,
        credential_of: Callable[[str], Credential | None],
        nonces: NonceFactory | None = None,
        guard: ReplayGuard | None = None,
        algorithms: Sequence[Algorithm] = (Algorithm.MD5, Algorithm.SHA_256),
        doorkeeper: Doorkeeper | None = None,
    ) -> None:
        self._doorkeeper = doorkeeper or TrustingDoorkeeper()
        self.realm = realm
        self._credential_of = credential_of
        self._nonces = nonces or NonceFactory(secrets.token_bytes(32))
        self._guard = guard or ReplayGuard()
        self._algorithms = tuple(algorithms)
        self._decoy = _Decoy(secrets.token_hex(16), secrets.token_hex(32))

    def authenticate(
        self, request: Request, now: float, source: Hop = NOWHERE
    ) -> Authenticated | Response:
        """The account that sent `request` from `source`, or what to answer in place of serving it.

        Credentials for a nonce that was not issued to that address are neither looked at nor
        counted, and asked for anew: anybody can write them under somebody else's address.

        Who has to wait after wrong passwords is answered like a wrong one, whatever was sent.

        That is 401 with challenges, 400 for credentials nobody can read, 403 for somebody who
        proved to be one account and speaks as another. A registrar and a UAS both ask with
        WWW-Authenticate [RFC 3261 §22.2]; ACK and CANCEL must never come here [§22.1].
        """
        try:
            params = self._credentials(request)
            if params is None:
                self._doorkeeper.challenged(request, source)
                return self._challenge(request, now, source.host)
            count = nonce_count(params)
        except BadHeader:
            return _refuse(request, 400, "Bad Authorization")
        account, host = params.get("username", ""), source.host
        if (issued := self._nonces.issued_at(params.get("nonce", ""), host)) is None:
            self._doorkeeper.challenged(request, source)
            return self._challenge(request, now, host, stale=True)
        if not self._doorkeeper.may_try(account, host):
            return self._challenge(request, now, host)
        if not self._knows_password(params, request.method):
            self._doorkeeper.wrong(account, host)
            return self._challenge(request, now, host)
        if not self._is_first_use(params["nonce"], issued, count, now):
            # The password was right, so the phone may try again by itself.
            return self._challenge(request, now, host, stale=True)
        self._doorkeeper.right(account, host)
        if not _speaks_as(account, request):
            return _refuse(request, 403, "Not Your Number")
        return Authenticated(account)

    def _credentials(self, request: Request) -> dict[str, str] | None:
        """The credentials meant for us; a request may hold others' as well [§22.3]."""
        for line in request.get_all("authorization"):
            scheme, params = AuthParams.parse(line)
            if scheme == "digest" and params.get("realm") == self.realm:
                return params
        return None

    def _knows_password(self, params: dict[str, str], method: str) -> bool:
        algorithm = algorithm_of(params)
        if algorithm not in self._algorithms or "nonce" not in params:
            return False
        known = self._credential_of(params.get("username", ""))
        credential: Credential = self._decoy if known is None else known
        right = verify(params, method, stored_ha1(credential, algorithm))
        return right and known is not None

    def _is_first_use(self, nonce: str, issued: float, count: int, now: float) -> bool:
        if self._nonces.state(issued, now) is not NonceState.FRESH:
            return False
        return self._guard.accept(nonce, issued, count)

    def _challenge(
        self, request: Request, now: float, host: str, *, stale: bool = False
    ) -> Response:
        response = _refuse(request, 401)
        nonce = self._nonces.issue(now, host)
        for algorithm in self._algorithms:
            response.add("WWW-Authenticate", challenge(self.realm, nonce, algorithm, stale=stale))
        return response


def _refuse(request: Request, status: int, reason: str | None = None) -> Response:
    return request.respond(status, reason, to_tag=secrets.token_hex(5))


def _speaks_as(account: str, request: Request) -> bool:
    """Whether From, and of a registration To as well, names the account itself [§10.3 step 4].

    A carrier's account, the only kind with a dot, speaks for everybody who calls over it; but it
    registers nobody.
    """
    try:
        if "." in account:
            return request.method != "REGISTER"
        if request.from_.uri.user != account:
            return False
        return request.method != "REGISTER" or request.to.uri.user == account
    except BadHeader:
        return False
