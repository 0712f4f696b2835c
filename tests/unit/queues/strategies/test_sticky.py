from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.decisions import StopReason
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.strategies.sticky import sticky
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
    stops,
)

ANNA = "+79161234567"


def test_who_knows_the_caller_comes_first_whatever_the_tier():
    found = [Candidate("101", 0, None), Candidate("102", 1, 5.0), Candidate("103", 2, 9.0, tier=2)]
    waves = sticky(found, Circumstances(known="103"))
    assert [wave[0].extension for wave in waves] == ["103", "101", "102"]
    waves = sticky(found, Circumstances(known="999"))
    assert [wave[0].extension for wave in waves] == ["101", "102", "103"]


def after_a_talk(**settings) -> Story:
    return (
        Story(queue("sales", "101", "102", strategy="sticky", wrap_up=0, **settings))
        >> joins("first", number=ANNA) << rings("101", caller="first")
        >> after(20) << stops("101", StopReason.NO_ANSWER) << rings("102", caller="first")
        >> answers("102") << connects("first", "102")
        >> after(60)
        >> conversation_ends("first") << leaves("first", QueueOutcome.ANSWERED)
    )  # fmt: skip


def test_the_caller_comes_to_the_same_agent_again_for_a_bounded_time():
    story = after_a_talk(sticky_for=3600)
    (story >> after(3599) >> joins("again", number=ANNA) << rings("102", caller="again")).done()
    story = after_a_talk(sticky_for=3600)
    (story >> after(3601) >> joins("later", number=ANNA) << rings("101", caller="later")).done()


def test_nobody_is_known_by_a_hidden_number():
    (after_a_talk() >> after(10) >> joins("hidden") << rings("101", caller="hidden")).done()


def test_a_caller_may_be_kept_for_the_agent_for_a_while():
    (
        after_a_talk(sticky_wait=30)
        >> joins("other", number="+79160000000") << rings("101", caller="other")
        >> answers("101") << connects("other", "101")
        >> joins("more") << rings("102", caller="more")
        >> joins("again", number=ANNA)
        >> conversation_ends("other") << leaves("other", QueueOutcome.ANSWERED)
        >> after(15)
        >> answers("102") << connects("more", "102")
        >> after(14.9)
        >> after(0.1) << rings("101", caller="again")
    ).done()  # fmt: skip
