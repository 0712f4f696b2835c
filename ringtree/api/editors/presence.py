"""Who draws where, known by what they say every few seconds. In memory: it outlives nothing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

#: Seconds of silence after which an editor is gone; pages say where they are every ten.
GONE = 30.0
MOST_EDITORS = 100


@dataclass(frozen=True, slots=True)
class Editor:
    """One page that somebody draws on. `page` tells two pages of one person apart."""

    page: str
    name: str
    tree: str | None
    node: str | None
    seen: float


class Editors:
    """The editors of every company."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._editors: dict[str, dict[str, Editor]] = {}

    def say(self, company: str, page: str, name: str, tree: str | None, node: str | None) -> bool:
        """Somebody is here: whether that is news to the others."""
        here = self._present(company)
        before = here.get(page)
        if before is None and len(here) >= MOST_EDITORS:
            return False
        here[page] = Editor(page, name, tree, node, self._clock())
        self._editors[company] = here
        return before is None or (before.tree, before.node) != (tree, node)

    def leave(self, company: str, page: str) -> bool:
        """Somebody closed the page: whether anybody was there."""
        here = self._present(company)
        gone = here.pop(page, None) is not None
        self._keep(company, here)
        return gone

    def present(self, company: str) -> list[Editor]:
        """Everybody who is here, by name."""
        here = self._present(company)
        self._keep(company, here)
        return sorted(here.values(), key=lambda one: (one.name, one.page))

    def _present(self, company: str) -> dict[str, Editor]:
        since = self._clock() - GONE
        known = self._editors.get(company, {})
        return {page: one for page, one in known.items() if one.seen > since}

    def _keep(self, company: str, here: dict[str, Editor]) -> None:
        if here:
            self._editors[company] = here
        else:
            self._editors.pop(company, None)
