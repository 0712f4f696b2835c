"""Digits an internal number dials → a colleague, a feature, a number of the house, or trunks.

Internal numbers and feature codes never leave the house: whatever is short or begins with a star
and is not an emergency number goes nowhere if nobody here has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ringtree.company.feature_code import Dialled, dialled_code
from ringtree.company.model import Company, Number, Person, Trunk
from ringtree.company.route import NumberKind
from ringtree.routing.caller_id import CallerId, NotPresentable, caller_id, split_code
from ringtree.routing.choice import IsOpen, trunks_for
from ringtree.routing.destination import called
from ringtree.routing.directory import Snapshot
from ringtree.routing.emergency import emergency_number, emergency_trunks, is_emergency
from ringtree.routing.inbound import as_e164, spellings
from ringtree.routing.permission import is_permitted

#: Digits up to which a number is internal by its length: one that nobody has never leaves.
LONGEST_INTERNAL = 6


@dataclass(frozen=True, slots=True)
class ToExtension:
    """A colleague was dialled."""

    extension: str


@dataclass(frozen=True, slots=True)
class ToNumber:
    """A number of the own company was dialled: the call walks its tree without leaving."""

    number: Number


@dataclass(frozen=True, slots=True)
class ToMailbox:
    """The number of a mailbox was dialled."""

    mailbox: str


@dataclass(frozen=True, slots=True)
class ToCode:
    """A feature code was dialled, and these digits after it."""

    dialled: Dialled


@dataclass(frozen=True, slots=True)
class Way:
    """One trunk a call may take, and what it presents there.

    `diverted_by` is the company's number that passes on a call which presents another's, "" for
    a call of the company's own.
    """

    trunk: Trunk
    caller_id: CallerId
    diverted_by: str = ""


@dataclass(frozen=True, slots=True)
class ToOutside:
    """An outside number was dialled: E.164, or the bare digits of an emergency number. `ways`
    are tried in their order and never empty."""

    number: str
    ways: tuple[Way, ...]
    is_emergency: bool = False


class Refusal(StrEnum):
    """Why a call goes nowhere."""

    NO_SUCH_NUMBER = "no_such_number"
    NOT_PERMITTED = "not_permitted"
    NOT_PRESENTABLE = "not_presentable"
    NO_TRUNK = "no_trunk"


@dataclass(frozen=True, slots=True)
class Nowhere:
    """Nothing can be made of the digits, and why."""

    reason: str
    russian: str
    refusal: Refusal = Refusal.NO_SUCH_NUMBER


Destination = ToExtension | ToMailbox | ToCode | ToNumber | ToOutside | Nowhere


def always_open(_schedule: str) -> bool:
    """Every schedule is open: for questions outside of time."""
    return True


def route_outbound(
    snapshot: Snapshot,
    person: Person,
    dialled: str,
    *,
    is_open: IsOpen = always_open,
    chosen: str | None = None,
) -> Destination:
    """Where a call of `person` to `dialled` goes.

    `chosen` is the number to present, or "anonymous", as chosen for this call; a code before the
    number chooses too, and goes before.
    """
    company = snapshot.company
    if is_emergency(company, dialled):
        return _emergency(company, person, dialled)
    if company.person(dialled) is not None:
        return ToExtension(dialled)
    if (box := company.mailbox_dialled(dialled)) is not None:
        return ToMailbox(box.name)
    by_code, digits = split_code(company, dialled)
    if digits.startswith(("*", "#")):
        code = dialled_code(company, digits)
        return (
            ToCode(code)
            if code
            else Nowhere(
                f"the company has no feature code {digits}", f"кода {digits} в компании нет"
            )
        )
    if (own := own_number(company, digits)) is not None:
        return ToNumber(own)
    if (number := outside_number(company, digits)) is None:
        return Nowhere(
            f"{dialled} is neither an internal number nor a telephone number",
            f"{dialled} — не внутренний номер и не номер телефона",
        )
    return _outside(company, person, number, is_open, by_code or chosen)


def own_number(company: Company, dialled: str) -> Number | None:
    """The company's number that was dialled, however it was written."""
    for digits in spellings(dialled, company.region):
        if (number := company.number(f"+{digits}")) is not None:
            return number
    return None


def outside_number(company: Company, dialled: str) -> str | None:
    """The number of the public network that was dialled, E.164; None if it can't be one."""
    # Short numbers are internal by their length: one that nobody has must not reach a carrier.
    if len(dialled.lstrip("+")) <= LONGEST_INTERNAL or dialled[0] in "*#":
        return None
    digits = as_e164(dialled, company.region)
    return f"+{digits}" if digits else None


