"""What a waiting caller is told, as phrases: the same live and imagined."""

from __future__ import annotations

from typing import Any

from ringtree.company.prompt import Language
from ringtree.prompts.phrases import PLACE_KEPT, Phrase, place_in_queue
from ringtree.prompts.waiting import EstimatedWait
from ringtree.queues.decisions import Announce


def phrases(told: Announce) -> tuple[Phrase, ...]:
    """The phrases, in the order in which they are spoken."""
    found: list[Phrase] = [PLACE_KEPT] if told.is_kept else []
    if told.place is not None:
        exact = told.place if told.more_than is None else told.more_than
        found.append(place_in_queue(told.place, exact=exact))
    if told.wait is not None:
        found.append(EstimatedWait(told.wait))
    return tuple(found)


def noted(told: Announce, language: Language) -> dict[str, Any]:
    """What the call's trace says of it."""
    facts: dict[str, Any] = {}
    if told.place is not None:
        facts["place"] = told.place
    if told.wait is not None:
        facts["wait"] = told.wait
    return {**facts, "played": [phrase.text(language) for phrase in phrases(told)]}
