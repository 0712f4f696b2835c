"""What the four machines share."""

from __future__ import annotations

from ringtree.sip.transaction import invite_server, server
from ringtree.sip.transaction.timers import Timings
from tests.unit.ladder import Ladder, after


def test_a_machine_without_timers_is_never_due() -> None:
    machine = server.Server(server.schedule(Timings(), reliable=False), 5.0)
    assert machine.due() == float("inf")
    assert machine.expire(1e9) is None
    machine.on_timer(1e9)  # not in a layer: nobody to tell


def test_a_stall_does_not_end_in_a_burst() -> None:
    schedule = invite_server.schedule(Timings(), reliable=False)
    machine = invite_server.InviteServer(schedule, 0.0)
    machine.feed(invite_server.Input.SEND_3XX_6XX, 0.0)
    assert machine.expire(20.0) is invite_server.Input.TIMER_G
    assert machine.expire(20.0) is None
    assert machine.due() == 21.0


def test_what_a_state_accepts_can_be_asked() -> None:
    machine = server.Server(server.schedule(Timings(), reliable=False), 0.0)
    assert machine.accepts(server.Input.SEND_FINAL)
    assert not machine.accepts(server.Input.TIMER_J)
    assert not (Ladder(machine) >> after(1.0)).machine.terminated
