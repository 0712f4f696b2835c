"""A world that writes down what people say of their duty."""

from __future__ import annotations

from ringtree.company.model import Company
from ringtree.flows.world import World
from ringtree.queues.agent import Presence
from tests.unit.flows.dialler import ACME

REASONS = {
    "lunch": {"title": "Lunch", "digits": "1"},
    "training": {"title": "Training", "digits": "12"},
    "silent": {"title": "Silent"},
}


class WrittenDuty:
    """Takes every word."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str, Presence, str | None, str]] = []
        self.writing: set[str] = set()
        self.extended: list[tuple[str, float]] = []

    def end_wrap_up(self, company: str, extension: str) -> bool:
        was_writing = extension in self.writing
        self.writing.discard(extension)
        return was_writing

    def extend_wrap_up(self, company: str, extension: str, seconds: float) -> bool:
        if extension in self.writing:
            self.extended.append((extension, seconds))
        return extension in self.writing

    async def say(
        self,
        company: str,
        extension: str,
        presence: Presence,
        *,
        reason: str | None = None,
        by: str,
    ) -> None:
        self.said.append((company, extension, presence, reason, by))


def written() -> tuple[WrittenDuty, World]:
    duty = WrittenDuty()
    return duty, World(duty=duty)


def with_reasons(**more: object) -> Company:
    return ACME.model_copy(update={"reasons": REASONS, **more})
