"""What the callers of a company may come to hear, and in which languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ringtree.company.model import Company
from ringtree.company.prompt import Language, Prompt
from ringtree.company.queue import Queue
from ringtree.prompts.mailbox_phrases import greeting_phrases, mailbox_phrases
from ringtree.prompts.number_prompts import number_prompts
from ringtree.prompts.phrases import SAYINGS, Phrase, queue_phrases
from ringtree.prompts.waiting import wait_phrases


@dataclass(frozen=True, slots=True)
class Spoken:
    """Something to be played, the language of whoever hears it, and where it comes from."""

    prompt: Prompt | Phrase
    language: Language
    where: str


def spoken_parts(company: Company) -> Iterator[Spoken]:
    """Everything, once: prompts of every node, then the system's phrases, then the queues'."""
    seen: set[tuple[Prompt | Phrase, Language]] = set()
    for part in _all_parts(company):
        if (identity := (part.prompt, part.language)) not in seen:
            seen.add(identity)
            yield part


def _all_parts(company: Company) -> Iterator[Spoken]:
    languages = _languages(company)
    for tree in company.trees.values():
        for name, node in tree.nodes.items():
            for prompt in (*node.prompts(), *node.phrases(company)):
                if isinstance(prompt, Prompt) and prompt.has_values:
                    continue  # its words are known only during a call
                for language in languages:
                    yield Spoken(prompt, language, f"tree {tree.name}, node {name}")
    yield from _number_parts(company)
    yield from _schedule_parts(company, languages)
    yield from _mailbox_parts(company)
    for language in languages:
        for saying in SAYINGS:
            yield Spoken(saying, language, f"phrase {saying.en!r}")
    yield from _queue_parts(company)


def _number_parts(company: Company) -> Iterator[Spoken]:
    """What numbers say before their tree."""
    for number in company.numbers:
        language = number.language or company.language
        for prompt in number_prompts(number, language):
            if not prompt.has_values:
                yield Spoken(prompt, language, f"number {number.number}")


def _schedule_parts(company: Company, languages: Iterable[Language]) -> Iterator[Spoken]:
    """What hours nodes say on days that differ."""
    for name, schedule in company.schedules.items():
        for prompt in schedule.prompts():
            if not prompt.has_values:
                yield from (Spoken(prompt, one, f"schedule {name}") for one in languages)


def _mailbox_parts(company: Company) -> Iterator[Spoken]:
    """Greetings, and what is said to those who listen; only where there are mailboxes."""
    for name, box in company.mailboxes.items():
        language = box.language or company.language
        for prompt in box.greetings.prompts():
            if not prompt.has_values:
                yield Spoken(prompt, language, f"mailbox {name}")
        yield from (
            Spoken(phrase, language, f"mailbox {name}")
            for phrase in (
                *greeting_phrases(box.title, is_person=box.person is not None),
                *mailbox_phrases(),
            )
        )


def _languages(company: Company) -> tuple[Language, ...]:
    """The company's language first, then those of its numbers, queues and nodes."""
    spoken: dict[Language, None] = {company.language: None}
    spoken.update((number.language, None) for number in company.numbers if number.language)
    spoken.update((queue.language, None) for queue in company.queues.values() if queue.language)
    spoken.update((box.language, None) for box in company.mailboxes.values() if box.language)
    for tree in company.trees.values():
        spoken.update((one, None) for node in tree.nodes.values() for one in node.languages())
    return tuple(spoken)


def _queue_parts(company: Company) -> Iterator[Spoken]:
    """The queues' own; one without a language speaks that of the number the caller dialled."""
    for queue in company.queues.values():
        languages = (queue.language,) if queue.language else _languages(company)
        for language in languages:
            for prompt in queue.prompts():
                yield Spoken(prompt, language, f"queue {queue.name}")
            for phrase in _phrases(queue):
                yield Spoken(phrase, language, f"queue {queue.name}")


def _phrases(queue: Queue) -> Iterator[Phrase]:
    """What is said of itself; how long a caller has waited, to an agent, is spoken when it is."""
    if queue.announce_place:
        yield from queue_phrases(queue.announce_limit)
    if queue.announce_wait:
        yield from wait_phrases()