def _emergency(company: Company, person: Person, digits: str) -> ToOutside | Nowhere:
    shown = CallerId(emergency_number(company, person.extension) or "")
    names = emergency_trunks(company, person.extension)
    ways = tuple(Way(company.trunks[name], shown) for name in names)
    if not ways:
        return Nowhere(*_NO_TRUNK, Refusal.NO_TRUNK)
    return ToOutside(digits, ways, is_emergency=True)


def _outside(
    company: Company, person: Person, number: str, is_open: IsOpen, chosen: str | None
) -> ToOutside | Nowhere:
    extension, what = person.extension, called(number)
    if not is_permitted(company, extension, what):
        return _not_permitted(number)
    try:
        shown = caller_id(company, extension, chosen)
    except NotPresentable as error:
        return Nowhere(error.words("en"), error.words("ru"), Refusal.NOT_PRESENTABLE)
    if shown is None:
        return Nowhere(
            "the company has no number to present",
            "у компании нет номера, который можно показать",
            Refusal.NO_TRUNK,
        )
    names = trunks_for(company, extension, what, shown.number, is_open)
    if not names:
        return Nowhere(*_NO_TRUNK, Refusal.NO_TRUNK)
    return ToOutside(number, tuple(Way(company.trunks[name], shown) for name in names))


def route_outside(
    snapshot: Snapshot,
    number: str,
    *,
    presented: str,
    dialled: str,
    extension: str | None = None,
    is_open: IsOpen = always_open,
) -> ToOutside | Nowhere:
    """Where a caller goes whom a tree or a forwarding passes on to `number`, E.164.

    A presented number that is not the company's own is shown only on trunks that allow it, with
    the company's number that the caller `dialled` as the one that diverts; on others that number
    is presented itself. `extension` is the person who forwards, None for a tree.
    """
    company, what = snapshot.company, called(number)
    if company.number(number) is not None:
        return Nowhere(
            f"{number} is the company's own: lead the caller to its tree instead",
            f"{number} — номер самой компании: направьте звонящего в её дерево",
        )
    if not is_permitted(company, extension, what):
        return _not_permitted(number)
    own = _diverting(company, extension, dialled)
    known = presented if company.number(presented) else own
    names = trunks_for(company, extension, what, known or "", is_open)
    ways = [_passed_on(company, company.trunks[name], presented, own) for name in names]
    found = tuple(way for way in ways if way is not None)
    return ToOutside(number, found) if found else Nowhere(*_NO_TRUNK, Refusal.NO_TRUNK)


def _diverting(company: Company, extension: str | None, dialled: str) -> str | None:
    """The company's number a call is passed on by: the one dialled, else the usual one."""
    if company.number(dialled) is not None:
        return dialled
    return company.presented_number(extension) if extension else company.outgoing_number


def _passed_on(company: Company, trunk: Trunk, presented: str, own: str | None) -> Way | None:
    if company.number(presented) is not None:
        return Way(trunk, CallerId(presented))
    if presented and trunk.original_caller:
        return Way(trunk, CallerId(presented), diverted_by=own or "")
    return Way(trunk, CallerId(own)) if own else None


def _not_permitted(number: str) -> Nowhere:
    what = called(number)
    kind = what.kind.value.replace("_", " ")
    where = f" in {what.country}" if what.country else ""
    russian = (
        f"на {number} ({_RUSSIAN_KINDS[what.kind]}{', ' + what.country if what.country else ''})"
    )
    return Nowhere(
        f"{number}, {kind}{where}, may not be called",
        f"звонить {russian} не разрешено",
        Refusal.NOT_PERMITTED,
    )


_RUSSIAN_KINDS = {
    NumberKind.FIXED: "стационарный",
    NumberKind.MOBILE: "мобильный",
    NumberKind.TOLL_FREE: "бесплатный",
    NumberKind.SHARED_COST: "с общей оплатой",
    NumberKind.INTERNET: "интернет-телефония",
    NumberKind.PREMIUM: "платный",
    NumberKind.SATELLITE: "спутниковый",
    NumberKind.PERSONAL: "персональный",
    NumberKind.UNKNOWN: "неизвестный",
}
_NO_TRUNK = ("no trunk takes this call", "ни один транк не берёт такой звонок")
