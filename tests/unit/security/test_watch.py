"""Thieves wait and are banned; nobody else notices."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ringtree.security.blocks import MOST, Block, BlockKind, key_of
from ringtree.security.trickle import TRICKLE, TRICKLE_AT_ONCE
from ringtree.security.tries import FIRST_WAIT, FORGIVEN, LONGEST_WAIT
from ringtree.security.watch import (
    ACCOUNT_TRIES,
    FIRST_BAN,
    FREE_TRIES,
    MOST_ASKED,
    SLOWED_FOR,
    STRANGER_LIMIT,
    UNANSWERED_AFTER,
    UNANSWERED_LIMIT,
    WRONG_LIMIT,
    Watch,
)

OFFICE, THIEF, TRUNK = "198.51.100.7", "203.0.113.66", "192.0.2.1"
ANNA = "acme-101"


class Seen:
    """A watch and what it blocked."""

    def __init__(self, *allowed: str) -> None:
        self.blocks: list[Block] = []
        self.watch = Watch(
            on_block=self.blocks.append,
            allowed=tuple(map(ip_network, allowed)),
            is_trusted=lambda host: host == TRUNK,
        )

    def banned(self, host: str, now: float = 0.0) -> bool:
        return self.watch.is_banned(host, now)

    def wrong(self, times: int, host: str = THIEF, account: str = ANNA, now: float = 0.0) -> None:
        for _ in range(times):
            self.watch.wrong(account, host, now)


def test_a_few_typing_errors_are_free_and_then_each_wait_is_twice_as_long() -> None:
    seen = Seen()
    seen.wrong(FREE_TRIES - 1)
    assert seen.watch.may_try(ANNA, THIEF, 0)
    waits = []
    for _ in range(4):
        seen.wrong(1)
        waits.append(seen.blocks[-1].until)
    assert waits == [FIRST_WAIT * 2**power for power in range(4)]
    assert not seen.watch.may_try(ANNA, THIEF, waits[-1] - 0.1)
    assert seen.watch.may_try(ANNA, THIEF, waits[-1])


def test_no_wait_is_longer_than_the_longest_and_all_is_forgiven() -> None:
    seen = Seen()
    seen.watch.right("acme-102", OFFICE, 0)
    seen.wrong(100, OFFICE)
    assert seen.blocks[-1].until == LONGEST_WAIT
    seen.wrong(1, OFFICE, now=LONGEST_WAIT + FORGIVEN + 1)
    assert seen.watch.may_try(ANNA, OFFICE, LONGEST_WAIT + FORGIVEN + 1)


def test_a_stranger_who_guesses_is_banned_for_longer_each_time() -> None:
    seen = Seen()
    seen.wrong(WRONG_LIMIT)
    assert seen.banned(THIEF) and seen.banned(THIEF, FIRST_BAN - 1)
    assert not seen.banned(THIEF, FIRST_BAN)
    seen.wrong(WRONG_LIMIT, now=FIRST_BAN)
    assert seen.banned(THIEF, 3 * FIRST_BAN - 1) and not seen.banned(THIEF, 3 * FIRST_BAN)


def test_an_office_is_not_cut_off_by_one_telephone_with_an_old_password() -> None:
    seen = Seen()
    seen.watch.right("acme-102", OFFICE, 0)
    seen.wrong(200, OFFICE)
    assert not seen.banned(OFFICE)
    assert not seen.watch.may_try(ANNA, OFFICE, 0)
    assert seen.watch.may_try("acme-102", OFFICE, 0)


def test_a_guessed_account_still_serves_the_telephone_it_belongs_to() -> None:
    seen = Seen()
    seen.watch.right(ANNA, OFFICE, 0)
    for index in range(ACCOUNT_TRIES):
        seen.wrong(1, f"203.0.113.{index}")
    assert not seen.watch.may_try(ANNA, "203.0.113.200", 0)
    assert seen.watch.may_try(ANNA, OFFICE, 0)
    assert seen.watch.may_try("acme-102", "203.0.113.200", 0)


def test_a_right_password_ends_the_waiting_of_its_pair() -> None:
    seen = Seen()
    seen.wrong(FREE_TRIES)
    seen.watch.right(ANNA, THIEF, FIRST_WAIT)
    seen.wrong(1, now=FIRST_WAIT)
    assert seen.watch.may_try(ANNA, THIEF, FIRST_WAIT)


def test_who_asks_for_many_accounts_and_has_no_password_is_banned() -> None:
    seen = Seen()
    for index in range(UNANSWERED_LIMIT + 1):
        seen.watch.challenged(f"acme-{100 + index}", THIEF, index * 0.01, proven=True)
    assert not seen.banned(THIEF, 1)
    seen.watch.challenged("acme-500", THIEF, UNANSWERED_AFTER + 1, proven=True)
    assert seen.banned(THIEF, UNANSWERED_AFTER + 1)


def test_an_office_that_registers_all_at_once_is_none_of_those() -> None:
    seen = Seen()
    for index in range(300):
        seen.watch.challenged(f"acme-{index}", OFFICE, index * 0.001)
    for index in range(300):
        seen.watch.right(f"acme-{index}", OFFICE, 0.5 + index * 0.001)
        seen.watch.challenged(f"acme-{index}", OFFICE, 60.0)
    assert not seen.banned(OFFICE, 60) and seen.blocks == []


def test_strange_questions_add_up_by_their_weight() -> None:
    seen = Seen()
    for _ in range(STRANGER_LIMIT - 1):
        seen.watch.strange(THIEF, "scan", 0, proven=True)
    assert not seen.banned(THIEF)
    seen.watch.strange(THIEF, "scan", 0, weight=0.5, proven=True)
    assert not seen.banned(THIEF)
    seen.watch.strange(THIEF, "scan", 0, weight=0.5, proven=True)
    assert seen.banned(THIEF)


@pytest.mark.parametrize("host", [TRUNK, "10.1.2.3", OFFICE])
def test_trunks_allowed_networks_and_good_sources_are_never_banned(host: str) -> None:
    seen = Seen("10.0.0.0/8")
    seen.watch.right("acme-102", OFFICE, 0)
    for proven in (True, False):
        seen.watch.scanner(host, "scanner", 0, proven=proven)
        for _ in range(20):
            seen.watch.strange(host, "scan", 0, proven=proven)
    assert (
        not seen.banned(host)
        and not seen.watch.slowed
        and seen.watch.is_allowed("nonsense") is False
    )


def test_a_scanner_is_banned_at_once() -> None:
    seen = Seen()
    seen.watch.scanner(THIEF, "the scanner friendly-scanner", 0, proven=True)
    assert seen.banned(THIEF) and not seen.banned(OFFICE)
    assert seen.watch.dropped == 1


def test_an_ipv6_thief_has_one_network() -> None:
    seen = Seen()
    seen.watch.scanner("2001:db8::1", "scanner", 0, proven=True)
    assert seen.banned("2001:db8::ffff:1") and not seen.banned("2001:db8:0:1::1")
    assert key_of("2001:db8::1%eth0") == "2001:db8::/64"
    assert key_of("not:an:address") == "not:an:address"


def test_what_was_blocked_before_a_restart_is_and_can_be_lifted() -> None:
    seen = Seen()
    for kind, subject in (
        (BlockKind.SOURCE, THIEF),
        (BlockKind.PAIR, f"{OFFICE} {ANNA}"),
        (BlockKind.ACCOUNT, "acme-105"),
    ):
        seen.watch.restore(Block(kind, subject, 100.0, "before", 3))
    assert seen.banned(THIEF, 99)
    assert not seen.watch.may_try(ANNA, OFFICE, 99)
    assert not seen.watch.may_try("acme-105", "192.0.2.9", 99)
    assert len(list(seen.watch.blocks(99))) == 3 and list(seen.watch.blocks(101)) == []
    for kind, subject in list(seen.watch.blocks(99)):
        seen.watch.lift(kind, subject)
    assert not seen.banned(THIEF, 99) and seen.watch.may_try(ANNA, OFFICE, 99)


def test_a_flood_of_sources_fills_no_memory() -> None:
    seen = Seen()
    for index in range(MOST + 100):
        seen.wrong(1, f"10.{index >> 16}.{index >> 8 & 255}.{index & 255}", f"acme-{index}")
    assert len(seen.watch._sources) == len(seen.watch._pairs) == len(seen.watch._accounts) == MOST


def test_a_flood_of_bans_fills_no_memory() -> None:
    seen = Seen()
    for index in range(MOST + 100):
        seen.watch.scanner(f"10.{index >> 16}.{index >> 8 & 255}.{index & 255}", "", 0, proven=True)
    assert len(seen.watch.banned) == MOST


moves = st.lists(
    st.tuples(
        st.sampled_from(["wrong", "challenged", "strange", "scanner"]),
        st.integers(100, 120),
        st.floats(0, 10),
    ),
    max_size=80,
)


@given(moves)
def test_whatever_a_thief_does_the_honest_are_served(moves: list[tuple[str, int, float]]) -> None:
    seen, now = Seen(), 0.0
    for extension in range(100, 105):
        seen.watch.right(f"acme-{extension}", OFFICE, 0)
    for kind, extension, pause in moves:
        now += pause
        account = f"acme-{extension}"
        match kind:
            case "wrong":
                seen.watch.wrong(account, THIEF, now)
            case "challenged":
                seen.watch.challenged(account, THIEF, now)
            case "strange":
                seen.watch.strange(THIEF, "scan", now)
            case _:
                seen.watch.scanner(THIEF, "scan", now)
        assert not seen.banned(OFFICE, now)
        assert all(seen.watch.may_try(f"acme-{one}", OFFICE, now) for one in range(100, 105))


@pytest.mark.parametrize("pause", [0.001, 0.1, 1.0])
def test_no_pace_saves_who_asks_for_everybody(pause: float) -> None:
    seen = Seen()
    for index in range(MOST_ASKED + 1):
        seen.watch.challenged(f"acme-{index}", THIEF, index * pause, proven=True)
        if seen.banned(THIEF, index * pause):
            break
    assert [block.kind for block in seen.blocks] == [BlockKind.SOURCE]


def test_who_does_not_wait_is_banned_though_no_password_is_looked_at() -> None:
    seen = Seen()
    seen.wrong(FREE_TRIES)
    for _ in range(WRONG_LIMIT - FREE_TRIES):
        assert not seen.watch.may_try(ANNA, THIEF, 1)
    assert seen.banned(THIEF, 1)


def offend(watch: Watch, host: str, now: float = 0.0, *, proven: bool = False) -> None:
    """Everything that takes no answer of ours to do."""
    watch.scanner(host, "scanner", now, proven=proven)
    for index in range(MOST_ASKED + 1):
        watch.strange(host, "scan", now, proven=proven)
        watch.challenged(f"acme-{index}", host, now, proven=proven)


def test_what_anybody_can_write_under_another_s_address_bans_nobody() -> None:
    seen = Seen()
    offend(seen.watch, OFFICE)
    assert not seen.banned(OFFICE) and not seen.watch.banned
    assert [block.kind for block in seen.blocks] == [BlockKind.SLOWED]
    offend(seen.watch, THIEF, proven=True)
    assert seen.banned(THIEF)


def test_an_honest_telephone_at_a_slowed_address_gets_in_and_is_known_as_good() -> None:
    seen = Seen()
    offend(seen.watch, OFFICE)
    asks, answers = (not seen.watch.holds_up(OFFICE, at) for at in (1.0, 1.1))
    assert asks and answers
    seen.watch.right(ANNA, OFFICE, 1.1)
    assert not seen.watch.slowed and not seen.watch.holds_up(OFFICE, 1.2)
    offend(seen.watch, OFFICE, 2.0)
    assert not seen.watch.slowed


def test_of_a_flood_from_a_slowed_address_next_to_nothing_is_read() -> None:
    seen = Seen()
    offend(seen.watch, THIEF)
    read = sum(not seen.watch.holds_up(THIEF, index / 100) for index in range(6000))
    assert read <= TRICKLE_AT_ONCE + 60 * TRICKLE
    assert seen.watch.dropped == 6000 - read
    assert not seen.watch.holds_up(THIEF, SLOWED_FOR + 1) and not seen.watch.slowed


def test_a_flood_of_forged_addresses_fills_no_memory() -> None:
    seen = Seen()
    for index in range(MOST + 100):
        seen.watch.scanner(f"10.{index >> 16}.{index >> 8 & 255}.{index & 255}", "scanner", 0)
    assert len(seen.watch.slowed) == MOST and not seen.watch.banned


def test_a_network_is_allowed_and_no_longer_by_hand() -> None:
    seen = Seen()
    allowed = Block(BlockKind.ALLOWED, "203.0.113.0/24", 0.0, "by hand", 1)
    seen.watch.restore(allowed)
    offend(seen.watch, THIEF, proven=True)
    assert not seen.banned(THIEF)
    seen.watch.lift(BlockKind.ALLOWED, allowed.subject)
    offend(seen.watch, THIEF, proven=True)
    assert seen.banned(THIEF)


def test_who_is_slowed_can_be_let_in() -> None:
    seen = Seen()
    offend(seen.watch, THIEF)
    assert (BlockKind.SLOWED, THIEF) in seen.watch.blocks(0)
    seen.watch.lift(BlockKind.SLOWED, THIEF)
    assert not seen.watch.slowed
