"""How a queue calls people back who would rather not wait on the line."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ringtree.company.part import Key, Part


class Callbacks(Part):
    """A queue's callbacks. Times are in seconds."""

    first: Literal["caller", "agent"] = Field(
        default="caller",
        description="who is rung first: the caller, who then is next, or an agent, who then waits",
    )
    attempts: int = Field(default=3, ge=1, le=10, description="how often somebody is called")
    spacing: float = Field(
        default=300.0, ge=10, le=86_400, description="pause after an attempt that failed"
    )
    ring_time: float = Field(default=30.0, ge=5, le=120, description="how long one attempt rings")
    accept_time: float = Field(default=15.0, ge=3, le=60, description="seconds to press 1 in")
    keep: float = Field(
        default=86_400.0, ge=60, le=604_800, description="nobody is called back later than that"
    )
    hours: Key | None = Field(
        default=None, description="the schedule outside which nobody is called back"
    )
