"""Provisional responses that arrive for certain, and their PRACKs [RFC 3262].

Pure. `ReliableReceiver` is the caller's side, `ReliableSender` the callee's; sessions drive them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from ringtree.sip.dialog.dialog import Dialog
from ringtree.sip.errors import BadHeader
from ringtree.sip.grammar import parse_number
from ringtree.sip.message import Message, Request, Response

OPTION = "100rel"
_MOST = 2**32 - 1


class RAck(NamedTuple):
    """Which provisional response a PRACK is for [RFC 3262 §7.2]."""

    rseq: int
    cseq: int
    method: str

    @classmethod
    def of(cls, request: Request) -> RAck:
        """A PRACK's own. Raises BadHeader if it is missing or malformed."""
        parts = (request.get("RAck") or "").split()
        if len(parts) == 3:
            rseq, cseq = parse_number(parts[0], _MOST), parse_number(parts[1], _MOST)
            if rseq is not None and cseq is not None:
                return cls(rseq, cseq, parts[2])
        raise BadHeader("RAck", "not a number, a number and a method")


def is_reliable(response: Response) -> bool:
    """Whether a provisional response waits for a PRACK."""
    if response.status == 100 or response.get("RSeq") is None:
        return False
    return _lists(response, "require")


def supports(request: Request) -> bool:
    """Whether a caller can be sent reliable responses."""
    return _lists(request, "supported") or requires(request)


def requires(request: Request) -> bool:
    """Whether a caller insists on reliable responses."""
    return _lists(request, "require")


def _lists(message: Message, header: str) -> bool:
    if message.get(header) is None:
        return False
    try:
        return OPTION in (message.require if header == "require" else message.supported)
    except BadHeader:
        return False


@dataclass(slots=True)
class _Early:
    dialog: Dialog
    rseq: int


class ReliableReceiver:
    """What a caller has to acknowledge, by the early dialog it came in."""

    __slots__ = ("_early",)

    def __init__(self) -> None:
        self._early: dict[str | None, _Early] = {}

    def prack(self, response: Response, dialog: Dialog) -> tuple[Request, Dialog] | None:
        """The PRACK for a reliable response; None if it is a copy or one before it is missing.

        `dialog` is made of the response; the first of each To tag is kept.

        Raises:
            BadHeader: its RSeq is no number.
        """
        rseq = parse_number((response.get("RSeq") or "").strip(), _MOST)
        if rseq is None:
            raise BadHeader("RSeq", "not a number")
        early = self._early.get(response.to.tag)
        if early is None:
            early = self._early[response.to.tag] = _Early(dialog, rseq)
        elif rseq != early.rseq + 1:
            return None  # RFC 3262 §4: processed in order, each once
        early.rseq = rseq
        request = early.dialog.request("PRACK")
        request.set("RAck", f"{rseq} {response.cseq.number} INVITE")
        return request, early.dialog

    def last_cseq(self, tag: str | None) -> int:
        """The number of the last request sent in an early dialog, 0 if there was none."""
        early = self._early.get(tag)
        return 0 if early is None else early.dialog.local_cseq


class ReliableSender:
    """A callee's provisional responses, one at a time: the next waits for the PRACK of this one."""

    __slots__ = ("_rseq", "has_sdp", "interval", "pending")

    def __init__(self, first: int) -> None:
        """`first` is drawn at random from 1 to 2**31 - 1 [RFC 3262 §3]."""
        self._rseq = first - 1
        self.pending = False
        self.has_sdp = False
        """Whether what is pending describes media: no 2xx may be sent before its PRACK."""
        self.interval = 0.0

    def next(self, *, has_sdp: bool, interval: float) -> tuple[tuple[str, str], ...]:
        """The headers of the next reliable response."""
        self._rseq += 1
        self.pending, self.has_sdp, self.interval = True, has_sdp, interval
        return (("Require", OPTION), ("RSeq", str(self._rseq)))

    def acknowledged(self, rack: RAck, cseq: int) -> bool:
        """Whether a PRACK is for what is pending, which it then no longer is."""
        if not self.pending or rack != RAck(self._rseq, cseq, "INVITE"):
            return False
        self.pending = self.has_sdp = False
        return True
