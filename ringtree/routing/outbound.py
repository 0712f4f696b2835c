"""Digits an internal number dials → a colleague, a feature, a number of the house, a trunk."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.feature_code import Dialled, dialled_code
from ringtree.company.model import Number, Person, Trunk
from ringtree.routing.directory import Snapshot
from ringtree.routing.inbound import as_e164, spellings


@dataclass(frozen=True, slots=True)
class ToExtension:
    """A colleague was dialled."""

    extension: str


@dataclass(frozen=True, slots=True)
class ToNumber:
    """A number of the own company was dialled: the call walks its tree without leaving."""

    number: Number


@dataclass(frozen=True, slots=True)
class ToCode:
    """A feature code was dialled, and these digits after it."""

    dialled: Dialled


@dataclass(frozen=True, slots=True)
class ToTrunk:
    """An outside number was dialled: which trunk, what to dial there and what to present."""

    trunk: Trunk
    number: str
    caller_id: str


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing can be made of the digits, and why."""

    reason: str


Destination = ToExtension | ToCode | ToNumber | ToTrunk | Nowhere


def route_outbound(snapshot: Snapshot, person: Person, dialled: str) -> Destination:
    """Where a call of `person` to `dialled` goes. Internal numbers never leave the house."""
    if snapshot.company.person(dialled) is not None:
        return ToExtension(dialled)
    if dialled.startswith(("*", "#")):
        code = dialled_code(snapshot.company, dialled)
        return (
            Nowhere(f"the company has no feature code {dialled}") if code is None else ToCode(code)
        )
    for digits in spellings(dialled):
        if (number := snapshot.company.number(f"+{digits}")) is not None:
            return ToNumber(number)
    return _outside(snapshot, person, dialled)


def route_outside(
    snapshot: Snapshot, number: str, *, presented: str, dialled: str
) -> ToTrunk | Nowhere:
    """Where a caller goes whom a tree passes on to `number`, E.164, presenting `presented`.

    Over the trunk that knows the presented number; one that is not the company's own goes over
    the trunk the caller came by, whose carrier knows of the call that is passed on. `dialled` is
    the company's number the caller dialled.
    """
    company = snapshot.company
    if company.number(number) is not None:
        return Nowhere(f"{number} is the company's own: lead the caller to its tree instead")
    known = next((one for one in (presented, dialled) if company.number(one)), "")
    trunk = _trunk_of(snapshot, known or company.outgoing_number or "")
    if trunk is None:
        return Nowhere("the company has no trunk to call out through")
    return ToTrunk(trunk, number, presented)


def _outside(snapshot: Snapshot, person: Person, dialled: str) -> Destination:
    # Short numbers are internal by their length: one that nobody has must not reach a carrier.
    digits = as_e164(dialled) if len(dialled.lstrip("+")) > 6 else None
    if digits is None:
        return Nowhere(f"{dialled} is neither an internal number nor a telephone number")
    caller_id = snapshot.company.presented_number(person.extension)
    if caller_id is None:
        return Nowhere("the company has no number to present")
    trunk = _trunk_of(snapshot, caller_id)
    if trunk is None:
        return Nowhere("the company has no trunk to call out through")
    return ToTrunk(trunk, f"+{digits}", caller_id)


def _trunk_of(snapshot: Snapshot, caller_id: str) -> Trunk | None:
    """The trunk the presented number came on: other carriers would refuse it."""
    number = snapshot.company.number(caller_id)
    trunks = snapshot.company.trunks
    return trunks.get(number.trunk) if number else next(iter(trunks.values()), None)
