"""How long each person was on duty, from what was said of the presence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ringtree.presence.said import Said
from ringtree.queues.agent import Presence


@dataclass(slots=True)
class Duty:
    """Seconds of one person in a stretch of time; they add up to its length."""

    ready: float = 0.0
    not_ready: dict[str, float] = field(default_factory=dict)
    """By reason, "" for none."""
    logged_out: float = 0.0

    @property
    def on_duty(self) -> float:
        """Ready, or not ready for a reason: logged in."""
        return self.ready + sum(self.not_ready.values())

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return {
            "on_duty": round(self.on_duty, 1),
            "ready": round(self.ready, 1),
            "not_ready": {reason: round(time, 1) for reason, time in self.not_ready.items()},
            "logged_out": round(self.logged_out, 1),
        }


def duties(
    people: Iterable[str], history: Iterable[Said], start: datetime, end: datetime
) -> dict[str, Duty]:
    """The duty of each of the people from `start` to `end`.

    `history` is what was said in the order it was said, with the last word before `start`. Who
    never said anything is ready.
    """
    found = {extension: Duty() for extension in people}
    now: dict[str, tuple[datetime, Presence, str]] = {
        extension: (start, Presence.READY, "") for extension in found
    }
    for said in history:
        if said.extension in now and said.at < end:
            at = max(start, said.at)
            _add(found[said.extension], now[said.extension], at)
            now[said.extension] = (at, said.presence, said.reason or "")
    for extension, last in now.items():
        _add(found[extension], last, end)
    return found


def _add(duty: Duty, last: tuple[datetime, Presence, str], until: datetime) -> None:
    since, presence, reason = last
    seconds = max(0.0, (until - since).total_seconds())
    if presence is Presence.READY:
        duty.ready += seconds
    elif presence is Presence.LOGGED_OUT:
        duty.logged_out += seconds
    elif seconds:
        duty.not_ready[reason] = duty.not_ready.get(reason, 0.0) + seconds
