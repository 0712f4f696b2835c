"""The company that templates are tried with, and calls to it."""

from __future__ import annotations

from datetime import UTC, datetime

import ringtree.flows.nodes
import ringtree.templates.kinds  # noqa: F401 - registers them, as the nodes' types are above
from ringtree.company import text
from ringtree.flows.simulation.cases import moment_of
from ringtree.flows.simulation.script import Agents, Story
from ringtree.flows.simulation.simulate import simulate
from ringtree.records.record import CallRecord
from ringtree.templates.basics import Basics
from ringtree.templates.register import TEMPLATES

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BASICS = Basics(
    code="vasilek",
    name='ООО "Василёк" {1}',
    language="ru",
    timezone="Europe/Moscow",
    number="+74951234567",
    trunk=("203.0.113.0/24",),
    people=(("101", "Анна"), ("102", "Борис"), ("103", "Вера")),
    mail="office@vasilek.example",
)


def call(template: str, at: str, press: str = "", agents: str = "free") -> CallRecord:
    """What becomes of a caller."""
    company = text.load(TEMPLATES[template].text(BASICS))
    story = Story(
        to=company.main_number or "",
        caller="+79210000000",
        at=moment_of(company, at, NOW),
        press=press,
        agents=Agents.parse(agents),
    )
    return simulate(company, story).record


def way(record: CallRecord) -> list[str]:
    """The nodes that a caller came by."""
    return [entry.node for entry in record.trace]
