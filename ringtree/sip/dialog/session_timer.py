"""Calls that must be refreshed to go on, so that a lost BYE ends them all the same [RFC 4028].

Pure: what a request or response asks for, what is answered, and when to refresh or to hang up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import parse_number
from ringtree.sip.message import Message, Request, Response

OPTION = "timer"
#: Seconds; shorter than this nobody may ask for [RFC 4028 §4].
MIN_SE = 90
_MOST = 2**31

Headers = tuple[tuple[str, str], ...]


class Clock(StrEnum):
    """A session's two timers besides those of its tables."""

    REFRESH = "time to refresh"
    LAPSED = "not refreshed in time"


class Refresher(StrEnum):
    """Who refreshes, by the roles in the request that agreed on it."""

    UAC = "uac"
    UAS = "uas"


@dataclass(frozen=True, slots=True)
class Agreement:
    """A session's time in seconds, and whether it is ours to refresh it."""

    expires: int
    ours: bool

    @property
    def refresh_after(self) -> float:
        """Seconds until we refresh [RFC 4028 §7.2]."""
        return self.expires / 2

    @property
    def lapses_after(self) -> float:
        """Seconds until we take the session for dead, early if the peer refreshes [§10]."""
        return self.expires if self.ours else self.expires - min(32.0, self.expires / 3)


def asked(expires: int, *, refresh: bool = False) -> Headers:
    """What a request of ours says; a refresh goes on to be ours [RFC 4028 §7.1, §7.4]."""
    refresher = ";refresher=uac" if refresh else ""
    return (("Session-Expires", f"{expires}{refresher}"), ("Min-SE", str(MIN_SE)))


def too_brief(request: Request) -> bool:
    """Whether 422 is due: the caller could ask for more [RFC 4028 §9]."""
    expires = _expires(request)
    return expires is not None and expires < MIN_SE and _supports(request)


def answered(request: Request) -> tuple[Agreement | None, Headers]:
    """What we agree to as the callee, and how our 2xx says so [RFC 4028 §9].

    A caller who can refresh does, unless it wants us to; for one that can't, we do.
    """
    expires = _expires(request)
    if expires is None:
        return None, ()
    refresher = _refresher(request) or Refresher.UAC
    if not _supports(request):
        refresher = Refresher.UAS
    expires = max(expires, MIN_SE)
    value = ("Session-Expires", f"{expires};refresher={refresher}")
    headers = (value, ("Require", OPTION)) if refresher is Refresher.UAC else (value,)
    return Agreement(expires, refresher is Refresher.UAS), headers


def agreed(response: Response) -> Agreement | None:
    """What a 2xx to a request of ours agrees to; None: the session needs no refresh [§7.2]."""
    expires = _expires(response)
    if expires is None:
        return None
    return Agreement(max(expires, MIN_SE), _refresher(response) is not Refresher.UAS)


def least(response: Response) -> int | None:
    """What a 422 asks for at least [RFC 4028 §7.4]."""
    return parse_number((response.get("Min-SE") or "").partition(";")[0].strip(), _MOST)


def allows_update(message: Message) -> bool:
    """Whether the peer can be refreshed by an UPDATE, without an offer."""
    methods = ",".join(message.get_all("Allow")).upper().split(",")
    return "UPDATE" in (method.strip() for method in methods)


def _expires(message: Message) -> int | None:
    value = message.get("Session-Expires")
    return None if value is None else parse_number(value.partition(";")[0].strip(), _MOST)


def _refresher(message: Message) -> Refresher | None:
    for param in (message.get("Session-Expires") or "").lower().split(";")[1:]:
        name, _, value = param.partition("=")
        if name.strip() == "refresher" and value.strip() in ("uac", "uas"):
            return Refresher(value.strip())
    return None


def _supports(request: Request) -> bool:
    try:
        return OPTION in request.supported or OPTION in request.require
    except BadHeader:
        return False
