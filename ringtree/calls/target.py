"""Whom an attempt wants to reach: devices, or ways to a number outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ringtree.calls.permit import TrunkCall
from ringtree.routing.caller_id import CallerId
from ringtree.sip.hop import Hop
from ringtree.sip.uri import Uri
from ringtree.trunks.line import Line


@dataclass(frozen=True, slots=True)
class Device:
    """Where one INVITE goes; a device behind NAT is only ever reached at `hop`.

    Over a trunk `line` makes the INVITE: it knows what the carrier wants, and where else to go.
    """

    uri: Uri
    hop: Hop
    route: tuple[str, ...] = ()
    behind_nat: bool = False
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class TrunkWay:
    """One trunk that may take a call, and what the call presents there.

    `diverted_by` is the company's number that passes on a call which presents another's.
    """

    call: TrunkCall
    devices: tuple[Device, ...]
    caller_id: CallerId
    diverted_by: str = ""


@dataclass(frozen=True, slots=True)
class Accept:
    """Whoever answers hears `files`, over and over, and has `limit` seconds to press 1: a mobile's
    mailbox answers as well, and presses nothing."""

    files: tuple[Path, ...]
    limit: float


@dataclass(frozen=True, slots=True)
class Target:
    """Whom an attempt wants to reach: devices, or for a number outside the `ways` there, of
    which one is taken at a time. `account` is who is occupied meanwhile: for a number outside None,
    or the person whose calls are forwarded there."""

    label: str
    account: str | None
    devices: tuple[Device, ...] = ()
    ways: tuple[TrunkWay, ...] = ()
    accept: Accept | None = None

    @property
    def own_account(self) -> str | None:
        """Whose telephone it is, and so who may hand a call on there; None for one outside."""
        return None if self.ways else self.account

    @property
    def own_media(self) -> str:
        """Whose media it is offered: its own, if it talks with us before it wins; else ""."""
        return self.label if self.accept is not None else ""

    @property
    def hops(self) -> Iterator[Hop]:
        """Where INVITEs may go."""
        yield from (device.hop for device in self.devices)
        yield from (device.hop for way in self.ways for device in way.devices)
