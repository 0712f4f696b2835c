"""What both directions of the transaction layer stand on: tables, timers, output, clean-up."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from enum import StrEnum
from secrets import token_hex

from ringtree.sip.headers import BRANCH_COOKIE
from ringtree.sip.hop import Hop
from ringtree.sip.transaction import client, invite_client, invite_server, server
from ringtree.sip.transaction.events import Event, TimedOut, TransportFailed
from ringtree.sip.transaction.machine import (
    Action,
    ClientTransaction,
    ServerTransaction,
    Transaction,
)
from ringtree.sip.transaction.matching import Key
from ringtree.sip.transaction.timers import Schedule, TimerQueue, Timings


class TransactionCore:
    """Owns every transaction of one endpoint.

    `sent_by(hop)` names the address (`host:port`) under which that hop reaches us. At most
    `limit` server transactions, and as many client transactions, live at once.
    """

    __slots__ = (
        "_branches",
        "_client_schedules",
        "_clients",
        "_merged",
        "_prefix",
        "_sent_by",
        "_server_schedules",
        "_servers",
        "events",
        "limit",
        "outbox",
        "timers",
        "timings",
    )

    def __init__(
        self,
        sent_by: Callable[[Hop], str],
        *,
        timers: TimerQueue | None = None,
        timings: Timings | None = None,
        limit: int = 50_000,
    ) -> None:
        self.timings = timings or Timings()
        self.timers = TimerQueue() if timers is None else timers
        self.limit = limit
        self.outbox: list[tuple[bytes, Hop]] = []
        self.events: deque[Event] = deque()
        self._sent_by = sent_by
        self._servers: dict[Key, ServerTransaction] = {}
        self._clients: dict[Key, ClientTransaction] = {}
        self._merged: dict[Key, ServerTransaction] = {}
        # Unique over restarts by the prefix, within one run by the number [§8.1.1.7].
        self._prefix = f"{BRANCH_COOKIE}{token_hex(6)}"
        self._branches = 0
        self._server_schedules = _schedules(invite_server.schedule, server.schedule, self.timings)
        self._client_schedules = _schedules(invite_client.schedule, client.schedule, self.timings)

    def __len__(self) -> int:
        return len(self._servers) + len(self._clients)

    def next_timer(self) -> float | None:
        """When `handle_timers` should be called; None while nothing waits."""
        return self.timers.next()

    def handle_timers(self, now: float) -> None:
        """Let everything happen that is due."""
        self.timers.run(now)

    def transport_failed(self, hop: Hop, now: float) -> None:
        """What was sent to `hop` cannot be delivered."""
        for tx in [*self._clients.values(), *self._servers.values()]:
            if tx.hop == hop:
                for action in self._feed(tx, tx.TRANSPORT_ERROR, now):
                    self._perform(tx, action)

    # what the machines want done

    def timer_expired(self, tx: Transaction, now: float) -> None:
        """Called by the timer queue."""
        if (given := tx.expire(now)) is None:
            return
        for action in self._feed(tx, given, now):
            self._perform(tx, action)

    def _feed(self, tx: Transaction, given: StrEnum, now: float) -> tuple[Action, ...]:
        actions = tx.feed(given, now)
        if tx.terminated:
            self._remove(tx)
        else:
            self.timers.watch(tx)
        return actions

    def _perform(self, tx: Transaction, action: Action) -> None:
        if action is Action.SEND or action is Action.RESEND:
            self._write(tx)
        elif action is Action.SEND_100 and tx.request is not None:
            tx.wire = tx.request.respond(100).to_bytes()
            self._write(tx)
        elif action is Action.TIMEOUT:
            self.events.append(TimedOut(tx))
        elif action is Action.FAILED:
            self.events.append(TransportFailed(tx))

    def _write(self, tx: Transaction) -> None:
        if tx.wire and tx.hop is not None:
            self.outbox.append((tx.wire, tx.hop))

    def _remove(self, tx: Transaction) -> None:
        self.timers.forget(tx)
        if isinstance(tx, ServerTransaction):
            self._servers.pop(tx.key, None)
            if tx.merge_key is not None:
                self._merged.pop(tx.merge_key, None)
        else:
            self._clients.pop(tx.key, None)
        tx.request = None


_MakeSchedule = Callable[..., Schedule]


def _schedules(
    invite: _MakeSchedule, other: _MakeSchedule, timings: Timings
) -> dict[tuple[bool, bool], Schedule]:
    """The four timer schedules of one side by (reliable, INVITE)."""
    return {
        (reliable, is_invite): (invite if is_invite else other)(timings, reliable=reliable)
        for reliable in (False, True)
        for is_invite in (False, True)
    }
