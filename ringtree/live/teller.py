"""Tells those who watch what has changed in queues and among people.

Whatever stirs a company only marks it; some moments later it is looked at once, and what differs
from the last look is published. A busy company costs ten looks a second, however much happens.
"""

from __future__ import annotations

import asyncio

from ringtree.company.model import split_account
from ringtree.events import EventBus
from ringtree.live.views import LiveViews, View
from ringtree.presence.said import Said

#: Seconds from a change to the look at it.
PAUSE = 0.1


class LiveTeller:
    """Publishes `queue.changed` and `person.changed`, each with the whole new view."""

    __slots__ = ("_bus", "_dirty", "_loop", "_told", "_views")

    def __init__(self, views: LiveViews, bus: EventBus) -> None:
        self._views = views
        self._bus = bus
        self._loop = asyncio.get_running_loop()
        self._dirty: dict[str, asyncio.TimerHandle] = {}
        self._told: dict[str, dict[tuple[str, str], View]] = {}
        views.queues.listeners.append(self.stirred)
        views.occupancy.subscribe(self._on_account)
        views.registrar.listen(self._on_account)
        views.presence.listeners.append(self._on_said)

    def stirred(self, code: str) -> None:
        """Something of the company may have changed."""
        if code not in self._dirty:
            self._dirty[code] = self._loop.call_later(PAUSE, self._look, code)

    def stop(self) -> None:
        """Look no more."""
        for handle in self._dirty.values():
            handle.cancel()
        self._dirty.clear()

    def _on_account(self, account: str, _fact: bool) -> None:
        if (parts := split_account(account)) is not None:
            self.stirred(parts[0])

    def _on_said(self, said: Said) -> None:
        self.stirred(said.company)

    def _look(self, code: str) -> None:
        self._dirty.pop(code, None)
        now: dict[tuple[str, str], View] = {}
        _collect(now, "queue", self._views.all_queues(code))
        _collect(now, "person", self._views.all_people(code))
        before = self._told.get(code, {})
        for key, view in now.items():
            if before.get(key) != view:
                self._bus.publish(code, f"{key[0]}.changed", view)
        for kind, name in before.keys() - now.keys():
            self._bus.publish(code, f"{kind}.removed", {"name": name})
        self._told[code] = now


def _collect(into: dict[tuple[str, str], View], kind: str, views: dict[str, View]) -> None:
    into.update({(kind, name): view for name, view in views.items()})
