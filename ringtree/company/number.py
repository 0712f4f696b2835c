"""A number of the company: where it comes from and what happens to its callers."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from ringtree.company.forwarding import Forwarding
from ringtree.company.part import E164, Extension, Key, Part, Title
from ringtree.company.prompt import Language, Prompt
from ringtree.explained import Explained

#: What a number may lead to; exactly one of them.
DESTINATIONS = ("tree", "person", "queue", "mailbox")


class Number(Part):
    """A number of the public network, the trunk it comes over and where its callers get to."""

    number: E164
    trunk: Key
    tree: Key | None = Field(default=None, description="the tree its callers enter")
    person: Extension | None = Field(default=None, description="or the internal number that rings")
    queue: Key | None = Field(default=None, description="or the queue they wait in")
    mailbox: Key | None = Field(default=None, description="or the mailbox they speak into")
    name: Title | None = Field(
        default=None, description="what people call this number; shown to whoever is rung"
    )
    language: Language | None = Field(default=None, description="instead of the company's")
    greeting: Prompt | None = Field(default=None, description="heard before anything else")
    recording_notice: bool = Field(
        default=False, description="whether callers are told that the call may be recorded"
    )
    schedule: Key | None = Field(default=None, description="hours of this number's own")
    closed: Key | None = Field(
        default=None, description="outside of them: the tree to enter; else the hours are said"
    )

    forwarding: Forwarding = Field(
        default=Forwarding.INSIDE,
        description="with `person`, whether that person's forwarding is followed: to colleagues"
        " only, with `follow` to numbers outside as well, or not at all",
    )

    @model_validator(mode="after")
    def _leads_to_one_place(self) -> Self:
        given = [name for name in DESTINATIONS if getattr(self, name) is not None]
        if len(given) != 1:
            wanted = ", ".join(DESTINATIONS)
            raise Explained(
                f"a number leads to exactly one of {wanted}, not {len(given)}",
                f"номер ведёт ровно в одно место из {wanted}, а указано {len(given)}",
            )
        if self.closed is not None and self.schedule is None:
            raise Explained(
                "closed has a meaning only with a schedule",
                "closed имеет смысл только вместе с schedule",
            )
        if self.person is None and self.forwarding is not Forwarding.INSIDE:
            raise Explained(
                "forwarding has a meaning only with a person",
                "forwarding имеет смысл только вместе с person",
            )
        return self

    @property
    def is_plain(self) -> bool:
        """Whether its callers enter the tree with nothing before it."""
        return self.tree is not None and not (
            self.greeting or self.recording_notice or self.schedule
        )
