"""Let the caller reach a person by internal number or by name."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field

from ringtree.company.model import Company, Person
from ringtree.company.node import node_type
from ringtree.company.prompt import Prompt
from ringtree.flows.control import CallControl, DialOutcome, DialRequest, Forwarding, Spoken
from ringtree.flows.lookup import Lookup
from ringtree.flows.meanwhile import Meanwhile
from ringtree.flows.node import OneOrMore, Prompts, all_different
from ringtree.flows.nodes.dial import FORWARDING, RingTime, Target, named_targets
from ringtree.prompts.names import PressKey, ToReach
from ringtree.prompts.phrases import (
    ASK_NAME,
    ASK_NUMBER,
    ASK_NUMBER_OR_NAME,
    NOBODY_FOUND,
    TOO_MANY_FOUND,
    Phrase,
)
from ringtree.prompts.phrases import NO_INPUT as NOTHING_PRESSED

NO_INPUT = "no_input"
NO_MATCH = "no_match"
#: People offered by name at once; more is a list nobody listens to.
MOST_OFFERED = 5


class SearchBy(StrEnum):
    """What a caller may type."""

    NUMBER = "number"
    NAME = "name"
    BOTH = "both"


_QUESTIONS = {
    SearchBy.NUMBER: ASK_NUMBER,
    SearchBy.NAME: ASK_NAME,
    SearchBy.BOTH: ASK_NUMBER_OR_NAME,
}


@node_type("directory")
class Directory(Meanwhile):
    """Finds a person by internal number, or by the first letters of any part of the name.

    Names are spelled on the keys, Russian letters or English ones. Whoever is found by name is
    offered in words and chosen by a key; a number is dialled at once. Then it goes on as in a
    dial node.
    """

    title: ClassVar[str] = "Directory"
    fixed_exits: ClassVar[tuple[str, ...]] = (
        *(outcome.value for outcome in DialOutcome),
        NO_INPUT,
        NO_MATCH,
    )
    unwired_exits: ClassVar[frozenset[str]] = frozenset(outcome.value for outcome in DialOutcome)
    finishing_exits: ClassVar[frozenset[str]] = frozenset({DialOutcome.ANSWERED.value})
    waits_for_caller: ClassVar[bool] = True

    type: Literal["directory"] = "directory"
    by: SearchBy = Field(default=SearchBy.BOTH, description="what the caller may type")
    prompt: Prompts = Field(default=(), description="what the caller hears; none: a usual question")
    people: Annotated[
        tuple[Target, ...], *OneOrMore, Field(max_length=100), AfterValidator(all_different)
    ] = Field(
        default=(),
        description="internal numbers and groups that may be reached; none: everybody",
        json_schema_extra={"widget": "people"},
    )
    attempts: int = Field(
        default=3, ge=1, le=10, description="how often the caller is asked before giving up"
    )
    timeout: float = Field(
        default=5.0, ge=0.5, le=60, description="seconds to wait after the prompt for a key"
    )
    inter_digit_timeout: float = Field(
        default=2.0, ge=0.3, le=10, description="seconds to wait for a further key"
    )
    ring_time: RingTime = Field(default=25.0, description="seconds to ring before no_answer")
    forwarding: Forwarding = FORWARDING

    def prompts(self) -> Iterator[Prompt]:
        """The question, and what is said while it rings."""
        yield from self.prompt
        yield from super().prompts()

    def phrases(self, company: Company) -> Iterator[Phrase]:
        """Everybody who may be offered by name."""
        if self.by is not SearchBy.NUMBER:
            yield from (ToReach(person.name) for person in self._people(company))
            yield from (PressKey(key) for key in range(1, MOST_OFFERED + 1))

    def references(self) -> Iterator[tuple[str, str]]:
        """The people and groups, if they are listed."""
        return named_targets(self.people)

    async def run(self, call: CallControl) -> str:
        """Ask until somebody is found or the attempts are used up, and ring who was found."""
        lookup = Lookup(
            self._people(call.company),
            by_number=self.by is not SearchBy.NAME,
            by_name=self.by is not SearchBy.NUMBER,
        )
        question: tuple[Spoken, ...] = self.prompt or (_QUESTIONS[self.by],)
        typed = ""
        for attempt in range(1, self.attempts + 1):
            await call.play(*question, interruptible=True)
            typed = await lookup.read(call, patience=self.timeout, between=self.inter_digit_timeout)
            call.note(attempts=attempt)
            found = await self._choose(call, lookup, typed)
            if found is not None:
                return await self._dial(call, found)
        return NO_MATCH if typed else NO_INPUT

    async def _choose(self, call: CallControl, lookup: Lookup, typed: str) -> Person | None:
        """Who is meant, asked for if it is not certain; whoever is not found is said so."""
        person, named = lookup.person(typed), lookup.named(typed)
        if person is not None and not named:
            return person
        offered = [person, *(one for one in named if one is not person)] if person else named
        if not offered:
            call.forget_digits()
            await call.play(NOBODY_FOUND if typed else NOTHING_PRESSED, interruptible=True)
            return None
        if len(offered) > MOST_OFFERED:
            await call.play(TOO_MANY_FOUND, interruptible=True)
            return None
        return await self._offer(call, offered)

    async def _offer(self, call: CallControl, people: list[Person]) -> Person | None:
        choices = [
            part
            for key, person in enumerate(people, 1)
            for part in (ToReach(person.name), PressKey(key))
        ]
        await call.play(*choices, interruptible=True)
        key = await call.read_digits(count=1, patience=self.timeout)
        return people[int(key) - 1] if key.isdigit() and 0 < int(key) <= len(people) else None

    def _people(self, company: Company) -> list[Person]:
        """Everybody who may be reached, in the order of the document."""
        allowed: set[str] = set()
        for name in self.people:
            group = company.groups.get(name)
            allowed.update(group.extensions if group else (name,))
        return [one for one in company.people if not self.people or one.extension in allowed]

    async def _dial(self, call: CallControl, person: Person) -> str:
        call.note(found=person.extension)
        targets = (person.extension,)
        outcome = await call.dial(
            DialRequest(
                targets=targets,
                ring_time=self.ring_time,
                sound=self.sound,
                forwarding=self.forwarding,
            )
        )
        return outcome.value
