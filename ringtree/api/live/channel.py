"""The live channel: events as they happen, as a browser's EventSource reads them.

Each event has an id; whoever comes back with the last one it saw gets what it missed. Where that
is no longer kept, the channel says `reset`: look at everything anew. A reader that does not keep
up is told `dropped` and closed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

from pydantic_core import to_json

from ringtree.events import BusClosed, Event, EventBus, Replay, SlowReader, Subscription

#: Seconds of silence before a comment that keeps proxies from closing the connection.
HEARTBEAT = 15.0
#: Seconds between two writes to one reader.
PAUSE = 0.05
#: Milliseconds after which a browser comes back.
RETRY = 2000
MOST_LISTENERS = 1000
Wanted = Callable[[Event], bool]


async def stream(
    bus: EventBus,
    company: str | None,
    after: str | None,
    *,
    still_allowed: Callable[[], Awaitable[bool]],
    wanted: Wanted = lambda _: True,
) -> AsyncIterator[bytes]:
    """The channel of a company, or of the server as a whole.

    `still_allowed` is asked at each heartbeat: who was signed out meanwhile hears no more.
    """
    with bus.subscribe(company, after=after) as listener:
        for first in _beginning(listener.replay, bus.last_id, after, wanted):
            yield first
        while True:
            message: bytes | None = await _next(listener, wanted)
            if message is PULSE and not await still_allowed():
                return
            if message is not None:
                yield message
            if message is None or message is DROPPED:
                return
            # What happens meanwhile goes out together: a hundred who watch a busy company cost
            # as much as twenty writes a second each, and nobody sees the difference.
            await asyncio.sleep(PAUSE)


PULSE = b": still here\n\n"
DROPPED = b'event: dropped\ndata: {"kind":"dropped"}\n\n'


def _beginning(replay: Replay, last: str, after: str | None, wanted: Wanted) -> Iterator[bytes]:
    """How a channel begins: afresh, with what was missed, or with the word that it can't tell."""
    yield b"retry: %d\n\n" % RETRY
    if after is None or not replay.is_complete:
        kind = "ready" if replay.is_complete else "reset"
        data = to_json({"kind": kind, "last_event": last})
        yield b"id: %s\nevent: %s\ndata: %s\n\n" % (last.encode(), kind.encode(), data)
        return
    yield from _messages(replay.events, wanted)


async def _next(listener: Subscription, wanted: Wanted) -> bytes | None:
    """What has happened, in one piece; the pulse if nothing does; None at the server's end."""
    try:
        async with asyncio.timeout(HEARTBEAT):
            while not (found := b"".join(_messages(await listener.next_all(), wanted))):
                pass
    except TimeoutError:
        return PULSE
    except SlowReader:
        return DROPPED
    except BusClosed:
        return None
    return found


def _messages(events: Iterable[Event], wanted: Wanted) -> Iterator[bytes]:
    return (event.message for event in events if wanted(event))
