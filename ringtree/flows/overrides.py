"""What calls may ask of overrides: what is set, and to set it."""

from __future__ import annotations

from typing import Protocol

from ringtree.schedules.override import Override


class OverrideBook(Protocol):
    """The overrides of all companies; a server's are `ringtree.schedules.service.Overrides`."""

    def get(self, company: str, schedule: str) -> Override | None:
        """What was set last for a schedule and not revoked, whether or not it still holds."""

    async def set(self, company: str, schedule: str, override: Override) -> None:
        """Let it hold from now on."""

    async def revoke(self, company: str, schedule: str) -> bool:
        """Let the rules hold again; whether anything was set."""


class MemoryOverrides:
    """Kept nowhere else: for imagined calls, and for tests."""

    __slots__ = ("held",)

    def __init__(self, held: dict[tuple[str, str], Override] | None = None) -> None:
        self.held = {} if held is None else held

    def get(self, company: str, schedule: str) -> Override | None:
        """What was set."""
        return self.held.get((company, schedule))

    async def set(self, company: str, schedule: str, override: Override) -> None:
        """Set it."""
        self.held[company, schedule] = override

    async def revoke(self, company: str, schedule: str) -> bool:
        """Forget it."""
        return self.held.pop((company, schedule), None) is not None
