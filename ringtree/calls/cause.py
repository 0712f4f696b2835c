"""Why an attempt failed or a leg ended: one word, its SIP status and its Q.850 cause.

Legs tell each other causes, never SIP responses; the status is made anew at the other leg.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ringtree.sip.dialog.events import Rejected
from ringtree.sip.grammar import parse_number


class CauseKind(StrEnum):
    """What a person would call it."""

    NORMAL = "normal"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    CANCELLED = "cancelled"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    UNKNOWN_NUMBER = "unknown_number"
    NO_CODEC = "no_codec"
    SILENT = "silent"
    MEDIA_LOST = "media_lost"
    OVERLOADED = "overloaded"
    TOO_LONG = "too_long"
    NOT_PERMITTED = "not_permitted"
    LIMIT_REACHED = "limit_reached"
    CIRCLE = "circle"
    TRANSFERRED = "transferred"
    SUPERVISOR = "supervisor"
    SHUTDOWN = "shutdown"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause and the details the other side gave.

    `status` is the SIP status to answer a leg that has no final response yet [RFC 3261 §21];
    `q850` the cause for the record and the Reason header [RFC 3326, ITU-T Q.850]. `answer` is the
    status the far side refused with; None if it said nothing, or the cause is ours.
    """

    kind: CauseKind
    status: int
    q850: int
    text: str = ""
    answer: int | None = None

    @property
    def reason_header(self) -> str:
        """The Reason header's value [RFC 3326 §2]."""
        if self.kind is CauseKind.ANSWERED_ELSEWHERE:
            return 'SIP;cause=200;text="Call completed elsewhere"'
        return f"Q.850;cause={self.q850}"


_TABLE: dict[CauseKind, tuple[int, int, str]] = {
    CauseKind.NORMAL: (487, 16, "hung up"),
    CauseKind.ANSWERED_ELSEWHERE: (487, 26, "answered elsewhere"),
    CauseKind.CANCELLED: (487, 16, "the caller gave up"),
    CauseKind.BUSY: (486, 17, "busy"),
    CauseKind.NO_ANSWER: (480, 19, "no answer"),
    CauseKind.UNREACHABLE: (480, 20, "no phone is registered or it does not respond"),
    CauseKind.REFUSED: (603, 21, "refused"),
    CauseKind.UNKNOWN_NUMBER: (404, 1, "nobody has this number"),
    CauseKind.NO_CODEC: (488, 88, "no common codec"),
    CauseKind.SILENT: (487, 31, "both sides fell silent"),
    CauseKind.MEDIA_LOST: (500, 41, "the media worker was lost"),
    CauseKind.OVERLOADED: (503, 42, "the limit of simultaneous calls is reached"),
    CauseKind.TOO_LONG: (487, 31, "the longest allowed call was reached"),
    CauseKind.NOT_PERMITTED: (403, 21, "this number may not be called"),
    CauseKind.LIMIT_REACHED: (403, 21, "a limit of calls to the outside is reached"),
    CauseKind.TRANSFERRED: (487, 16, "handed on"),
    CauseKind.SUPERVISOR: (480, 16, "ended by a supervisor"),
    CauseKind.CIRCLE: (482, 25, "the call runs in a circle"),
    CauseKind.SHUTDOWN: (503, 41, "the server is stopping"),
    CauseKind.ERROR: (500, 41, "internal error"),
}


def cause(kind: CauseKind, text: str = "") -> Cause:
    """The cause of a kind, with details of its own if there are any."""
    status, q850, usual = _TABLE[kind]
    return Cause(kind, status, q850, text or usual)


def cause_of_status(status: int, reason: str = "") -> Cause:
    """The cause a callee's final response stands for [RFC 3398 §8.2.6.1]."""
    kind = _OF_STATUS.get(status)
    if kind is None:
        kind = CauseKind.ERROR if status in range(500, 600) else CauseKind.UNREACHABLE
    return replace(cause(kind, f"{status} {reason}".strip()), answer=status)


