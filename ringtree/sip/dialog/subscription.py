"""Subscriptions to the state of something, from the notifier's side [RFC 6665 §4.2]. Pure.

Each is a dialog of its own, begun by a SUBSCRIBE and carried on by our NOTIFYs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.errors import BadHeader
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request

SHORTEST, USUAL, LONGEST = 60, 3600, 7200  # seconds
#: Subscriptions of one account; a further one takes the place of the oldest.
MOST = 10


class Ended(StrEnum):
    """Why a subscription ends, as NOTIFY says it [RFC 6665 §4.1.3]."""

    TIMEOUT = "timeout"
    NO_RESOURCE = "noresource"


@dataclass(slots=True)
class Subscription:
    """One subscriber. `until` is in seconds of the clock that is passed in."""

    account: str
    dialog: Dialog
    tag: str
    event_id: str | None
    until: float


@dataclass(frozen=True, slots=True)
class Refused:
    """How a SUBSCRIBE is answered that begins or renews nothing."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()


class Subscriptions:
    """Those of one event package."""

    __slots__ = ("_known", "event")

    def __init__(self, event: str) -> None:
        self.event = event
        self._known: dict[tuple[str, str], Subscription] = {}

    def __len__(self) -> int:
        return len(self._known)

    def subscribe(
        self, request: Request, account: str, *, tag: str, peer: Hop, now: float
    ) -> Subscription | Refused:
        """Begin, renew or (for 0 seconds) end one; its NOTIFY follows at once in any case.

        Raises:
            BadHeader: no dialog can be made of the request.
        """
        name, _, parameters = (request.get("Event") or "").partition(";")
        if name.strip().lower() != self.event:
            return Refused(489, (("Allow-Events", self.event),))
        seconds = USUAL if request.expires is None else min(request.expires, LONGEST)
        if 0 < seconds < SHORTEST:
            return Refused(423, (("Min-Expires", str(SHORTEST)),))
        if request.to.tag is not None:
            return self._renew(request, account, now + seconds)
        dialog = Dialog.answering(request, tag, peer)
        one = Subscription(account, dialog, tag, _id_of(parameters), now + seconds)
        self._make_room(account, now)
        self._known[dialog.call_id, tag] = one
        return one

    def _renew(self, request: Request, account: str, until: float) -> Subscription | Refused:
        one = self._known.get((request.call_id, request.to.tag or ""))
        if one is None or one.account != account:
            return Refused(481)
        if not one.dialog.in_order(request):
            return Refused(500)
        one.dialog.refresh_target(request)
        one.until = until
        return one

    def _make_room(self, account: str, now: float) -> None:
        own = list(self.of(account, now))
        for one in own[: max(0, len(own) - MOST + 1)]:
            self.forget(one)

    def of(self, account: str, now: float) -> Iterator[Subscription]:
        """The account's subscriptions that hold, the oldest first."""
        for one in [one for one in self._known.values() if one.account == account]:
            if one.until > now:
                yield one
            else:
                self.forget(one)

    def forget(self, one: Subscription) -> None:
        """It is over: its subscriber said so, is gone, or was told."""
        self._known.pop((one.dialog.call_id, one.tag), None)

    def notify(self, one: Subscription, *, now: float, ended: Ended | None = None) -> Request:
        """The next NOTIFY, without body and Contact; the subscription ends with its time."""
        request = one.dialog.request("NOTIFY")
        event = self.event if one.event_id is None else f"{self.event};id={one.event_id}"
        request.set("Event", event)
        left = round(one.until - now)
        if ended is None and left <= 0:
            ended = Ended.TIMEOUT
        if ended is None:
            request.set("Subscription-State", f"active;expires={left}")
        else:
            request.set("Subscription-State", f"terminated;reason={ended.value}")
            self.forget(one)
        return request


def _id_of(parameters: str) -> str | None:
    for one in parameters.split(";"):
        name, _, value = one.strip().partition("=")
        if name.lower() == "id" and value:
            if not value.isascii() or not value.replace("-", "").replace(".", "").isalnum():
                raise BadHeader("Event", f"the id {value!r}")
            return value
    return None
