"""What happens, told at once to whoever listens: the bus between calls and live views.

Parts publish (`call.started`, `queue.joined`, `agent.changed`, …), the live channel, webhooks and
metrics listen. Publishing never waits and never fails: a listener who reads too slowly is dropped
and told so, and comes back with the id of the last event it saw. What happened since is kept in a
ring for each company; where the ring does not reach back far enough, the listener learns that it
must look at everything anew.

Everything here belongs to the event loop's thread.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json

#: Events kept for each company: at a busy company's 10 a second, more than a minute and a half.
RING = 1000
#: Events a listener may be behind before it is dropped: two seconds at 500 a second.
BUFFER = 1000


class SlowReader(Exception):
    """A listener was dropped because it did not keep up. It may subscribe again."""

    def __init__(self, company: str | None, behind: int) -> None:
        super().__init__(f"a listener of {company or 'all companies'} was {behind} events behind")
        self.company = company
        self.behind = behind


class BusClosed(Exception):
    """The server stops: there will be no more events."""


class Event:
    """One thing that happened. `data` is plain JSON values and is not changed any more.

    `company` is None for what concerns the server as a whole. `at` is UTC.
    """

    __slots__ = ("_json", "_message", "at", "company", "data", "kind", "number", "run")

    def __init__(
        self, run: str, number: int, company: str | None, kind: str, at: datetime, data: Any
    ) -> None:
        self.run = run
        self.number = number
        self.company = company
        self.kind = kind
        self.at = at
        self.data: dict[str, Any] = data
        self._json: bytes | None = None
        self._message: bytes | None = None

    @property
    def id(self) -> str:
        """By which a listener says where it stopped: `9f3a21c0-17`."""
        return f"{self.run}-{self.number}"

    @property
    def json(self) -> bytes:
        """The whole event as JSON; made once, however many listen."""
        if self._json is None:
            self._json = to_json(
                {
                    "id": self.id,
                    "company": self.company,
                    "kind": self.kind,
                    "at": self.at,
                    "data": self.data,
                },
                fallback=str,
            )
        return self._json

    @property
    def message(self) -> bytes:
        """The event as one message of an event stream [WHATWG HTML §9.2.5]; made once as well."""
        if self._message is None:
            head = f"id: {self.id}\nevent: {self.kind}\ndata: ".encode()
            self._message = b"".join((head, self.json, b"\n\n"))
        return self._message


@dataclass(frozen=True, slots=True)
class Replay:
    """What a listener missed. Not `is_complete`: look at everything anew, then listen on."""

    events: tuple[Event, ...]
    is_complete: bool


class Subscription:
    """One listener's place on the bus. Close it, or use it as a context manager."""

    __slots__ = ("_buffer", "_bus", "_failure", "_limit", "_waiting", "company", "replay")

    def __init__(self, bus: EventBus, company: str | None, replay: Replay, limit: int) -> None:
        self.company = company
        self.replay = replay
        """What was missed since the id that was given; empty without one."""
        self._bus = bus
        self._buffer: deque[Event] = deque()
        self._limit = limit
        self._waiting: asyncio.Future[None] | None = None
        self._failure: Exception | None = None

    def __enter__(self) -> Subscription:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def next(self) -> Event:
        """The next event, waiting for it as long as it takes.

        Raises:
            SlowReader: this listener was dropped, its buffer with it.
            BusClosed: the server stops.
        """
        await self._some()
        return self._buffer.popleft()

    async def next_all(self) -> list[Event]:
        """Every event that has come by now, waiting for the first as `next` does.

        Raises:
            SlowReader, BusClosed: as `next`.
        """
        await self._some()
        events = list(self._buffer)
        self._buffer.clear()
        return events

    async def _some(self) -> None:
        while not self._buffer:
            if self._failure is not None:
                raise self._failure
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                await self._waiting
            finally:
                self._waiting = None

    def close(self) -> None:
        """Listen no more; twice does nothing."""
        self._bus._remove(self)

    def _put(self, event: Event) -> None:
        if len(self._buffer) >= self._limit:
            self._end(SlowReader(self.company, len(self._buffer)))
            self._buffer.clear()
            self._bus.dropped += 1
            return
        self._buffer.append(event)
        self._wake()

    def _end(self, failure: Exception) -> None:
        self._failure = failure
        self.close()
        self._wake()

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)


class EventBus:
    """Publishes events, and keeps the last ones of each company."""

    __slots__ = ("_clock", "_number", "_rings", "_run", "_size", "_subscribers", "dropped")

    def __init__(
        self,
        *,
        ring: int = RING,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.dropped = 0
        """Listeners that were too slow, since the start."""
        self._clock = clock
        self._size = ring
        self._number = 0
        # Ids of another run are recognised as such: numbers begin anew with each start.
        self._run = secrets.token_hex(4)
        self._rings: dict[str | None, deque[Event]] = {}
        self._subscribers: dict[str | None, set[Subscription]] = {}

    def publish(self, company: str | None, kind: str, data: dict[str, Any]) -> Event:
        """Tell everybody who listens to this company, or to all. Never waits, never raises.

        `data` is plain JSON values that nobody changes afterwards.
        """
        self._number += 1
        event = Event(self._run, self._number, company, kind, self._clock(), data)
        ring = self._rings.get(company)
        if ring is None:
            ring = self._rings[company] = deque(maxlen=self._size)
        ring.append(event)
        for one in self._listeners(company):
            one._put(event)
        return event

    def subscribe(
        self, company: str | None, *, after: str | None = None, buffer: int = BUFFER
    ) -> Subscription:
        """Listen to a company's events, or with None to everything there is.

        `after` is the id of the last event the listener saw: what came since is its `replay`.
        """
        replay = Replay((), True) if after is None else self._since(company, after)
        one = Subscription(self, company, replay, buffer)
        self._subscribers.setdefault(company, set()).add(one)
        return one

    @property
    def last_id(self) -> str:
        """The id of the last event of all: a snapshot taken now includes everything up to it."""
        return f"{self._run}-{self._number}"

    def close(self) -> None:
        """End every subscription: the server stops."""
        for listeners in tuple(self._subscribers.values()):
            for one in tuple(listeners):
                one._end(BusClosed())

    def __len__(self) -> int:
        """How many listen."""
        return sum(map(len, self._subscribers.values()))

    def _listeners(self, company: str | None) -> tuple[Subscription, ...]:
        if not self._subscribers:
            return ()
        everything = self._subscribers.get(None, ())
        if company is None:
            return tuple(everything)
        return (*self._subscribers.get(company, ()), *everything)

    def _since(self, company: str | None, after: str) -> Replay:
        run, _, number = after.rpartition("-")
        if run != self._run or not (number.isascii() and number.isdigit()):
            return Replay((), False)
        last = int(number)
        missed = tuple(one for one in self._kept(company) if one.number > last)
        return Replay(missed, last <= self._number and self._reaches(company, last))

    def _kept(self, company: str | None) -> Iterator[Event]:
        if company is not None:
            yield from self._rings.get(company, ())
            return
        everything = (event for ring in self._rings.values() for event in ring)
        yield from sorted(everything, key=lambda event: event.number)

    def _reaches(self, company: str | None, last: int) -> bool:
        """Whether nothing after `last` has been pushed out of the rings that are asked for."""
        rings = self._rings.values() if company is None else [self._rings.get(company, deque())]
        return all(len(ring) < self._size or ring[0].number <= last + 1 for ring in rings)

    def _remove(self, one: Subscription) -> None:
        listeners = self._subscribers.get(one.company)
        if listeners is not None:
            listeners.discard(one)
            if not listeners:
                del self._subscribers[one.company]
