"""From a name in the document to devices."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ringtree.calls.targets import extension_target, trunk_devices
from ringtree.company.model import Trunk
from ringtree.routing.directory import Snapshot
from ringtree.sip.hop import Hop
from tests.unit.calls.fakes import FakeRegistrar
from tests.unit.calls.house import ANNA, company, house


def test_an_extension_is_all_its_devices_where_they_were_heard_from() -> None:
    registrar = FakeRegistrar()
    desk = registrar.add(ANNA)
    mobile = registrar.add(ANNA, "2001:db8::7", 5070)
    found = extension_target(cast(Any, registrar), Snapshot(company(), 1), "101")
    assert (found.label, found.account) == ("101", ANNA)
    assert [device.hop for device in found.devices] == [desk, mobile]
    assert not found.devices[0].behind_nat


def test_an_extension_nobody_registered_is_a_target_without_devices() -> None:
    found = extension_target(cast(Any, FakeRegistrar()), Snapshot(company(), 1), "101")
    assert found.devices == ()


@pytest.mark.parametrize(
    ("addresses", "hops"),
    [
        (("203.0.113.1",), [Hop("udp", "203.0.113.1", 5060)]),
        (("203.0.113.0/28", "203.0.113.9:5080"), [Hop("udp", "203.0.113.9", 5080)]),
        (("[2001:db8::5]:5070",), [Hop("udp", "2001:db8::5", 5070)]),
        (("203.0.113.0/28",), []),
    ],
)
async def test_a_trunk_is_dialled_at_its_first_single_address(
    addresses: tuple[str, ...], hops: list[Hop]
) -> None:
    async with house() as made:
        trunk = Trunk(name="carrier", addresses=addresses)
        found = trunk_devices(made.exchange.trunks, made.snapshot.company, trunk, "+74951112233")
        assert [device.hop for device in found] == hops
        assert all(device.uri.user == "+74951112233" for device in found)
        assert all(device.line is not None for device in found)
