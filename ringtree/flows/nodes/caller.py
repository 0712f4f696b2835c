"""Send callers different ways by who they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal, Self

import phonenumbers
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ringtree.company.both import Both
from ringtree.company.caller_list import CallerPattern, CallerPatterns
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Company, Key
from ringtree.company.node import node_type
from ringtree.company.problem import Severity
from ringtree.explained import Explained
from ringtree.flows.callers import country_of, international
from ringtree.flows.control import CallControl
from ringtree.flows.node import FlowNode, OneOrMore

OTHER = "other"


def _country(code: str) -> str:
    if code not in phonenumbers.SUPPORTED_REGIONS:
        raise Explained(
            f"{code!r} is no country's code such as RU or DE [ISO 3166]",
            f"«{code}» — не код страны, такой как RU или DE [ISO 3166]",
        )
    return code


Country = Annotated[str, AfterValidator(_country)]


class CallerRule(BaseModel):
    """Which callers one exit is for: those who fit anything that is said here."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    numbers: Annotated[tuple[CallerPattern, ...], *OneOrMore] = Field(
        default=(),
        max_length=200,
        description="numbers, and beginnings of numbers with a star: +7495*",
    )
    lists: Annotated[tuple[Key, ...], *OneOrMore] = Field(
        default=(), max_length=20, description="names of the company's lists of callers"
    )
    countries: Annotated[tuple[Country, ...], *OneOrMore] = Field(
        default=(), max_length=250, description="countries by their codes: RU, DE"
    )
    anonymous: bool = Field(default=False, description="callers who withhold their number")

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if not (self.numbers or self.lists or self.countries or self.anonymous):
            raise Explained(
                "must say who: numbers, lists, countries or anonymous: true",
                "нужно сказать кто: numbers, lists, countries или anonymous: true",
            )
        return self

    @cached_property
    def _patterns(self) -> CallerPatterns:
        return CallerPatterns(self.numbers)

    def why(self, number: str, company: Company) -> str | None:
        """What a caller with this number fits here, in a word for the trace; None: nothing."""
        if not number:
            return "anonymous" if self.anonymous else None
        if number in self._patterns:
            return "numbers"
        for name in self.lists:
            if number in company.lists[name]:
                return name
        return country if (country := country_of(number)) in self.countries else None


@node_type("caller")
class Caller(FlowNode):
    """Sends a caller the way of the first rule that fits, else by `other`.

    A rule names numbers and beginnings of numbers, lists of the company's, countries, and those
    who withhold their number. Every rule is an exit.
    """

    title: ClassVar[str] = "Caller"
    fixed_exits: ClassVar[tuple[str, ...]] = (OTHER,)
    exits_from: ClassVar[str | None] = "rules"

    type: Literal["caller"] = "caller"
    rules: Mapping[Key, CallerRule] = Field(
        min_length=1, max_length=30, description="who takes which exit; the first that fits"
    )

    @model_validator(mode="after")
    def _other_is_taken(self) -> Self:
        if OTHER in self.rules:
            raise Explained(
                f"{OTHER} is the exit of those whom no rule fits, not a rule's",
                f"{OTHER} — выход для тех, кому не подошло ни одно правило, а не имя правила",
            )
        return self

    def references(self) -> Iterator[tuple[str, str]]:
        """The lists."""
        return (("list", name) for one in self.rules.values() for name in one.lists)

    async def run(self, call: CallControl) -> str:
        """Leave by the first rule that fits."""
        number = international(call.caller, call.company)
        for name, one in self.rules.items():
            if (why := one.why(number, call.company)) is not None:
                call.note(by=why)
                return name
        return OTHER


@rule(
    "shadowed-rule",
    Both(
        "Move the narrower rule up, or remove what an earlier rule takes.",
        "Переставьте более узкое правило выше или удалите то, что уже берёт другое.",
    ),
    Severity.WARNING,
)
def rules_are_reached(subject: Subject) -> Iterator[Found]:
    """A rule whose callers all fit earlier ones is never taken."""
    for place in subject.places():
        if isinstance(place.node, Caller):
            for name in _shadowed(place.node):
                message = Both(
                    f"all callers of the rule {name!r} fit rules before it",
                    f"всех звонящих правила «{name}» забирают правила перед ним",
                )
                allowed = Both("callers of its own", "свои звонящие")
                yield Found(message, place.path("rules", name), allowed)


def _shadowed(node: Caller) -> Iterator[str]:
    numbers: tuple[str, ...] = ()
    lists: set[str] = set()
    countries: set[str] = set()
    anonymous = False
    for name, one in node.rules.items():
        if (
            all(map(CallerPatterns(numbers).cover, one.numbers))
            and lists.issuperset(one.lists)
            and countries.issuperset(one.countries)
            and anonymous >= one.anonymous
        ):
            yield name
        numbers += one.numbers
        lists.update(one.lists)
        countries.update(one.countries)
        anonymous |= one.anonymous
