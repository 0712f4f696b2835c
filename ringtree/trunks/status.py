"""What is told of a trunk: by the command line, by the API and in metrics."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Literal

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


def in_words(status: TrunkStatus, language: Literal["ru", "en"] = "en") -> str:
    """One line for a person."""
    say, milliseconds = _WORDS[language], 1000 * (status.latency or 0)
    words = [say[status.state]]
    if status.registered is not None:
        words.append(say["registered" if status.registered else "not registered"])
    if status.reachable is not None:
        late = "" if status.latency is None else say["late"].format(milliseconds)
        words.append(f"{say['answers']}{late}" if status.reachable else say["silent"])
    if status.target is not None:
        words.append(say["at"].format(status.target))
    words.append(say["calls"].format(status.calls_in, status.calls_out))
    return ", ".join(words)


_WORDS = {
    "en": {
        TrunkState.READY: "ready",
        TrunkState.TRYING: "trying",
        TrunkState.DEGRADED: "degraded",
        TrunkState.DOWN: "down",
        "registered": "registered",
        "not registered": "not registered",
        "answers": "answers",
        "late": " in {:.0f} ms",
        "silent": "does not answer",
        "at": "at {}",
        "calls": "calls {} in, {} out",
    },
    "ru": {
        TrunkState.READY: "готов",
        TrunkState.TRYING: "проверяется",
        TrunkState.DEGRADED: "работает с перебоями",
        TrunkState.DOWN: "не работает",
        "registered": "зарегистрирован",
        "not registered": "не зарегистрирован",
        "answers": "отвечает",
        "late": " за {:.0f} мс",
        "silent": "не отвечает",
        "at": "адрес {}",
        "calls": "звонков {} входящих, {} исходящих",
    },
}
