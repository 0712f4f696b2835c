"""Letting other processes see how the trunks are: their states, written when they change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog

from ringtree.storage.database import DatabaseFailure
from ringtree.storage.trunks import TrunkStates
from ringtree.trunks.line import Key
from ringtree.trunks.status import TrunkStatus

log = structlog.get_logger(__name__)

#: Seconds between two looks for a change, and after which everything is written once more: a
#: state older than that is one of a server that does not run.
LOOK, RENEWAL = 1.0, 15.0

#: Told of a trunk whose word for its state has changed.
OnChange = Callable[[TrunkStatus], None]


class StatePublisher:
    """Keeps the stored states those of a running server."""

    def __init__(
        self,
        statuses: Callable[[], list[TrunkStatus]],
        store: TrunkStates,
        clock: Callable[[], float],
        on_change: OnChange,
    ) -> None:
        self._statuses = statuses
        self._store = store
        self._clock = clock
        self._on_change = on_change
        self._written: dict[Key, dict[str, Any]] = {}
        self._renewed = -RENEWAL

    async def run(self) -> None:
        """Look for as long as the server runs."""
        while True:
            try:
                await self.look()
            except DatabaseFailure as error:
                log.warning("trunk states can't be written", error=str(error))
            await asyncio.sleep(LOOK)

    async def look(self) -> None:
        """Write what has changed.

        Raises:
            DatabaseFailure: it can't be written; the next look tries again.
        """
        now = self._clock()
        is_renewal = now - self._renewed >= RENEWAL
        fresh = {(one.company, one.trunk): one for one in self._statuses()}
        states = {key: one.to_dict() for key, one in fresh.items()}
        gone = [key for key in self._written if key not in states]
        changed = {
            key: state
            for key, state in states.items()
            if is_renewal or self._differs(self._written.get(key), state)
        }
        if changed or gone:
            await self._store.save(changed, gone)
        if is_renewal:
            self._renewed = now
        for key, state in changed.items():
            known = self._written.get(key)
            if known is None or known["state"] != state["state"]:
                self._on_change(fresh[key])
        self._written = {**{k: v for k, v in self._written.items() if k in states}, **changed}

    def _differs(self, known: dict[str, Any] | None, state: dict[str, Any]) -> bool:
        """The delay and the time left change all the time; they are written with the rest."""
        if known is None:
            return True
        return any(known[name] != value for name, value in state.items() if name not in _RESTLESS)


_RESTLESS = frozenset(("latency", "registered_until"))
