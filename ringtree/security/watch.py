"""Who behaves like a thief: wrong passwords, guesses at accounts, scans. Pure; instants in seconds.

Three things are kept apart, so that nobody is locked out by somebody else's doings:

- a *pair*, one account tried from one source: after a few wrong passwords every further try has
  to wait, longer each time; meanwhile not even the right password is looked at;
- an *account*, tried from many sources: waits likewise, except for sources it was used from
  rightly before;
- a *source*: banned, everything from it is dropped unread, if it scans or guesses and no phone
  of ours has proven to be there. Behind an address with good phones only pairs are stopped: an
  office is not cut off by one telephone with an old password.

Over UDP anybody can write any source address. So only what proves that its sender receives at
that address bans it: an answer to our challenge, whose nonce was sent nowhere else, or a
connection. Whoever scans by UDP without ever listening is *slowed* instead: of all that comes from
there a trickle is let in, enough for an honest telephone to ask for its challenge and be known as
good, and next to nothing for a scanner.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from ringtree.security.allowed import Allowed, Network
from ringtree.security.blocks import Block, BlockKind, bound, key_of
from ringtree.security.trickle import Trickle
from ringtree.security.tries import FORGIVEN, Guesses

#: Wrong passwords of a pair, and of an account from strange sources, before anybody has to wait.
FREE_TRIES = 3
ACCOUNT_TRIES = 20
#: A strange source is banned at so many wrong passwords, or questions for numbers nobody has.
WRONG_LIMIT = 10
STRANGER_LIMIT = 5
#: Accounts a source may name without ever giving a password, and the seconds a phone has for that.
UNANSWERED_LIMIT = 10
UNANSWERED_AFTER = 4.0
#: Accounts a source may ask for at once: an office whose power has just come back.
MOST_ASKED = 500
#: Seconds of a first ban, doubled with each further one, and of the longest.
FIRST_BAN = 600.0
LONGEST_BAN = 86_400.0
#: Seconds for which only a trickle of a source is let in.
SLOWED_FOR = 600.0
#: Seconds for which a source with a good phone is known as such.
GOOD_FOR = 86_400.0
#: Characters kept of what somebody calls an account.
MOST_ACCOUNT = 80


@dataclass(slots=True)
class Source:
    """What is known of one address."""

    good_until: float = 0.0
    wrong: int = 0
    strange: float = 0.0
    last: float = 0.0
    bans: int = 0
    asked: OrderedDict[str, float] = field(default_factory=OrderedDict)
    """Accounts that were challenged and have not answered yet, and since when."""


class Watch:
    """Judges sources and accounts. `on_block` hears of every block that begins.

    Args:
        allowed: networks that are never banned.
        is_trusted: whether an address is one that is never banned, such as a trunk's.
    """

    __slots__ = (
        "_accounts",
        "_allowed",
        "_is_trusted",
        "_on_block",
        "_pairs",
        "_sources",
        "banned",
        "dropped",
        "slowed",
    )

    def __init__(
        self,
        *,
        on_block: Callable[[Block], None],
        allowed: tuple[Network, ...] = (),
        is_trusted: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._allowed = Allowed(allowed)
        self._is_trusted = is_trusted
        self._on_block = on_block
        self._sources: OrderedDict[str, Source] = OrderedDict()
        self._pairs = Guesses(BlockKind.PAIR, FREE_TRIES, on_block)
        self._accounts = Guesses(BlockKind.ACCOUNT, ACCOUNT_TRIES, on_block)
        #: Sources that are dropped unread, and until when: what the endpoint asks of each packet.
        self.banned: OrderedDict[str, float] = OrderedDict()
        #: Sources of which only a trickle is read.
        self.slowed: OrderedDict[str, Trickle] = OrderedDict()
        self.dropped = 0

    # -- questions

    def is_banned(self, host: str, now: float) -> bool:
        """Whether everything from an address is dropped."""
        until = self.banned.get(key_of(host)) if self.banned else None
        if until is None:
            return False
        if until <= now or self.is_allowed(host):
            del self.banned[key_of(host)]
            return False
        self.dropped += 1
        return True

    def holds_up(self, host: str, now: float) -> bool:
        """Whether a message is dropped because its source is slowed; asked once for each."""
        trickle = self.slowed.get(key_of(host)) if self.slowed else None
        if trickle is None:
            return False
        if trickle.until <= now or self.is_allowed(host):
            del self.slowed[key_of(host)]
            return False
        if trickle.passes(now):
            return False
        self.dropped += 1
        return True

    def is_good(self, host: str, now: float) -> bool:
        """Whether a phone of ours has proven to be there lately."""
        source = self._sources.get(key_of(host))
        return source is not None and source.good_until > now

    def may_try(self, account: str, host: str, now: float) -> bool:
        """Whether a password is looked at. A stranger who does not wait has guessed once more."""
        if self._is_free(account, host, now):
            return True
        if not self.is_good(host, now):
            self._guessed(self._seen(host, now), host, now)
        return False

    def _is_free(self, account: str, host: str, now: float) -> bool:
        if self._pairs.has_to_wait(_pair(host, account), now):
            return False
        return not self._accounts.has_to_wait(account, now) or self.is_good(host, now)

    def _guessed(self, source: Source, host: str, now: float) -> None:
        source.wrong += 1
        if source.wrong >= WRONG_LIMIT:
            self.ban(host, "wrong passwords", now)

    # -- what happens

    def right(self, account: str, host: str, now: float) -> None:
        """A password was right."""
        source = self._source(host)
        source.good_until = now + GOOD_FOR
        source.wrong, source.strange = 0, 0.0
        source.asked.clear()
        self.slowed.pop(key_of(host), None)
        self._pairs.forget(_pair(host, account))

    def wrong(self, account: str, host: str, now: float) -> None:
        """A password was wrong, or the account does not exist: that makes no difference.

        Whoever calls this has seen that it answers a challenge sent to `host`.
        """
        source = self._seen(host, now)
        source.asked.pop(account[:MOST_ACCOUNT], None)
        self._pairs.wrong(_pair(host, account), now)
        if source.good_until > now:
            return
        self._accounts.wrong(account, now)
        self._guessed(source, host, now)

    def challenged(self, account: str, host: str, now: float, *, proven: bool = False) -> None:
        """Somebody without credentials was asked for them; `proven` over a connection."""
        source = self._source(host)
        if source.good_until > now:
            return
        asked = source.asked
        asked.setdefault(account[:MOST_ACCOUNT], now)
        if len(asked) <= UNANSWERED_LIMIT:
            return
        # They are in the order they were asked in: if the tenth is old, ten are.
        tenth = next(islice(asked.values(), UNANSWERED_LIMIT - 1, None))
        if tenth <= now - UNANSWERED_AFTER or len(asked) > MOST_ASKED:
            self._stop(host, "asked for many accounts and gave no password", now, proven)

    def strange(
        self, host: str, why: str, now: float, *, weight: float = 1.0, proven: bool = False
    ) -> None:
        """Something that no phone of ours does: a call as nobody, a stranger's question."""
        source = self._seen(host, now)
        if source.good_until > now:
            return
        source.strange += weight
        if source.strange >= STRANGER_LIMIT:
            self._stop(host, why, now, proven)

    def scanner(self, host: str, why: str, now: float, *, proven: bool = False) -> None:
        """A program that says itself what it is."""
        self._stop(host, why, now, proven)

    def _stop(self, host: str, why: str, now: float, proven: bool) -> None:
        if proven:
            self.ban(host, why, now)
        else:
            self.slow(host, why, now)

    def slow(self, host: str, why: str, now: float) -> None:
        """Let only a trickle in from an address that anybody may have written."""
        source, key = self._seen(host, now), key_of(host)
        if source.good_until > now or self._is_trusted(host) or self.is_allowed(host):
            return
        source.wrong, source.strange = 0, 0.0
        source.asked.clear()
        until = now + SLOWED_FOR
        known = self.slowed.get(key)
        if known is not None and known.until > now:
            known.until = until
            return
        self.slowed[key] = Trickle(until, why, now, last=now)
        bound(self.slowed)
        self._on_block(Block(BlockKind.SLOWED, key, until, why, 1))

    def ban(self, host: str, why: str, now: float) -> None:
        """Drop everything from an address, unless it is a good one, a trusted or an allowed."""
        source = self._seen(host, now)
        if source.good_until > now or self._is_trusted(host) or self.is_allowed(host):
            return
        source.bans += 1
        source.wrong, source.strange = 0, 0.0
        source.asked.clear()
        until = now + min(FIRST_BAN * 2 ** (source.bans - 1), LONGEST_BAN)
        self._shut_out(key_of(host), until)
        self._on_block(Block(BlockKind.SOURCE, key_of(host), until, why, source.bans))

    def is_allowed(self, host: str) -> bool:
        """Whether an address is in a network that the operator never bans."""
        return host in self._allowed

    def _shut_out(self, key: str, until: float) -> None:
        self.banned[key] = until
        self.banned.move_to_end(key)
        bound(self.banned)

    # -- by hand, and from before

    def restore(self, block: Block) -> None:
        """A block of before a restart, or one that an operator has set."""
        match block.kind:
            case BlockKind.ALLOWED:
                self._allowed.add(block.subject)
            case BlockKind.SOURCE:
                self._source(block.subject).bans = block.times
                self._shut_out(block.subject, block.until)
            case BlockKind.PAIR:
                self._pairs.restore(block)
            case BlockKind.ACCOUNT:
                self._accounts.restore(block)
            case BlockKind.SLOWED:
                pass  # it is short, and begins again where there is reason to

    def lift(self, kind: BlockKind, subject: str) -> None:
        """Forget a block and what led to it."""
        match kind:
            case BlockKind.ALLOWED:
                self._allowed.remove(subject)
            case BlockKind.SLOWED:
                self.slowed.pop(subject, None)
            case BlockKind.SOURCE:
                self.banned.pop(subject, None)
                self._sources.pop(subject, None)
            case BlockKind.PAIR:
                self._pairs.forget(subject)
            case BlockKind.ACCOUNT:
                self._accounts.forget(subject)

    def blocks(self, now: float) -> Iterator[tuple[BlockKind, str]]:
        """Everything that is stopped now."""
        yield from ((BlockKind.SOURCE, one) for one, until in self.banned.items() if until > now)
        yield from ((BlockKind.SLOWED, k) for k, one in self.slowed.items() if one.until > now)
        yield from self._pairs.waiting(now)
        yield from self._accounts.waiting(now)

    # -- memory

    def _seen(self, host: str, now: float) -> Source:
        source = self._source(host)
        if now - source.last > FORGIVEN:
            source.wrong, source.strange = 0, 0.0
        source.last = now
        return source

    def _source(self, host: str) -> Source:
        key = key_of(host)
        source = self._sources.setdefault(key, Source())
        self._sources.move_to_end(key)
        bound(self._sources)
        return source


def _pair(host: str, account: str) -> str:
    return f"{key_of(host)} {account[:MOST_ACCOUNT]}"
