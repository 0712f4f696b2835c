"""INVITE client transaction [RFC 3261 §17.1.1, RFC 6026 §8.4]."""

from __future__ import annotations

from enum import StrEnum

import pytest

from ringtree.sip.transaction.errors import LocalProtocolError
from ringtree.sip.transaction.invite_client import TRANSITIONS, InviteClient, schedule
from ringtree.sip.transaction.invite_client import Input as I
from ringtree.sip.transaction.invite_client import State as S
from ringtree.sip.transaction.machine import Action as A
from ringtree.sip.transaction.timers import Timings
from tests.unit.ladder import Ladder, after
from tests.unit.sip.transaction.tables import leads_to, put_in, reachable, unlisted


def ladder(*, reliable: bool = False) -> Ladder:
    return Ladder(InviteClient(schedule(Timings(), reliable=reliable), 0.0))


@pytest.mark.parametrize(("state", "given"), unlisted(TRANSITIONS, S, I))
def test_an_unlisted_input_is_refused_and_changes_nothing(state: StrEnum, given: StrEnum) -> None:
    machine = put_in(ladder().machine, state)
    due = machine.due()
    with pytest.raises(LocalProtocolError):
        machine.feed(given, 1.0)
    assert machine.state is state
    assert machine.due() == due


def test_every_state_is_reached_and_every_one_ends() -> None:
    assert reachable(TRANSITIONS, InviteClient.INITIAL) == set(S)
    assert leads_to(TRANSITIONS, S.TERMINATED) == set(S)


def test_an_unanswered_invite_is_repeated_at_doubling_intervals_until_timer_b() -> None:
    (
        ladder()
        >> after(0.5) << A.RESEND
        >> after(1.0) << A.RESEND
        >> after(2.0) << A.RESEND
        >> after(4.0) << A.RESEND
        >> after(8.0) << A.RESEND
        >> after(16.0) << A.RESEND
        >> after(0.5) << A.TIMEOUT
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_over_tcp_nothing_is_repeated_but_timer_b_runs() -> None:
    (ladder(reliable=True) >> after(31.9) >> after(0.2) << A.TIMEOUT).ends_in(S.TERMINATED)


def test_ringing_lasts_as_long_as_the_user_lets_it() -> None:
    (
        ladder()
        >> I.RECV_1XX << A.PASS
        >> after(3600.0)
        >> I.RECV_1XX << A.PASS
        >> I.RECV_2XX << A.PASS
    ).ends_in(S.ACCEPTED)  # fmt: skip


def test_a_refusal_is_acknowledged_each_time_it_comes() -> None:
    (
        ladder()
        >> I.RECV_3XX_6XX << A.ACK << A.PASS
        >> I.RECV_3XX_6XX << A.RESEND
        >> after(31.9)
        >> I.RECV_3XX_6XX << A.RESEND
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_a_refusal_after_ringing_is_acknowledged() -> None:
    (
        ladder()
        >> I.RECV_1XX << A.PASS
        >> I.RECV_3XX_6XX << A.ACK << A.PASS
        >> I.TRANSPORT_ERROR
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_over_tcp_a_refused_transaction_ends_at_once() -> None:
    (
        ladder(reliable=True)
        >> I.RECV_3XX_6XX << A.ACK << A.PASS
        >> after(0.0)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_every_further_2xx_reaches_the_dialogs_until_timer_m() -> None:
    (
        ladder()
        >> I.RECV_2XX << A.PASS
        >> I.RECV_2XX << A.PASS
        >> I.TRANSPORT_ERROR
        >> after(31.9)
        >> I.RECV_2XX << A.PASS
        >> after(0.2)
    ).ends_in(S.TERMINATED)  # fmt: skip


def test_a_transport_error_ends_an_unanswered_invite() -> None:
    (ladder() >> I.TRANSPORT_ERROR << A.FAILED).ends_in(S.TERMINATED)


def test_a_connection_lost_while_it_rings_is_survived() -> None:
    (ladder() >> I.RECV_1XX << A.PASS >> I.TRANSPORT_ERROR).ends_in(S.PROCEEDING)


def test_one_cancelled_in_vain_still_passes_a_late_2xx_and_then_ends() -> None:
    (
        ladder()
        >> I.RECV_1XX << A.PASS
        >> I.ABANDON
        >> I.RECV_2XX << A.PASS
        >> after(32.0)
    ).ends_in(S.TERMINATED)  # fmt: skip
