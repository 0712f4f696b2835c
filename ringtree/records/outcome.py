"""How a call ended: one outcome a report can count, and one termination that says why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of the caller; each call has exactly one, so that totals add up."""

    ANSWERED = "answered"  # talked with a person
    ABANDONED = "abandoned"  # left before anybody answered
    NO_ANSWER = "no_answer"  # it rang, and nobody took it
    BUSY = "busy"  # the person dialled was in a call
    UNREACHABLE = "unreachable"  # no phone is registered, or it does not respond
    REJECTED = "rejected"  # refused by the person, or by us: unknown number, over the limit
    OVERFLOW = "overflow"  # left a queue by its limits and reached nobody afterwards
    MESSAGE = "message"  # left a message and talked with nobody
    SERVED = "served"  # dialled a feature code, which needs nobody; the trace says what it did
    HUNG_UP_BY_TREE = "hung_up_by_tree"  # the tree came to its end
    FAILED = "failed"  # something broke: see the termination

    @property
    def reached_a_person(self) -> bool:
        """Whether the caller talked with anybody."""
        return self is Outcome.ANSWERED


class Result(StrEnum):
    """Whose doing the end was."""

    OK = "ok"
    CLIENT_ERROR = "client_error"  # the caller or the called did something that cannot work
    SERVER_ERROR = "server_error"  # ours
    UPSTREAM_ERROR = "upstream_error"  # a carrier's, or a phone's that broke


@dataclass(frozen=True, slots=True)
class Termination:
    """Why a call or a leg ended. `q850` is its cause [ITU-T Q.850 §2.2.5]; 16 is normal."""

    result: Result = Result.OK
    reason: str = "hung up"
    q850: int = 16

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {"result": self.result.value, "reason": self.reason, "q850": self.q850}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Termination:
        """What `to_dict` wrote."""
        return cls(Result(data["result"]), data["reason"], data["q850"])
