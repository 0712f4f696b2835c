"""How long what is said takes: exactly if it was spoken before, else by its length."""

from __future__ import annotations

from collections.abc import Callable

from ringtree.company.prompt import Language
from ringtree.flows.control import Spoken
from ringtree.flows.requests import Clip
from ringtree.flows.trace import heard
from ringtree.prompts.library import PromptLibrary
from ringtree.prompts.library import seconds as playing_time

#: Characters a second, as the default voice speaks, and the least that anything takes.
SPEED = 13.0
SHORTEST = 0.5
#: Seconds taken for a recording that is not there.
RECORDING = 5.0

Durations = Callable[[Spoken, Language], float]


def estimated(prompt: Spoken, language: Language) -> float:
    """Seconds, by the number of letters."""
    words = heard(prompt, language)
    return RECORDING if words.startswith("[") else max(SHORTEST, len(words) / SPEED)


def measured(library: PromptLibrary, company: str) -> Durations:
    """Seconds of the prepared sound, where there is one; nothing is spoken for it."""

    def duration(prompt: Spoken, language: Language) -> float:
        if isinstance(prompt, Clip):
            return RECORDING
        path = library.ready(prompt, language, company=company)
        return playing_time(path) if path else estimated(prompt, language)

    return duration
