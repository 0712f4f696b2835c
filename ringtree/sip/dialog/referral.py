"""REFER within a dialog, from the side that is asked [RFC 3515, RFC 3891 §6.1, RFC 4488]. Pure.

A phone asks us to connect its other side with somebody else. What is made of it the listener
decides; here a REFER is read, answered, and followed by NOTIFYs that say what became of it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ringtree.sip.dialog.call_states import State
from ringtree.sip.dialog.events import Referred
from ringtree.sip.errors import BadHeader
from ringtree.sip.headers import NameAddr
from ringtree.sip.message import Request
from ringtree.sip.reasons import REASONS
from ringtree.sip.replaces import Replaces
from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.machine import ServerTransaction

if TYPE_CHECKING:
    from ringtree.sip.dialog.session import InviteSession

LONGEST = 1024
"""Characters of a Refer-To: an address and a dialog's three names have room."""
LONGEST_NUMBER = 32
SCHEMES = ("sip", "sips", "tel")
LIFE = 180
"""Seconds that the implicit subscription says it lasts: longer than any phone is rung."""
SIPFRAG = "message/sipfrag;version=2.0"

_DIALLED = frozenset("0123456789+*#")
_VISUAL = frozenset("-.() ")  # RFC 3966 §5.1.1


class Wish(NamedTuple):
    """What a REFER asks for."""

    target: str
    """The digits of a number, as dialled; "" if it is none."""
    scheme: str
    replaces: Replaces | None
    wants_news: bool
    """Whether NOTIFYs are wanted [RFC 4488 §4]."""

    @classmethod
    def of(cls, request: Request) -> Wish:
        """Read a REFER.

        Raises:
            BadHeader: Refer-To is missing, given twice, too long or unreadable.
        """
        values = request.get_all("Refer-To")
        if len(values) != 1 or len(values[0]) > LONGEST:
            raise BadHeader("Refer-To", "exactly one address is wanted")
        uri = NameAddr.parse(values[0]).uri
        if uri.params.get("method", "INVITE") not in ("INVITE", None):
            raise BadHeader("Refer-To", "only an INVITE can be asked for")
        replaces = [value for name, value in uri.headers.items() if name.lower() == "replaces"]
        if len(replaces) > 1:
            raise BadHeader("Refer-To", "more than one dialog")
        wanted = (request.get("Refer-Sub") or "true").partition(";")[0].strip().lower()
        return cls(
            _digits(uri.user or ""),
            uri.scheme,
            Replaces.parse(replaces[0]) if replaces else None,
            wanted != "false",
        )


def _digits(user: str) -> str:
    """A number without what only makes it easier to read; "" for what is no number."""
    number = "".join(char for char in user.partition(";")[0] if char not in _VISUAL)
    return number if len(number) <= LONGEST_NUMBER and set(number) <= _DIALLED else ""


class Stage(StrEnum):
    """How far a REFER has got."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    OVER = "over"


class Order(StrEnum):
    """What the listener decides about a REFER, once."""

    ACCEPT = "accept"
    REFUSE = "refuse"


class Referral:
    """One REFER and the implicit subscription it makes [RFC 3515 §2.4.4]."""

    __slots__ = ("_event", "_request", "_session", "_tx", "_wants_news", "stage")

    def __init__(
        self,
        session: InviteSession,
        tx: ServerTransaction,
        request: Request,
        *,
        wants_news: bool,
        is_first: bool,
    ) -> None:
        self._session = session
        self._tx = tx
        self._request = request
        self._wants_news = wants_news
        # Only a second REFER's subscription has to be told from another [§2.4.6].
        self._event = "refer" if is_first else f"refer;id={request.cseq.number}"
        self.stage = Stage.ASKED

    def accept(self, now: float) -> None:
        """It is being done: 202, and the first NOTIFY at once [§2.4.2, §2.4.4].

        Raises:
            LocalProtocolError: it has been answered already.
        """
        self._move(Stage.ASKED, Stage.ACCEPTED if self._wants_news else Stage.OVER, Order.ACCEPT)
        session = self._session
        headers = () if self._wants_news else (("Refer-Sub", "false"),)
        session.agent.respond(self._tx, self._request, 202, contact=True, headers=headers, now=now)
        self.tell(now, 100)

    def refuse(self, now: float, status: int, reason: str | None = None) -> None:
        """It can't be done; `reason` is a sentence for the phone's screen.

        Raises:
            LocalProtocolError: it has been answered already.
        """
        self._move(Stage.ASKED, Stage.OVER, Order.REFUSE)
        self._session.agent.respond(self._tx, self._request, status, reason, now=now)

    def tell(self, now: float, status: int, reason: str | None = None) -> None:
        """Say what became of it; a final status ends the subscription. Too late is no error."""
        session = self._session
        if self.stage is not Stage.ACCEPTED or session.state is not State.TALKING:
            return
        state = f"active;expires={LIFE}"
        if status >= 200:
            self.stage, state = Stage.OVER, "terminated;reason=noresource"
        line = f"SIP/2.0 {status} {reason or REASONS.get(status, '')}\r\n"
        headers = (("Event", self._event), ("Subscription-State", state))
        session.send("NOTIFY", now, headers=headers, body=(SIPFRAG, line.encode()))

    def _move(self, before: Stage, after: Stage, order: Order) -> None:
        if self.stage is not before:
            raise LocalProtocolError("Referral", self.stage, order)
        self.stage = after


def receive(session: InviteSession, tx: ServerTransaction, request: Request, now: float) -> None:
    """Take a REFER within a session's dialog: answer it, or let the listener do so.

    Raises:
        BadHeader: what it asks for can't be read; the caller answers 400.
    """
    wish = Wish.of(request)
    before = session.referral
    if (refused := _refusal(session, tx, wish)) is not None:
        session.agent.respond(tx, request, *refused, now=now)
        return
    session.referral = Referral(
        session, tx, request, wants_news=wish.wants_news, is_first=before is None
    )
    session.tell(Referred(wish.target, wish.replaces))


def _refusal(
    session: InviteSession, tx: ServerTransaction, wish: Wish
) -> tuple[int, str | None] | None:
    before = session.referral
    if session.state is not State.TALKING:
        return 491, None
    if before is not None and before.stage is not Stage.OVER:
        return 491, "A Transfer Is In Progress"
    # Whoever has overheard a dialog's names must not spend the company's money from elsewhere.
    if tx.hop is not None and tx.hop.host != session.remote.host:
        return 403, "Not From The Address Of This Call"
    if wish.scheme not in SCHEMES:
        return 416, None
    if not wish.target and wish.replaces is None:
        return 404, "Not A Number That Can Be Dialled"
    return None
