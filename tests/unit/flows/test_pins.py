"""What stands in for stored PINs."""

from __future__ import annotations

from ringtree.flows.pins import NoPins, OnePin
from ringtree.storage.pins import PinVerdict


async def test_nobody_has_one() -> None:
    assert await NoPins().check("acme", "101", "2580") is PinVerdict.NONE


async def test_everybody_has_the_same() -> None:
    pins = OnePin("2580")
    assert await pins.check("acme", "101", "2580") is PinVerdict.RIGHT
    assert await pins.check("acme", "102", "2581") is PinVerdict.WRONG
