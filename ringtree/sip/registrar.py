"""Where accounts can be reached: bindings of an account to contacts [RFC 3261 §10.3].

Pure: a REGISTER that was authenticated goes in, an `Outcome` comes out, and a refused one changes
nothing. The address a REGISTER came from is kept with the contact, since a phone behind NAT is
reached there and not at the address it believes to have.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Final, NamedTuple

from ringtree.sip.errors import BadHeader
from ringtree.sip.headers import STAR, NameAddr
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.sip.uri import Uri

_HOUR: Final = 3600
_MAX_CONTACT: Final = 512  # characters; the database keeps no more
_MAX_PATHS: Final = 10


@dataclass(frozen=True, slots=True)
class Binding:
    """One device of an account."""

    account: str
    contact: str
    """The URI the device is to be called by, as it wrote it."""
    expires: float
    """When it ends, in seconds of the clock the registrar is given."""
    call_id: str
    cseq: int
    q: float
    """The device's own wish: higher ones first, 0 to 1."""
    path: tuple[str, ...]
    """The hops on the way there, the nearest first: the Route of a request to it [RFC 3327]."""
    source: Hop
    """Where requests for the device go, whatever its contact says: where it was heard from."""
    user_agent: str = ""

    @property
    def uri(self) -> Uri:
        """The contact as a URI."""
        return Uri.parse(self.contact)

    @property
    def is_natted(self) -> bool:
        """Whether the device does not know the address it is reached at, and no proxy does."""
        return not self.path and _contact_address(self.uri) != (self.source.host, self.source.port)


class Outcome(NamedTuple):
    """What becomes of a REGISTER."""

    status: int
    bindings: tuple[Binding, ...] = ()
    """All the account has now."""
    saved: tuple[Binding, ...] = ()
    removed: tuple[Binding, ...] = ()
    why: str | None = None
    """The reason phrase of a refusal, None for the usual one."""


class _Wish(NamedTuple):
    """One contact of a REGISTER, with what it asks for."""

    contact: NameAddr
    uri: Uri
    seconds: int
    q: float


