"""A phone, a store, a clock and a network for the registrar's tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from ringtree.registrar.authentication import Authenticator
from ringtree.sip.digest import Algorithm, answer, ha1
from ringtree.sip.headers import AuthParams
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request, Response, parse
from ringtree.sip.registrar import Binding

REALM = "pbx.example.com"
ACCOUNT = "romashka-101"
PASSWORD = "right"
NEAR = Hop("udp", "192.0.2.20", 5060)
BEHIND_NAT = Hop("udp", "203.0.113.9", 41000)


class Stored(NamedTuple):
    ha1_md5: str
    ha1_sha256: str


def stored(account: str, password: str = PASSWORD) -> Stored:
    return Stored(
        ha1(account, REALM, password, Algorithm.MD5),
        ha1(account, REALM, password, Algorithm.SHA_256),
    )


def authenticator() -> Authenticator:
    known = {name: stored(name) for name in (ACCOUNT, "romashka-102")}
    return Authenticator(realm=REALM, credential_of=known.get)


class Phone:
    """Builds the requests of one phone; `answering` adds the credentials a 401 asks for."""

    def __init__(
        self,
        account: str = ACCOUNT,
        password: str = PASSWORD,
        *,
        contact: str = "sip:101@192.0.2.20:5060",
    ) -> None:
        self.account = account
        self.password = password
        self.contact = contact
        self.cseq = 0

    def request(
        self,
        method: str = "REGISTER",
        *,
        from_user: str | None = None,
        to_user: str | None = None,
        contacts: Sequence[str] | None = None,
        expires: int | None = None,
    ) -> Request:
        self.cseq += 1
        request = Request(method, f"sip:{REALM}")
        request.add("Via", f"SIP/2.0/UDP 10.0.0.5;branch=z9hG4bK{self.cseq};rport")
        request.add("From", f"<sip:{from_user or self.account}@{REALM}>;tag=f")
        request.add("To", f"<sip:{to_user or self.account}@{REALM}>")
        request.add("Call-ID", f"call-{self.contact}")
        request.add("CSeq", f"{self.cseq} {method}")
        for contact in [f"<{self.contact}>"] if contacts is None else contacts:
            request.add("Contact", contact)
        if expires is not None:
            request.add("Expires", expires)
        return request

    def answering(
        self,
        challenge: Response,
        request: Request | None = None,
        *,
        algorithm: str = "MD5",
        nc: int = 1,
        username: str | None = None,
    ) -> Request:
        request = request or self.request()
        for text in challenge.get_all("WWW-Authenticate"):
            if AuthParams.parse(text).params["algorithm"] == algorithm:
                credentials = answer(
                    text,
                    method=request.method,
                    uri=request.uri_text,
                    username=username or self.account,
                    password=self.password,
                    nc=nc,
                )
                request.add("Authorization", credentials)
        # Through the wire and back, as a server sees it.
        received = parse(request.to_bytes())
        assert isinstance(received, Request)
        return received


class Store:
    """What would be in the database."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Binding] = {}

    def save(self, binding: Binding) -> None:
        self.rows[binding.account, binding.contact] = binding

    def remove(self, account: str, contact: str) -> None:
        self.rows.pop((account, contact), None)


class _Timer:
    def __init__(self) -> None:
        self.cancelled = False

    def cancel(self) -> None:
        self.cancelled = True


class Clock:
    """An event loop's clock that goes on only when it is told to."""

    def __init__(self, now: float = 1000.0) -> None:
        self.now = now
        self._timers: list[tuple[float, int, _Timer, Callable[[], object]]] = []
        self._count = 0

    def time(self) -> float:
        return self.now

    def call_at(self, when: float, callback: Callable[[], object], /) -> _Timer:
        timer = _Timer()
        self._count += 1
        heappush(self._timers, (when, self._count, timer, callback))
        return timer

    def go_on(self, seconds: float) -> None:
        end = self.now + seconds
        while self._timers and self._timers[0][0] <= end:
            when, _, timer, callback = heappop(self._timers)
            if not timer.cancelled:
                self.now = max(self.now, when)
                callback()
        self.now = end

    @property
    def pending(self) -> int:
        return sum(1 for timer in self._timers if not timer[2].cancelled)


class Network:
    """Where OPTIONS go. A phone that is `gone` lets them time out after 32 s (Timer F)."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.gone: set[str] = set()
        self.sent: list[tuple[float, str]] = []

    def send_options(self, binding: Binding, callback: Callable[[Response | None], None]) -> None:
        self.sent.append((self.clock.now, binding.contact))
        if binding.contact in self.gone:
            self.clock.call_at(self.clock.now + 32, lambda: callback(None))
        else:
            callback(Response(200))
