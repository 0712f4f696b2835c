"""Queues: served by people who can, with music there is and words that are known beforehand."""

from __future__ import annotations

from collections.abc import Iterator

from ringtree.company.both import Both
from ringtree.company.lint_rule import Found, Subject, rule
from ringtree.company.model import Company
from ringtree.company.problem import Severity
from ringtree.company.queue import Queue

THEIR_SKILLS = Both("skills of people who serve it", "навыки тех, кто её обслуживает")
WITHOUT_BRACES = Both("text without braces", "текст без фигурных скобок")
#: The music that is shipped needs no upload.
DEFAULT_MUSIC = "default"


@rule(
    "terms-without-agent",
    Both(
        "Name the agent in `agents`, or remove the entry.",
        "Укажите оператора в `agents` или удалите эту запись.",
    ),
    Severity.WARNING,
)
def terms_are_of_agents(subject: Subject) -> Iterator[Found]:
    """Terms of somebody who does not serve the queue, and times of a tier nobody is of."""
    for name, queue in subject.company.queues.items():
        for agent in queue.terms:
            if agent not in queue.agents:
                message = Both(
                    f"{agent} has terms but does not serve the queue",
                    f"для {agent} заданы условия, но эту очередь он не обслуживает",
                )
                yield Found(message, ("queues", name, "terms"), ", ".join(queue.agents))
        tiers = {queue.terms[agent].tier for agent in queue.agents if agent in queue.terms} | {1}
        for tier in queue.tiers:
            if tier not in tiers:
                message = Both(
                    f"no agent is of tier {tier}", f"в очереди нет операторов уровня {tier}"
                )
                yield Found(message, ("queues", name, "tiers"), _listed(tiers))


@rule(
    "skill-nobody-has",
    Both(
        "Give somebody the skill, lower the level, or relax it over time.",
        "Дайте кому-нибудь этот навык, снизьте уровень или смягчайте его со временем.",
    ),
)
def skills_are_there(subject: Subject) -> Iterator[Found]:
    """A level that no agent of the queue has, and that never comes down: callers wait in vain."""
    for name, queue in subject.company.queues.items():
        if queue.skills.relax_every is not None or not queue.agents:
            continue
        if not any(_suits(subject.company, queue, agent) for agent in queue.agents):
            needed = ", ".join(f"{skill} {level}" for skill, level in queue.skills.required.items())
            message = Both(
                f"no agent has all that is required: {needed}",
                f"ни у одного оператора нет всего, что требуется: {needed}",
            )
            yield Found(message, ("queues", name, "skills"), THEIR_SKILLS)


def _suits(company: Company, queue: Queue, agent: str) -> bool:
    person = company.person(agent)
    has = person.skills if person else {}
    return all(has.get(skill, 0) >= level for skill, level in queue.skills.required.items())


@rule(
    "unknown-music",
    Both(
        "Upload it with `ringtree upload`, or name music there is.",
        "Загрузите музыку командой `ringtree upload` или выберите имеющуюся.",
    ),
)
def music_is_there(subject: Subject) -> Iterator[Found]:
    """Music that a queue names is the shipped, or an uploaded recording."""
    if (known := subject.recordings) is None:
        return
    for name, queue in subject.company.queues.items():
        for track in queue.tracks:
            if track != DEFAULT_MUSIC and track not in known:
                message = Both(f"there is no recording {track!r}", f"нет записи «{track}»")
                allowed = ", ".join((DEFAULT_MUSIC, *sorted(known)))
                yield Found(message.hinted(track, known), ("queues", name, "music"), allowed)


@rule(
    "value-in-queue-prompt",
    Both(
        "Say it in a greeting node before the queue.",
        "Скажите это в узле greeting перед очередью.",
    ),
)
def queue_prompts_are_fixed(subject: Subject) -> Iterator[Found]:
    """What every caller of a queue hears names no value of one call."""
    for name, queue in subject.company.queues.items():
        for prompt in queue.prompts():
            if prompt.has_values:
                message = Both(
                    f"a queue's prompt can't say values: {prompt.text!r}",
                    f"сообщения очереди не могут содержать значений: «{prompt.text}»",
                )
                yield Found(message, ("queues", name), WITHOUT_BRACES)


def _listed(tiers: set[int]) -> str:
    return ", ".join(map(str, sorted(tiers)))
