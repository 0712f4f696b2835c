"""The record of one call: who, when, how long, what became of it, and by which way."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from ringtree.records.outcome import Outcome, Termination
from ringtree.records.trace import TraceEntry


class Direction(StrEnum):
    """Seen from the company."""

    INBOUND = "inbound"
    INTERNAL = "internal"
    OUTGOING = "outgoing"
    CALLBACK = "callback"  # we called somebody back who had asked for it


@dataclass(slots=True, kw_only=True)
class LegRecord:
    """One dialog of a call: the caller's, or one phone that was rung. Times are UTC."""

    id: str
    party: str  # extension, or E.164 number outside
    trunk: str | None = None
    call_id: str = ""  # SIP Call-ID, to find the leg in a capture
    remote: str = ""  # "udp:203.0.113.5:5060"
    codec: str | None = None
    started: datetime
    answered: datetime | None = None
    ended: datetime | None = None
    termination: Termination = field(default_factory=Termination)
    recording: str | None = None  # path below the data directory
    redirected_by: str | None = None  # the number that passed the call on before it came to us

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "id": self.id,
            "party": self.party,
            "trunk": self.trunk,
            "call_id": self.call_id,
            "remote": self.remote,
            "codec": self.codec,
            "started": stamp(self.started),
            "answered": stamp(self.answered),
            "ended": stamp(self.ended),
            "termination": self.termination.to_dict(),
            "recording": self.recording,
            "redirected_by": self.redirected_by,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> LegRecord:
        """What `to_dict` wrote."""
        changed = {**data, "termination": Termination.from_dict(data["termination"])}
        return cls(**_with_times(changed))


@dataclass(slots=True, kw_only=True)
class CallRecord:
    """One call. Filled while it lasts and written once, when it has ended.

    `ringing`, `waiting` and `talking` are seconds: of phones ringing for this caller, of waiting
    in queues (ringing there included), of conversation. Instants are UTC. `revision` is the
    company document's, by which the whole call was treated. `quality` maps a leg's id to what
    was measured of its media.
    """

    id: str
    company: str
    direction: Direction
    caller: str
    called: str  # what was dialled
    caller_name: str = ""
    number: str | None = None  # the company's number, for calls from or to the outside
    trunk: str | None = None
    revision: int | None = None
    queue: str | None = None  # the last one the caller waited in
    answered_by: str | None = None  # extension, or E.164 number outside
    started: datetime
    answered: datetime | None = None
    ended: datetime | None = None
    ringing: float = 0.0
    waiting: float = 0.0
    talking: float = 0.0
    outcome: Outcome = Outcome.FAILED
    termination: Termination = field(default_factory=Termination)
    legs: list[LegRecord] = field(default_factory=list)
    trace: list[TraceEntry] = field(default_factory=list)
    quality: dict[str, dict[str, Any]] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values, the shape of `ringtree calls --json`."""
        return {
            "id": self.id,
            "company": self.company,
            "direction": self.direction.value,
            "caller": self.caller,
            "called": self.called,
            "caller_name": self.caller_name,
            "number": self.number,
            "trunk": self.trunk,
            "revision": self.revision,
            "queue": self.queue,
            "answered_by": self.answered_by,
            "started": stamp(self.started),
            "answered": stamp(self.answered),
            "ended": stamp(self.ended),
            "ringing": round(self.ringing, 3),
            "waiting": round(self.waiting, 3),
            "talking": round(self.talking, 3),
            "outcome": self.outcome.value,
            "termination": self.termination.to_dict(),
            "legs": [leg.to_dict() for leg in self.legs],
            "trace": [entry.to_dict() for entry in self.trace],
            "quality": self.quality,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> CallRecord:
        """What `to_dict` wrote."""
        changed = {
            **data,
            "direction": Direction(data["direction"]),
            "outcome": Outcome(data["outcome"]),
            "termination": Termination.from_dict(data["termination"]),
            "legs": [LegRecord.from_dict(leg) for leg in data["legs"]],
            "trace": [TraceEntry.from_dict(entry) for entry in data["trace"]],
        }
        return cls(**_with_times(changed))


def stamp(instant: datetime | None) -> str | None:
    """ISO 8601 with milliseconds."""
    return instant.isoformat(timespec="milliseconds") if instant is not None else None


def _with_times(data: dict[str, Any]) -> dict[str, Any]:
    for name in ("started", "answered", "ended"):
        if data[name] is not None:
            data[name] = datetime.fromisoformat(data[name])
    return data
