"""From a way through the trees to the call that takes it: which keys, and how people behave."""

from __future__ import annotations

from ringtree.company.case import WAIT
from ringtree.company.model import Company, Number
from ringtree.flows.node import FlowNode
from ringtree.flows.nodes.outside import Outside
from ringtree.flows.nodes.queue import QueueNode
from ringtree.flows.nodes.webhook import Webhook
from ringtree.flows.proof.finding import Example
from ringtree.flows.proof.situations import Situation
from ringtree.flows.proof.walk import Step
from ringtree.flows.requests import WebhookOutcome
from ringtree.flows.simulation.script import Manner

_KEYS = "9876543210*#"
#: How people have to behave for a node that rings them to be left by this exit.
_MANNERS = {
    "answered": Manner.FREE,
    "busy": Manner.BUSY,
    "no_answer": Manner.AWAY,
    "unreachable": Manner.NONE,
    "overflow": Manner.BUSY,
    "nobody": Manner.NONE,
    "deserted": Manner.NONE,
}


def example_of(
    company: Company, number: Number, situation: Situation, way: list[Step], load: Manner | None
) -> Example:
    """The call that goes this way; from its end on everybody behaves by `load`."""
    pressed: list[str] = []
    manners: dict[str, Manner] = {}
    for step in way:
        node = company.trees[step.state.tree].nodes.get(step.state.node)
        if isinstance(node, FlowNode):
            pressed += _keys(company, node, step.exit)
            if step.exit in _MANNERS:
                for who in _people(company, node):
                    manners.setdefault(who, _MANNERS[step.exit])
    usual = load or next(iter(manners.values()), Manner.FREE)
    others = [
        f"{who}={how}"
        for who, how in manners.items()
        if how is not (Manner.FREE if who.startswith("+") else usual)
    ]
    return Example(
        to=number.number,
        caller=situation.caller,
        at=situation.at,
        press=",".join(pressed),
        agents=",".join((usual.value, *others)),
        way=tuple(_told(company, step) for step in way),
        webhook=_answered(company, way),
    )


def _told(company: Company, step: Step) -> str:
    """As the call's trace has it: its own tree has another name there than among the company's."""
    return f"{company.trees[step.state.tree].name}/{step.state.node}:{step.exit}"


def _answered(company: Company, way: list[Step]) -> str:
    """What servers answer: one word for all of them, so the last one asked decides."""
    asked = [
        step.exit
        for step in way
        if isinstance(company.trees[step.state.tree].nodes.get(step.state.node), Webhook)
    ]
    return asked[-1] if asked else WebhookOutcome.FAILED.value


def _dialled(company: Company, node: FlowNode) -> list[str]:
    """The internal number that a caller types who is asked for one: anybody's who may be."""
    named = _people(company, node) or [person.extension for person in company.people]
    return named[:1]


def _keys(company: Company, node: FlowNode, exit_name: str) -> list[str]:
    if isinstance(node, QueueNode) and node.choices:
        return [exit_name if exit_name in node.choices else WAIT]
    if not node.waits_for_caller:
        return []
    attempts = int(getattr(node, "attempts", 1))
    if exit_name == "no_input":
        return [WAIT] * attempts
    choices: tuple[str, ...] = getattr(node, "choices", ())
    if exit_name in _MANNERS:
        return _dialled(company, node)
    if exit_name == "no_match":
        wrong = next((key for key in _KEYS if not any(c.startswith(key) for c in choices)), "")
        return [wrong or choices[0][:1] * 9] * attempts
    return [exit_name] if exit_name in choices else []


def _people(company: Company, node: FlowNode) -> list[str]:
    """Whom a node rings."""
    found: list[str] = []
    if isinstance(node, Outside):
        found.append(node.number)
    for kind, name in node.references():
        if kind == "extension":
            found.append(name)
        elif kind == "group" and name in company.groups:
            found += company.groups[name].extensions
        elif kind == "queue" and name in company.queues:
            found += company.queues[name].agents
    return found
