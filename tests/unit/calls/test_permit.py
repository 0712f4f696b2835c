"""Nobody calls out without leave."""

from __future__ import annotations

from ringtree.calls.cause import Cause, CauseKind
from ringtree.calls.permit import TrunkCall, TrunkGuard
from ringtree.calls.trunk_load import TrunkLoad
from ringtree.routing.directory import Snapshot
from tests.unit.calls.house import company


def trunk_call(*, emergency: bool = False) -> TrunkCall:
    of = company()
    return TrunkCall(
        snapshot=Snapshot(of, 1),
        trunk=of.trunks["carrier"],
        number="+79161234567",
        extension="101",
        is_emergency=emergency,
    )


def test_a_trunk_lets_out_as_many_calls_as_it_carries() -> None:
    load = TrunkLoad()
    guard = TrunkGuard(load)
    permits = [guard.admit(trunk_call()) for _ in range(3)]
    refused = guard.admit(trunk_call())
    assert isinstance(refused, Cause) and refused.kind is CauseKind.OVERLOADED
    for permit in permits:
        assert not isinstance(permit, Cause)
        assert permit.longest is None
        permit.cut_by(lambda why: None)
        permit.answered()
        permit.release()
        permit.release()
    assert load.calls("acme", "carrier") == 0


def test_who_calls_for_help_need_not_wait() -> None:
    guard = TrunkGuard(TrunkLoad())
    for _ in range(3):
        guard.admit(trunk_call())
    assert not isinstance(guard.admit(trunk_call(emergency=True)), Cause)
