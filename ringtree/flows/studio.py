"""What a call may ask of the studio; a server's is `ringtree.prompts.studio.Studio`."""

from __future__ import annotations

from typing import Protocol


class Takes(Protocol):
    """Recordings that are made by telephone."""

    async def new_take(self, company: str) -> str:
        """A file to record into, below the data directory."""

    async def develop(self, company: str, take: str) -> str:
        """Bring a take to the level of a prompt; the name under which it can be played."""

    async def keep(self, company: str, draft: str, name: str) -> None:
        """Make a developed take the company's recording of this name."""

    async def drop(self, company: str, take: str) -> None:
        """Forget a take, and what was developed of it."""


class MemoryTakes:
    """Nothing is recorded: for imagined calls, and for tests. `kept` are names, by company."""

    __slots__ = ("dropped", "kept", "taken")

    def __init__(self) -> None:
        self.taken = 0
        self.kept: list[tuple[str, str]] = []
        self.dropped: list[str] = []

    async def new_take(self, company: str) -> str:
        """The next one."""
        self.taken += 1
        return f"take-{self.taken}.wav"

    async def develop(self, company: str, take: str) -> str:
        """As it is."""
        return take.removesuffix(".wav")

    async def keep(self, company: str, draft: str, name: str) -> None:
        """Remember the name."""
        self.kept.append((company, name))

    async def drop(self, company: str, take: str) -> None:
        """Remember that it went."""
        self.dropped.append(take)
