from __future__ import annotations

from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import Terms
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    conversation_ends,
    joins,
    leaves,
    queue,
    rings,
)

ANSWERED = QueueOutcome.ANSWERED


def in_wrap_up(story: Story) -> Story:
    story >> joins("anna") << rings("101", caller="anna")
    story >> answers("101") << connects("anna", "101") >> after(60)
    return story >> conversation_ends("anna") << leaves("anna", ANSWERED)


def ends(extension: str):
    return lambda s: s.engine.end_wrap_up(extension, s.now)


def extends(extension: str, seconds: float):
    return lambda s: s.engine.extend_wrap_up(extension, seconds, s.now)


def test_a_wrap_up_holds_in_every_queue_not_only_in_the_one_of_the_call():
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=15), queue("vip", "101", wrap_up=0)))
    story >> joins("boris", "vip")
    story >> after(14.9)
    (story >> after(0.1) << rings("101", caller="boris")).done()


def test_a_person_may_need_longer_or_no_time_at_all():
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=15, terms={"101": Terms(wrap_up=40)})))
    story >> joins("boris") >> after(39.9)
    (story >> after(0.1) << rings("101", caller="boris")).done()
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=15, terms={"101": Terms(wrap_up=0)})))
    (story >> joins("boris") << rings("101", caller="boris")).done()


def test_the_agent_may_end_it_early():
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=60))) >> joins("boris") >> after(5)
    (story >> ends("101") << rings("101", caller="boris")).done()


def test_the_agent_may_extend_it():
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=10))) >> joins("boris") >> after(5)
    story >> extends("101", 20) >> after(24.9)
    (story >> after(0.1) << rings("101", caller="boris")).done()


def test_without_a_wrap_up_there_is_nothing_to_end_or_extend():
    story = Story(queue("sales", "101"))
    assert not story.engine.end_wrap_up("101", 0.0)
    assert not story.engine.extend_wrap_up("101", 30, 0.0)


def test_what_the_conversation_took_is_remembered_for_estimates_and_strategies():
    story = in_wrap_up(Story(queue("sales", "101", wrap_up=10)))
    found = story.engine._floor.queues["sales"]
    assert list(found.handling) == [70.0]
    assert (found.standings["101"].calls, found.standings["101"].talk_time) == (1, 60.0)
