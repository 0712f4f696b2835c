"""What the queues went by on a past day: people's words, and whether they wanted to be left alone.

Pure. *Do not disturb* is no word of a presence, and so has a history of its own; the two are put
together here as the server does while it runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from heapq import merge

from ringtree.presence.automatic import by_quiet
from ringtree.presence.said import Said, nothing_said
from ringtree.storage.forwardings import QuietChange


def heeded_history(said: Iterable[Said], quiet: Iterable[QuietChange]) -> Iterator[Said]:
    """Every change of what the queues went by, in order; both histories are in order already."""
    words: dict[str, Said] = {}
    since: dict[str, datetime] = {}
    events: Iterator[Said | QuietChange] = merge(said, quiet, key=lambda one: one.at)
    for event in events:
        extension = event.extension
        if isinstance(event, Said):
            words[extension] = event
            yield by_quiet(event, max(since[extension], event.at) if extension in since else None)
            continue
        word = words.get(extension) or nothing_said(event.company, extension)
        if event.is_quiet:
            since[extension] = event.at
        else:
            since.pop(extension, None)
        yield by_quiet(replace(word, at=event.at), since.get(extension))