def cause_of_response(event: Rejected) -> Cause:
    """The cause of a refusal, by its status, or by the network's own word beside it.

    A gateway that has no better status than 480 or 503 says in Reason what the network said
    [RFC 3326, RFC 3398 §8.2.6.1]; where that is about the callee, it holds.
    """
    by_status = cause_of_status(event.status, event.reason)
    value = event.headers.get("Reason") if event.headers is not None else None
    q850 = _q850(value or "")
    kind = None if q850 is None else _OF_Q850.get(q850)
    if q850 is None or kind is None or by_status.kind in _CERTAIN:
        return by_status
    return replace(cause(kind, f"{by_status.text} (Q.850 {q850})"), q850=q850)


def _q850(value: str) -> int | None:
    for part in value.split(","):
        protocol, *params = (one.strip() for one in part.split(";"))
        if protocol.upper() == "Q.850":
            for param in params:
                name, _, digits = param.partition("=")
                if name.strip().lower() == "cause":
                    return parse_number(digits.strip(), 127)
    return None


#: What the network's cause says about the callee [ITU-T Q.850 table 1].
_OF_Q850: dict[int, CauseKind] = {
    1: CauseKind.UNKNOWN_NUMBER,
    17: CauseKind.BUSY,
    18: CauseKind.NO_ANSWER,
    19: CauseKind.NO_ANSWER,
    20: CauseKind.UNREACHABLE,
    21: CauseKind.REFUSED,
    22: CauseKind.UNKNOWN_NUMBER,
    27: CauseKind.UNREACHABLE,
    28: CauseKind.UNKNOWN_NUMBER,
}
#: Statuses that say for themselves what the callee did.
_CERTAIN = frozenset({CauseKind.BUSY, CauseKind.REFUSED, CauseKind.UNKNOWN_NUMBER})

_OF_STATUS: dict[int, CauseKind] = {
    404: CauseKind.UNKNOWN_NUMBER,
    410: CauseKind.UNKNOWN_NUMBER,
    484: CauseKind.UNKNOWN_NUMBER,
    604: CauseKind.UNKNOWN_NUMBER,
    403: CauseKind.REFUSED,
    603: CauseKind.REFUSED,
    607: CauseKind.REFUSED,
    486: CauseKind.BUSY,
    600: CauseKind.BUSY,
    487: CauseKind.NO_ANSWER,
    482: CauseKind.CIRCLE,
    483: CauseKind.CIRCLE,
    408: CauseKind.UNREACHABLE,
    480: CauseKind.UNREACHABLE,
    488: CauseKind.NO_CODEC,
    606: CauseKind.NO_CODEC,
    503: CauseKind.OVERLOADED,
}

#: Of several failed devices or people, the caller is told what says most about a person.
_TELLING = (
    CauseKind.REFUSED,
    CauseKind.BUSY,
    CauseKind.NO_ANSWER,
    CauseKind.NOT_PERMITTED,
    CauseKind.LIMIT_REACHED,
    CauseKind.CIRCLE,
    CauseKind.OVERLOADED,
    CauseKind.NO_CODEC,
    CauseKind.UNKNOWN_NUMBER,
    CauseKind.ERROR,
    CauseKind.UNREACHABLE,
)


def most_telling(causes: list[Cause]) -> Cause:
    """The one cause to report for many failures; unreachable when there was nobody to fail."""
    for kind in _TELLING:
        for one in causes:
            if one.kind is kind:
                return one
    return causes[0] if causes else cause(CauseKind.UNREACHABLE)


#: Answers by which a carrier, not the callee, declines: another carrier may take the call. 403 is
#: the carrier's own no (a callee refuses by 603); any 5xx is its failure [RFC 3261 §21.4, §21.5].
_CARRIER_DECLINES = frozenset({401, 402, 403, 405, 407, 408, 420, 421, 423})


def deserves_another_trunk(why: Cause) -> bool:
    """Whether a call that failed before it rang may be tried over another trunk.

    Never when the callee is busy or refuses, nobody has the number, or the call runs in a circle:
    another trunk would only lead it round once more.
    """
    if why.answer is not None:
        return why.answer in _CARRIER_DECLINES or why.answer in range(500, 600)
    return why.kind in (CauseKind.UNREACHABLE, CauseKind.OVERLOADED, CauseKind.LIMIT_REACHED)
