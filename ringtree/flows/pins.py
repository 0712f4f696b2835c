"""What a call may ask of PINs: whether one is right. They are kept by `ringtree.storage.pins`."""

from __future__ import annotations

from typing import Protocol

from ringtree.storage.pins import PinVerdict


class Pins(Protocol):
    """Checks PINs, and limits the attempts."""

    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        """Whether the PIN of a company's `holder` is this one. An extension is a holder."""


class NoPins:
    """Nobody has a PIN."""

    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        """NONE, always."""
        return PinVerdict.NONE


class AnyPin:
    """Everybody types the right one: for imagined calls of the company's own people."""

    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        """RIGHT, always."""
        return PinVerdict.RIGHT


class OnePin:
    """Everybody has the same one: for imagined calls, and for tests."""

    __slots__ = ("_pin",)

    def __init__(self, pin: str) -> None:
        self._pin = pin

    async def check(self, company: str, holder: str, pin: str) -> PinVerdict:
        """Whether it is that one."""
        return PinVerdict.RIGHT if pin == self._pin else PinVerdict.WRONG