class Registrar:
    """Every binding of this server.

    Args:
        min_expires: seconds; a shorter wish is answered 423 [RFC 3261 §10.3 step 7].
        max_expires: seconds; a longer wish is shortened to it. Also what one gets without a wish.
        max_contacts: devices of one account. One more pushes out the one that ends first: a phone
            that moved often must not be locked out by its own past.
    """

    __slots__ = ("_accounts", "_ends", "_max_contacts", "_max_expires", "min_expires")

    def __init__(
        self, *, min_expires: int = 60, max_expires: int = 3600, max_contacts: int = 10
    ) -> None:
        self.min_expires = min_expires
        self._max_expires = max_expires
        self._max_contacts = max_contacts
        self._accounts: dict[str, tuple[Binding, ...]] = {}
        self._ends: list[tuple[float, str, str]] = []

    def bindings(self, account: str) -> tuple[Binding, ...]:
        """The devices of an account, best `q` first, of equals the latest first."""
        return self._accounts.get(account, ())

    def accounts(self) -> list[str]:
        """Every account that has a device."""
        return list(self._accounts)

    def restore(self, bindings: Iterable[Binding], now: float) -> list[Binding]:
        """Take over bindings saved earlier; gives back those that ended in the meantime."""
        ended = []
        for binding in bindings:
            if binding.expires > now:
                others = self._others(binding.account, {binding.contact})
                self._put(binding.account, [*others, binding])
            else:
                ended.append(binding)
        return ended

    def register(self, account: str, request: Request, source: Hop, now: float) -> Outcome:
        """Carry out a REGISTER of `account` that came from `source` [RFC 3261 §10.3]."""
        try:
            contacts = request.contacts
            if contacts is STAR:
                return self._remove_all(account, request)
            assert isinstance(contacts, list)
            if not contacts:
                return Outcome(200, self.bindings(account))
            wishes = [self._wish(contact, request) for contact in contacts]
            return self._update(account, wishes, request, source, now)
        except BadHeader as error:
            return Outcome(400, why=f"Bad {error.name}")

    def remove(self, account: str, contact: str) -> Binding | None:
        """Take one binding away, whatever the device thinks of it."""
        for binding in self.bindings(account):
            if binding.contact == contact:
                self._put(account, self._others(account, {contact}))
                return binding
        return None

    def expire(self, now: float) -> list[Binding]:
        """Take away what has ended by `now`."""
        ended = []
        while self._ends and self._ends[0][0] <= now:
            expires, account, contact = heappop(self._ends)
            for binding in self.bindings(account):
                if binding.contact == contact and binding.expires == expires:
                    ended.append(binding)
                    self._put(account, self._others(account, {contact}))
        return ended

    def next_expiry(self) -> float | None:
        """When `expire` should be called next, None if nothing is registered."""
        ends = self._ends
        while ends and not self._is_current(*ends[0]):
            heappop(ends)
        return ends[0][0] if ends else None

    def _is_current(self, expires: float, account: str, contact: str) -> bool:
        return any(
            binding.contact == contact and binding.expires == expires
            for binding in self.bindings(account)
        )

    def _remove_all(self, account: str, request: Request) -> Outcome:
        # Only `Expires: 0` may stand beside the star [RFC 3261 §10.2.2].
        if request.expires != 0:
            return Outcome(400, why="Contact * Without Expires 0")
        bindings = self.bindings(account)
        if any(_is_out_of_order(binding, request) for binding in bindings):
            return Outcome(500, why="CSeq Out Of Order")
        self._put(account, [])
        return Outcome(200, removed=bindings)

    def _wish(self, contact: NameAddr, request: Request) -> _Wish:
        uri = contact.uri
        if uri.scheme not in ("sip", "sips") or len(contact.uri_text) > _MAX_CONTACT:
            raise BadHeader("Contact", "no address we can call")
        return _Wish(contact, uri, self._seconds(contact, request), _quality(contact))

    def _seconds(self, contact: NameAddr, request: Request) -> int:
        text = contact.params.get("expires")
        if text is not None:
            # RFC 3261 §10.2.1.1: what is no number counts as an hour.
            return int(text) if text.isascii() and text.isdigit() and len(text) < 11 else _HOUR
        try:
            seconds = request.expires
        except BadHeader:
            return _HOUR
        return self._max_expires if seconds is None else seconds

    def _update(
        self, account: str, wishes: list[_Wish], request: Request, source: Hop, now: float
    ) -> Outcome:
        bindings = self.bindings(account)
        if any(0 < wish.seconds < min(self.min_expires, _HOUR) for wish in wishes):
            return Outcome(423)
        if sum(1 for wish in wishes if wish.seconds) > self._max_contacts:
            return Outcome(403, why="Too Many Contacts")
        replaced: dict[str, Binding] = {}
        for wish in wishes:
            for binding in bindings:
                if binding.contact == wish.contact.uri_text or binding.uri == wish.uri:
                    if _is_out_of_order(binding, request):
                        return Outcome(500, why="CSeq Out Of Order")
                    replaced[binding.contact] = binding
        saved = self._new_bindings(account, wishes, request, source, now)
        kept = self._others(account, replaced.keys())
        kept, pushed_out = self._make_room(kept, len(saved))
        self._put(account, [*kept, *saved])
        names = {binding.contact for binding in saved}
        removed = [one for one in replaced.values() if one.contact not in names]
        return Outcome(200, self.bindings(account), tuple(saved), (*removed, *pushed_out))

    def _new_bindings(
        self, account: str, wishes: list[_Wish], request: Request, source: Hop, now: float
    ) -> list[Binding]:
        path = tuple(str(hop) for hop in request.paths)
        if len(path) > _MAX_PATHS:
            raise BadHeader("Path", "too many hops")
        call_id, cseq = request.call_id, request.cseq.number
        user_agent = (request.get("user-agent") or "")[:255]
        rport = request.via.wants_rport
        new: dict[str, Binding] = {}
        for wish in wishes:
            if wish.seconds:
                contact = wish.contact.uri_text
                expires = now + min(wish.seconds, self._max_expires)
                heard_at = source if rport or path else _one_way_address(wish.uri, source)
                new[contact] = Binding(
                    account, contact, expires, call_id, cseq, wish.q, path, heard_at, user_agent
                )
        return list(new.values())

    def _make_room(
        self, kept: list[Binding], coming: int
    ) -> tuple[list[Binding], tuple[Binding, ...]]:
        excess = len(kept) + coming - self._max_contacts
        if excess <= 0:
            return kept, ()
        by_end = sorted(kept, key=lambda binding: binding.expires)
        return by_end[excess:], tuple(by_end[:excess])

    def _others(self, account: str, contacts: Iterable[str]) -> list[Binding]:
        gone = frozenset(contacts)
        return [binding for binding in self.bindings(account) if binding.contact not in gone]

    def _put(self, account: str, bindings: list[Binding]) -> None:
        before = self._accounts.get(account, ())
        for binding in bindings:
            if binding not in before:
                heappush(self._ends, (binding.expires, account, binding.contact))
        if bindings:
            bindings.sort(key=lambda binding: (-binding.q, -binding.expires))
            self._accounts[account] = tuple(bindings)
        else:
            self._accounts.pop(account, None)


def _is_out_of_order(binding: Binding, request: Request) -> bool:
    # RFC 3261 §10.3 steps 6 and 7: only the same Call-ID gives an order.
    return binding.call_id == request.call_id and binding.cseq >= request.cseq.number


def _quality(contact: NameAddr) -> float:
    text = contact.params.get("q")
    if text is None:
        return 1.0
    if len(text) > 5 or not text.isascii() or not text.replace(".", "", 1).isdigit():
        raise BadHeader("Contact", "q is no number from 0 to 1")
    return min(float(text), 1.0)


def _contact_address(uri: Uri) -> tuple[str, int]:
    return uri.host, uri.port or (5061 if uri.scheme == "sips" else 5060)


def _one_way_address(uri: Uri, source: Hop) -> Hop:
    """Where to call a phone that did not ask to be answered at its source port [RFC 3581].

    It may send from one port and listen on another. Its address is believed only if it is the
    host it was heard from, and never where a connection stands.
    """
    host, port = _contact_address(uri)
    if source.transport == "udp" and host == source.host:
        return Hop("udp", host, port)
    return source
