"""Which number a call to the outside presents. Never one that the company does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from ringtree.company.model import Company
from ringtree.company.route import ANONYMOUS
from ringtree.explained import Explained


@dataclass(frozen=True, slots=True)
class CallerId:
    """The number presented, E.164. Hidden from the callee when `anonymous`; the carrier still
    learns it [RFC 3325 §9.3]."""

    number: str
    anonymous: bool = False


class NotPresentable(Explained):
    """The number is not one this person may present."""

    def __init__(self, number: str, extension: str) -> None:
        super().__init__(
            f"{extension} may not present {number}",
            f"{extension} не может показывать номер {number}",
        )
        self.number = number
        self.extension = extension


def presentable(company: Company, extension: str) -> tuple[str, ...]:
    """The numbers a person may present, the usual one first."""
    person = company.person(extension)
    if person is None:
        return ()
    groups = (group.number for group in company.groups_of(extension))
    wanted = (person.number, *groups, company.outgoing_number, *person.may_present)
    return tuple(dict.fromkeys(one for one in wanted if one and company.number(one)))


def caller_id(company: Company, extension: str, chosen: str | None = None) -> CallerId | None:
    """What a person's call presents: what was chosen for it, else the usual number.

    `chosen` is a number, or "anonymous". None if there is nothing to present.

    Raises:
        NotPresentable: the number chosen is not among the person's.
    """
    allowed = presentable(company, extension)
    if chosen in (None, ANONYMOUS):
        return CallerId(allowed[0], chosen is not None) if allowed else None
    if chosen not in allowed:
        raise NotPresentable(str(chosen), extension)
    return CallerId(str(chosen))


def split_code(company: Company, dialled: str) -> tuple[str | None, str]:
    """What a caller ID code before a number chose, and the number: ("anonymous", "89211234567").

    The longest code that fits is meant; a code with nothing behind it is no choice.
    """
    codes = company.calling.caller_ids
    fitting = [code for code in codes if dialled.startswith(code) and len(dialled) > len(code)]
    if not fitting:
        return None, dialled
    code = max(fitting, key=len)
    return codes[code], dialled[len(code) :]
