"""What the callers of a number walk: its tree, or a small one made of the number's own settings.

Greeting, notice, hours and a direct destination are nodes like any others, so that trace, record
and simulation tell of them as of any tree.
"""

from __future__ import annotations

from typing import Any

from ringtree.company.mailbox import Situation
from ringtree.company.model import Company, Number, Tree
from ringtree.company.node import TreeNode
from ringtree.flows.control import DialOutcome
from ringtree.flows.nodes.branch import Branch
from ringtree.flows.nodes.dial import Dial
from ringtree.flows.nodes.greeting import Greeting
from ringtree.flows.nodes.hang_up import HangUp
from ringtree.flows.nodes.hours import HoursNode
from ringtree.flows.nodes.queue import QueueNode
from ringtree.flows.nodes.voicemail import Voicemail
from ringtree.prompts.number_prompts import closed_prompt, number_prompts

NAME = "number"
#: Seconds a person's phones ring for a caller from outside.
RING_TIME = 60.0

_SITUATIONS = {
    DialOutcome.BUSY: Situation.BUSY,
    DialOutcome.NO_ANSWER: Situation.NO_ANSWER,
    DialOutcome.UNREACHABLE: Situation.UNREACHABLE,
}


def tree_of(company: Company, number: Number) -> Tree:
    """The tree that callers of a number walk."""
    if number.is_plain and number.tree is not None:
        return company.trees[number.tree]
    return _Maker(company, number).tree()


class _Maker:
    """Puts nodes together, the last first: each has to know where it leads."""

    def __init__(self, company: Company, number: Number) -> None:
        self._company = company
        self._number = number
        self._language = number.language or company.language
        self._nodes: dict[str, TreeNode] = {}

    def tree(self) -> Tree:
        start = self._destination()
        if self._number.schedule is not None:
            start = self._hours(self._number.schedule, start)
        if prompts := number_prompts(self._number, self._language):
            start = self._add("greeting", Greeting, prompt=prompts, exits={"next": start})
        return Tree(name=NAME, start=start, nodes=self._nodes)

    def _add(self, name: str, kind: type[TreeNode], **settings: Any) -> str:
        self._nodes[name] = kind.model_validate({"type": _TYPES[kind], **settings})
        return name

    def _destination(self) -> str:
        number = self._number
        if number.person is not None:
            return self._person(number.person)
        if number.queue is not None:
            return self._add("queue", QueueNode, queue=number.queue)
        if number.mailbox is not None:
            return self._add("mailbox", Voicemail, mailbox=number.mailbox)
        return self._add("tree", Branch, tree=number.tree)

    def _person(self, extension: str) -> str:
        """The person, and behind it the mailbox that takes over in the person's absence."""
        person = self._company.person(extension)
        own = person.voicemail if person is not None else None
        ring_time, exits = RING_TIME, {}
        if own is not None and own.mailbox in self._company.mailboxes:
            for outcome, situation in _SITUATIONS.items():
                if situation in own.when:
                    exits[outcome.value] = self._add(
                        f"mailbox_{outcome.value}",
                        Voicemail,
                        mailbox=own.mailbox,
                        situation=situation,
                    )
            if Situation.NO_ANSWER in own.when:
                ring_time = max(3.0, min(ring_time, own.after))
        return self._add(
            "person",
            Dial,
            targets=(extension,),
            ring_time=ring_time,
            forwarding=self._number.forwarding,
            exits=exits,
        )

    def _hours(self, schedule: str, open_: str) -> str:
        if self._number.closed is not None:
            closed = self._add("closed", Branch, tree=self._number.closed)
        else:
            words = closed_prompt(schedule, self._language)
            closed = self._add("closed", HangUp, prompt=(words,))
        exits = {"open": open_, "closed": closed}
        return self._add("hours", HoursNode, schedule=schedule, exits=exits)


_TYPES: dict[type[TreeNode], str] = {
    Branch: "branch",
    Dial: "dial",
    Greeting: "greeting",
    HangUp: "hang_up",
    HoursNode: "hours",
    QueueNode: "queue",
    Voicemail: "voicemail",
}
