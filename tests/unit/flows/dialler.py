"""Who dials a feature code in a test: `dialler("101", digits="1")`, with a `FakeCall` beside."""

from __future__ import annotations

from ringtree.company.model import Company, Person
from ringtree.flows.code import Dialler
from ringtree.flows.world import World

ACME = Company(
    code="acme",
    name="Acme",
    language="en",
    timezone="Europe/Moscow",
    people=(
        Person(extension="101", name="Ann"),
        Person(extension="102", name="Bob"),
    ),
)


def dialler(
    extension: str = "101", *, digits: str = "", company: Company = ACME, world: World | None = None
) -> Dialler:
    """One of the company's people."""
    person = company.person(extension)
    assert person is not None
    return Dialler(company=company, person=person, digits=digits, world=world or World())
