from __future__ import annotations

from dataclasses import fields

from ringtree.company.model import Company, Person
from ringtree.company.queue import Queue, ServiceTarget, Terms
from ringtree.queues.published import settings_of
from ringtree.queues.settings import Absence, QueueSettings

#: Settings that have another name in the document, or come with a part of it.
ELSEWHERE = {"key", "no_answer_pause", "retry_pause", "required", "preferred", "relax_every",
             "callback_first", "level_within", "level_short"}  # fmt: skip


def company(queue: Queue) -> Company:
    ann = Person(extension="101", name="Ann", skills={"tax": 3}, wrap_up=30)
    return Company(code="a", name="A", language="en", timezone="UTC", people=(ann,),
                   queues={"q": queue})  # fmt: skip


def test_every_setting_of_the_engine_comes_from_the_document() -> None:
    names = {field.name for field in fields(QueueSettings)} - ELSEWHERE
    assert names <= set(Queue.model_fields)


def test_an_untouched_queue_means_what_the_engine_takes_for_granted() -> None:
    queue = Queue(name="q", title="Q", agents=())
    assert settings_of(company(queue), queue) == QueueSettings(key="q")


def test_a_persons_skills_and_own_wrap_up_go_along() -> None:
    queue = Queue(
        name="q", title="Q", agents=("101", "+79161234567"), terms={"101": Terms(tier=2)},
        join_unless=("busy",), periodic=("One", "Two"),
    )  # fmt: skip
    settings = settings_of(company(queue), queue)
    ann = settings.terms_of("101")
    assert (ann.tier, ann.wrap_up, ann.skills) == (2, 30.0, {"tax": 3})
    assert settings.terms_of("+79161234567").wrap_up is None
    assert settings.join_unless == {Absence.BUSY} and settings.periodic == 2


def test_what_the_queue_is_measured_by_goes_along() -> None:
    level = ServiceTarget(within=60, short=3)
    queue = Queue(name="q", title="Q", agents=(), target=level)
    settings = settings_of(company(queue), queue)
    assert (settings.level_within, settings.level_short) == (60, 3)
