"""The keys a caller pressed and nobody has read yet."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

#: More than the longest number anybody dials; what comes after is not kept.
MOST_KEYS = 40


class KeyBuffer:
    """Keys in the order they were pressed; one reader at a time."""

    __slots__ = ("_keys", "_on_key", "_waiting")

    def __init__(self) -> None:
        self._keys: deque[str] = deque()
        self._waiting: asyncio.Future[None] | None = None
        self._on_key: Callable[[], None] | None = None

    def __len__(self) -> int:
        return len(self._keys)

    def press(self, key: str) -> None:
        """Keep a key, and wake whoever waits for one."""
        if len(self._keys) >= MOST_KEYS:
            return
        self._keys.append(key)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)
        if self._on_key is not None:
            self._on_key()

    def pop(self) -> str:
        """Take the first key that is kept.

        Raises:
            IndexError: there is none.
        """
        return self._keys.popleft()

    def on_key(self, listener: Callable[[], None] | None) -> None:
        """Call `listener` at each key from now on; None for nobody."""
        self._on_key = listener

    def clear(self) -> None:
        """Forget what was pressed."""
        self._keys.clear()

    async def take(self, limit: float) -> str | None:
        """The next key, waiting at most `limit` seconds for it."""
        if not self._keys:
            self._waiting = asyncio.get_running_loop().create_future()
            try:
                async with asyncio.timeout(limit):
                    await self._waiting
            except TimeoutError:
                return None
            finally:
                self._waiting = None
        return self._keys.popleft()
