"""The doorkeeper: what is served, what is dropped, what is kept and lifted."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.events import EventBus
from ringtree.security.service import Doorkeeper, subject_of
from ringtree.security.watch import STRANGER_LIMIT, WRONG_LIMIT
from ringtree.sip.hop import Hop
from ringtree.sip.message import Request
from ringtree.storage.bans import Ban, Bans
from ringtree.storage.database import Database
from tests.unit.calls.house import invite

THIEF = Hop("tcp", "203.0.113.66", 5060)
FORGED = Hop("udp", "203.0.113.66", 5060)
DESK = Hop("udp", "198.51.100.7", 5060)
CARRIER = Hop("udp", "192.0.2.1", 5060)
AS_ANNA = "<sip:acme-101@x>;tag=a"


class Setting:
    """A doorkeeper on a clock that the test sets."""

    def __init__(self, store: Any) -> None:
        self.now = 1_800_000_000.0
        self.trunks = {CARRIER.host}
        self.door = Doorkeeper(
            store=store,
            events=EventBus(),
            is_trunk=lambda host, port: host in self.trunks,
            clock=lambda: self.now,
        )


@pytest.fixture
def setting(database: Database) -> Setting:
    return Setting(Bans(database))


def options() -> Request:
    request = invite("x")
    request.method = "OPTIONS"
    return request


def test_a_stranger_who_calls_as_nobody_gets_nothing_and_is_banned(setting: Setting) -> None:
    door = setting.door
    served = [door.admits(invite("0044123"), THIEF) for _ in range(STRANGER_LIMIT)]
    assert not any(served)
    assert not door.admits_source(THIEF) and door.admits_source(DESK)


def test_a_phone_that_asks_before_it_gives_its_password_is_served(setting: Setting) -> None:
    for _ in range(20):
        assert setting.door.admits(invite("102", From=AS_ANNA), DESK)


def test_a_scanner_is_dropped_whatever_it_sends(setting: Setting) -> None:
    request = invite("102", From=AS_ANNA, User_Agent="friendly-scanner")
    assert not setting.door.admits(request, THIEF)
    assert not setting.door.admits_source(THIEF)


def test_a_carrier_may_call_as_anybody(setting: Setting) -> None:
    for _ in range(20):
        assert setting.door.admits(invite("102", User_Agent="friendly-scanner"), CARRIER)


def test_an_address_that_becomes_a_trunk_s_is_served_at_once(setting: Setting) -> None:
    for _ in range(STRANGER_LIMIT):
        setting.door.admits(invite("0044123"), THIEF)
    setting.trunks.add(THIEF.host)
    assert setting.door.admits_source(THIEF) and setting.door.admits(invite("102"), THIEF)


def test_a_monitor_may_ask_now_and_then(setting: Setting) -> None:
    for _ in range(24):
        assert setting.door.admits(options(), THIEF)
    assert setting.door.admits_source(THIEF)
    setting.door.admits(options(), THIEF)
    assert not setting.door.admits_source(THIEF)


def test_a_known_phone_s_address_is_good_after_a_restart(setting: Setting) -> None:
    setting.door.known(DESK.host)
    for _ in range(50):
        assert setting.door.admits(invite("102"), DESK)


def test_it_hears_of_passwords(setting: Setting) -> None:
    for _ in range(3):
        setting.door.wrong("acme-101", DESK.host)
    assert not setting.door.may_try("acme-101", DESK.host)
    setting.now += 10
    setting.door.right("acme-101", DESK.host)
    setting.door.challenged(invite("1", From=AS_ANNA), DESK)
    assert setting.door.may_try("acme-101", DESK.host)


async def test_a_ban_survives_a_restart_and_is_lifted_by_another_process(
    setting: Setting, database: Database
) -> None:
    for _ in range(WRONG_LIMIT):
        setting.door.wrong("acme-101", THIEF.host)
    await setting.door.write()
    again = Setting(Bans(database))
    await again.door.load()
    assert not again.door.admits_source(THIEF)
    assert await Bans(database).lift(THIEF.host) > 0
    await again.door.load("")
    assert again.door.admits_source(THIEF)
    await again.door.purge()


async def test_a_ban_by_hand_is_taken_over(setting: Setting, database: Database) -> None:
    from datetime import UTC, datetime

    await setting.door.load()
    ban = Ban(
        kind="source",
        subject=subject_of(" 203.0.113.66 "),
        until=setting.now + 60,
        why="by hand",
        times=1,
        since=datetime.now(UTC),
    )
    await Bans(database).keep([ban], tell=True)
    await setting.door.load("")
    assert not setting.door.admits_source(THIEF)
    setting.now += 61
    assert setting.door.admits_source(THIEF)


async def test_an_address_that_others_write_over_udp_is_slowed_and_not_banned(
    setting: Setting, database: Database
) -> None:
    for _ in range(STRANGER_LIMIT):
        assert not setting.door.admits(invite("0044123"), FORGED)
    read = [setting.door.admits_source(FORGED) for _ in range(100)]
    assert 1 < sum(read) < 10
    assert setting.door.admits_source(THIEF), "who is connected has proven to be there"
    await setting.door.write()
    assert await Bans(database).all(setting.now) == []


def test_a_trunk_s_messages_pass_though_its_address_was_slowed(setting: Setting) -> None:
    for _ in range(STRANGER_LIMIT):
        setting.door.admits(invite("0044123"), FORGED)
    setting.trunks.add(FORGED.host)
    assert all(setting.door.admits_source(FORGED) for _ in range(100))
