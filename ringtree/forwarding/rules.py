"""What a person has said about the own calls: forward them, let several phones ring, be left alone.

Pure. A rule says when, whom it is for and during which hours, and where the call goes. Of several
that fit the first decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from ringtree.company.caller_list import CallerPatterns
from ringtree.company.model import Company
from ringtree.explained import Explained

#: Persons a call is handed on by, one after the other, before it is given up: more is a circle.
MOST_HOPS = 5
#: Rules of one person.
MOST_RULES = 20
#: Waves of following somebody, and phones in each.
MOST_WAVES, MOST_IN_WAVE = 6, 6

#: Seconds somebody's phones may ring, and between two waves.
LONGEST_TIME = 300.0

_CALLER = re.compile(r"\+[1-9][0-9]{0,14}\*|\+[1-9][0-9]{6,14}|[0-9]{2,6}")
_TARGET = re.compile(r"[0-9]{2,6}|\+[1-9][0-9]{6,14}")

IsOpen = Callable[[str], bool]


class When(StrEnum):
    """When a rule takes a call."""

    ALWAYS = "always"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    UNREACHABLE = "unreachable"


class BadForwarding(Explained):
    """What somebody wants done with calls can't be done; the message says what can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where calls go, when.

    `target` is an internal number or E.164. `callers` are numbers and beginnings with a star;
    none: whoever calls. `hours` names a schedule that must be open. `after` is how many seconds
    the phones ring first, with NO_ANSWER; None: as long as the call would ring them anyway.
    Whoever answers outside has to press 1, unless `accept` is False.
    """

    when: When
    target: str
    callers: tuple[str, ...] = ()
    hours: str | None = None
    after: float | None = None
    accept: bool = True

    def fits(self, caller: str, is_open: IsOpen) -> bool:
        """Whether it is for this caller, now."""
        if self.callers and caller not in CallerPatterns(self.callers):
            return False
        return self.hours is None or is_open(self.hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """Phones that ring together, `delay` seconds after the wave before, besides those of it."""

    targets: tuple[str, ...]
    delay: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All that a person has said. `waves` in which an internal number is that person's phones."""

    rules: tuple[Rule, ...] = ()
    do_not_disturb: bool = False
    waves: tuple[Wave, ...] = ()

    def rule(self, when: When, caller: str, is_open: IsOpen) -> Rule | None:
        """The first rule that takes such a call."""
        for rule in self.rules:
            if rule.when is when and rule.fits(caller, is_open):
                return rule
        return None

    def with_rule(self, rule: Rule) -> Wishes:
        """With a rule in the place of the one for the same moment and callers, or besides."""
        kept = tuple(one for one in self.rules if not _replaces(rule, one))
        # What is for some callers or hours goes before what is for everybody.
        special = bool(rule.callers or rule.hours)
        rules = (rule, *kept) if special else (*kept, rule)
        return Wishes(rules=rules, do_not_disturb=self.do_not_disturb, waves=self.waves)

    def without(self, when: When | None = None) -> Wishes:
        """Without the rules for a moment, or without any."""
        kept = tuple(one for one in self.rules if when is not None and one.when is not when)
        return Wishes(rules=kept, do_not_disturb=self.do_not_disturb, waves=self.waves)

    def disturbed(self, *, may_be: bool) -> Wishes:
        """Open to calls, or not."""
        return Wishes(rules=self.rules, do_not_disturb=not may_be, waves=self.waves)

    def following(self, waves: Sequence[Wave]) -> Wishes:
        """With other phones to ring."""
        return Wishes(rules=self.rules, do_not_disturb=self.do_not_disturb, waves=tuple(waves))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to remember."""
        return not (self.rules or self.do_not_disturb or self.waves)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Wishes:
        """What `to_dict` wrote."""
        rules = tuple(
            Rule(**{**one, "when": When(one["when"]), "callers": tuple(one["callers"])})
            for one in data.get("rules", ())
        )
        waves = tuple(
            Wave(targets=tuple(one["targets"]), delay=one["delay"]) for one in data.get("waves", ())
        )
        quiet = bool(data.get("do_not_disturb"))
        return cls(rules=rules, do_not_disturb=quiet, waves=waves)


def _replaces(new: Rule, old: Rule) -> bool:
    return (new.when, new.callers, new.hours) == (old.when, old.callers, old.hours)


NO_WISHES = Wishes()


def check(company: Company, extension: str, wishes: Wishes) -> None:
    """Whether a person's wishes can be carried out.

    Raises:
        BadForwarding: a number nobody can be reached by, an unknown schedule, too much of it.
    """
    if len(wishes.rules) > MOST_RULES:
        raise BadForwarding(f"at most {MOST_RULES} rules", f"правил не больше {MOST_RULES}")
    if len(wishes.waves) > MOST_WAVES or any(
        not 1 <= len(wave.targets) <= MOST_IN_WAVE for wave in wishes.waves
    ):
        raise BadForwarding(
            f"at most {MOST_WAVES} waves of 1 to {MOST_IN_WAVE} phones",
            f"волн не больше {MOST_WAVES}, в каждой от 1 до {MOST_IN_WAVE} телефонов",
        )
    for rule in wishes.rules:
        if rule.target == extension:
            raise BadForwarding(
                f"{extension} can't forward to {extension}",
                f"{extension} не может переводить звонки на {extension}",
            )
        if rule.hours is not None and rule.hours not in company.schedules:
            raise BadForwarding(
                f"there is no schedule {rule.hours!r}", f"расписания «{rule.hours}» нет"
            )
    for target in _targets(wishes):
        _check_target(company, target)
    for caller in (caller for rule in wishes.rules for caller in rule.callers):
        if not _CALLER.fullmatch(caller):
            raise BadForwarding(
                f"{caller!r} is no caller: +74950000001, +7495* or 101",
                f"«{caller}» — не звонящий: нужно +74950000001, +7495* или 101",
            )
    times = (*(rule.after for rule in wishes.rules), *(wave.delay for wave in wishes.waves))
    if any(time is not None and not 0 <= time <= LONGEST_TIME for time in times):
        raise BadForwarding(
            f"times are 0 to {LONGEST_TIME:g} seconds",
            f"время бывает от 0 до {LONGEST_TIME:g} секунд",
        )


def _targets(wishes: Wishes) -> Iterator[str]:
    yield from (rule.target for rule in wishes.rules)
    yield from (target for wave in wishes.waves for target in wave.targets)


def _check_target(company: Company, target: str) -> None:
    if not _TARGET.fullmatch(target):
        raise BadForwarding(
            f"{target!r} is neither an internal number nor one such as +74950000001",
            f"«{target}» — не внутренний номер и не номер, такой как +74950000001",
        )
    if target.startswith("+"):
        if company.number(target) is not None:
            raise BadForwarding(
                f"{target} is the company's own: name a person instead",
                f"{target} — номер самой компании: укажите сотрудника",
            )
    elif company.person(target) is None:
        raise BadForwarding(
            f"nobody has the internal number {target}", f"внутреннего номера {target} ни у кого нет"
        )
