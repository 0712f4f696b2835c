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
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from itertools import islice
from typing import NamedTuple

Network = IPv4Network | IPv6Network

#: Wrong passwords of a pair, and of an account from strange sources, before anybody has to wait.
FREE_TRIES = 3
ACCOUNT_TRIES = 20
#: Seconds of the first wait, doubled each time, and of the longest.
FIRST_WAIT = 2.0
LONGEST_WAIT = 3600.0
#: Seconds without another offence after which all is forgotten.
FORGIVEN = 3600.0
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
#: Messages let in from a slowed source at once, and each second; and for how many seconds.
TRICKLE_AT_ONCE, TRICKLE = 4.0, 1.0
SLOWED_FOR = 600.0
#: Seconds for which a source with a good phone is known as such.
GOOD_FOR = 86_400.0
#: Sources, pairs and accounts remembered at most; the longest untouched are forgotten.
MOST = 20_000


class BlockKind(StrEnum):
    """What is stopped."""

    SOURCE = "source"
    ACCOUNT = "account"
    PAIR = "pair"
    SLOWED = "slowed"
    ALLOWED = "allowed"  # a network that is never banned: the opposite, kept in the same way


class Block(NamedTuple):
    """Something that is stopped until an instant, and why. A pair is "source account"."""

    kind: BlockKind
    subject: str
    until: float
    why: str
    times: int


@dataclass(slots=True)
class Tries:
    """Wrong passwords of a pair or an account."""

    wrong: int = 0
    last: float = 0.0
    until: float = 0.0


@dataclass(slots=True)
class Trickle:
    """A slowed source: how many messages of it may pass."""

    until: float
    why: str
    since: float
    tokens: float = TRICKLE_AT_ONCE
    last: float = 0.0

    def passes(self, now: float) -> bool:
        """Whether one more message is let in."""
        self.tokens = min(TRICKLE_AT_ONCE, self.tokens + (now - self.last) * TRICKLE)
        self.last = now
        if self.tokens < 1:
            return False
        self.tokens -= 1
        return True


@dataclass(slots=True)
class Source:
    """What is known of one address."""

    good_until: float = 0.0
    wrong: int = 0
    strange: float = 0.0
    last: float = 0.0
    banned_until: float = 0.0
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
        "_allowed_by_hand",
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
        self._allowed = allowed
        self._allowed_by_hand: dict[str, Network] = {}
        self._is_trusted = is_trusted
        self._on_block = on_block
        self._sources: OrderedDict[str, Source] = OrderedDict()
        self._pairs: OrderedDict[str, Tries] = OrderedDict()
        self._accounts: OrderedDict[str, Tries] = OrderedDict()
        #: Sources that are dropped unread, and until when: what the endpoint asks of each packet.
        self.banned: dict[str, float] = {}
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
        pair = self._pairs.get(_pair(host, account))
        if pair is not None and pair.until > now:
            return False
        tries = self._accounts.get(account)
        return tries is None or tries.until <= now or self.is_good(host, now)

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
        self._pairs.pop(_pair(host, account), None)

    def wrong(self, account: str, host: str, now: float) -> None:
        """A password was wrong, or the account does not exist: that makes no difference.

        Whoever calls this has seen that it answers a challenge sent to `host`.
        """
        source = self._seen(host, now)
        source.asked.pop(account[:MOST_ACCOUNT], None)
        pair = _pair(host, account)
        self._count(self._pairs, pair, BlockKind.PAIR, FREE_TRIES, now)
        if source.good_until > now:
            return
        self._count(self._accounts, account, BlockKind.ACCOUNT, ACCOUNT_TRIES, now)
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
        _bound(self.slowed)
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
        source.banned_until = self.banned[key_of(host)] = until
        self._on_block(Block(BlockKind.SOURCE, key_of(host), until, why, source.bans))

    def is_allowed(self, host: str) -> bool:
        """Whether an address is in a network that the operator never bans."""
        try:
            address = ip_address(host)
        except ValueError:
            return False
        by_hand = self._allowed_by_hand.values()
        return any(address in network for network in (*self._allowed, *by_hand))

    # -- by hand, and from before

    def restore(self, block: Block) -> None:
        """A block of before a restart, or one that an operator has set."""
        if block.kind is BlockKind.ALLOWED:
            self._allowed_by_hand[block.subject] = ip_network(block.subject)
            return
        if block.kind is BlockKind.SOURCE:
            source = self._source(block.subject)
            source.bans, source.banned_until = block.times, block.until
            self.banned[block.subject] = block.until
            return
        tries = Tries(block.times, block.until, block.until)
        (self._pairs if block.kind is BlockKind.PAIR else self._accounts)[block.subject] = tries

    def lift(self, kind: BlockKind, subject: str) -> None:
        """Forget a block and what led to it."""
        if kind is BlockKind.ALLOWED:
            self._allowed_by_hand.pop(subject, None)
        elif kind is BlockKind.SLOWED:
            self.slowed.pop(subject, None)
        elif kind is BlockKind.SOURCE:
            self.banned.pop(subject, None)
            self._sources.pop(subject, None)
        else:
            (self._pairs if kind is BlockKind.PAIR else self._accounts).pop(subject, None)

    def blocks(self, now: float) -> Iterator[tuple[BlockKind, str]]:
        """Everything that is stopped now."""
        yield from ((BlockKind.SOURCE, one) for one, until in self.banned.items() if until > now)
        yield from ((BlockKind.SLOWED, k) for k, one in self.slowed.items() if one.until > now)
        for kind, known in ((BlockKind.PAIR, self._pairs), (BlockKind.ACCOUNT, self._accounts)):
            yield from ((kind, one) for one, tries in known.items() if tries.until > now)

    # -- memory

    def _count(
        self, known: OrderedDict[str, Tries], subject: str, kind: BlockKind, free: int, now: float
    ) -> None:
        tries = known.setdefault(subject, Tries())
        known.move_to_end(subject)
        if now - tries.last > FORGIVEN:
            tries.wrong = 0
        tries.wrong, tries.last = tries.wrong + 1, now
        if tries.wrong >= free:
            wait = min(FIRST_WAIT * 2 ** min(tries.wrong - free, 30), LONGEST_WAIT)
            tries.until = now + wait
            self._on_block(Block(kind, subject, tries.until, "wrong passwords", tries.wrong))
        _bound(known)

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
        _bound(self._sources)
        return source


def key_of(host: str) -> str:
    """An address as sources are counted: whoever has one IPv6 address has its whole /64."""
    if ":" not in host:
        return host
    try:
        return str(IPv6Network((host.partition("%")[0], 64), strict=False))
    except ValueError:
        return host


def _pair(host: str, account: str) -> str:
    return f"{key_of(host)} {account[:MOST_ACCOUNT]}"


#: Characters kept of what somebody calls an account.
MOST_ACCOUNT = 80


def _bound(
    known: OrderedDict[str, Tries] | OrderedDict[str, Source] | OrderedDict[str, Trickle],
) -> None:
    while len(known) > MOST:
        known.popitem(last=False)
