"""The socket towards the far end."""

from __future__ import annotations

from typing import Any, cast

from ringtree.media.worker.learning import Verdict
from ringtree.media.worker.remote import RemoteEnd
from tests.unit.media.worker.bench import PHONE, FakeSocket


def far_end() -> tuple[RemoteEnd, FakeSocket]:
    fake = FakeSocket()
    return RemoteEnd(cast(Any, fake)), fake


def test_the_described_address_is_sent_to_until_a_better_one_is_known() -> None:
    remote, fake = far_end()
    remote.describe("192.168.1.5", 4_000, PHONE[0])
    remote.transmit(bytearray(b"one"))
    assert remote.judge(PHONE, 7, 1, 0.0) is Verdict.HEAR
    remote.transmit(bytearray(b"two"))
    assert fake.sent == [(b"one", ("192.168.1.5", 4_000)), (b"two", PHONE)]
    assert not remote.is_locked


def test_locking_connects_the_socket() -> None:
    remote, fake = far_end()
    remote.describe(*PHONE, None)
    assert remote.judge(PHONE, 7, 1, 0.0) is Verdict.LOCK
    assert remote.is_locked and fake.peer == PHONE


def test_before_a_description_nobody_is_heard_or_sent_to() -> None:
    remote, fake = far_end()
    remote.transmit(bytearray(b"x"))
    assert remote.judge(PHONE, 7, 1, 0.0) is Verdict.IGNORE
    assert fake.sent == [] and not remote.expects(PHONE[0])


def test_rtcp_is_believed_from_the_locked_host_only() -> None:
    remote, _ = far_end()
    remote.describe("192.168.1.5", 4_000, PHONE[0])
    assert remote.expects(PHONE[0]) and remote.expects("192.168.1.5")
    remote.judge(("192.168.1.5", 4_000), 7, 1, 0.0)
    assert remote.expects("192.168.1.5") and not remote.expects(PHONE[0])


def test_an_old_hold_by_address_changes_nothing() -> None:
    remote, _ = far_end()
    remote.describe(*PHONE, None)
    remote.judge(PHONE, 7, 1, 0.0)
    assert remote.describe("0.0.0.0", 4_000, None) is False
    assert remote.is_locked and remote.address == PHONE
