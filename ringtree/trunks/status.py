"""What is told of a trunk: by the command line, by the API and in metrics."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ringtree.trunks.registration import RegistrationState


class TrunkState(StrEnum):
    """How a trunk is, in one word."""

    READY = "ready"
    TRYING = "trying"  # nothing is known yet: it is being looked up, registered, or asked
    DEGRADED = "degraded"  # in use, but not at its preferred address, or about to be lost
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrunkStatus:
    """One trunk at one moment. `latency` is in seconds, instants are seconds since 1970.

    `reachable` is None as long as nobody has asked, `registered` where there is nothing to
    register. Calls are those going on and those since the server's start.
    """

    company: str
    trunk: str
    state: TrunkState
    target: str | None
    targets: tuple[str, ...]
    registration: RegistrationState
    registered: bool | None
    registered_until: float | None
    reachable: bool | None
    latency: float | None
    calls_in: int
    calls_out: int
    total_in: int
    total_out: int
    failed_out: int
    refused: int
    unknown_numbers: int
    last_error: str | None
    last_error_at: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> TrunkStatus:
        """The same back again."""
        return cls(
            **{
                **values,
                "state": TrunkState(values["state"]),
                "registration": RegistrationState(values["registration"]),
                "targets": tuple(values["targets"]),
            }
        )


def in_words(status: TrunkStatus) -> str:
    """One line for a person."""
    words = [status.state.value]
    if status.registered is not None:
        words.append("registered" if status.registered else "not registered")
    if status.reachable is not None:
        delay = "" if status.latency is None else f" in {status.latency * 1000:.0f} ms"
        words.append(f"answers{delay}" if status.reachable else "does not answer")
    if status.target is not None:
        words.append(f"at {status.target}")
    words.append(f"calls {status.calls_in} in, {status.calls_out} out")
    return ", ".join(words)
