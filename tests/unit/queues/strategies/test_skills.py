from __future__ import annotations

from ringtree.queues.candidate import Candidate, Circumstances
from ringtree.queues.needs import Needs
from ringtree.queues.settings import Terms
from ringtree.queues.strategies.skills import missing, skills
from tests.unit.queues.story import Story, after, joins, queue, rings


def test_who_is_short_of_fewest_preferred_levels_comes_first():
    found = [
        Candidate("101", 0, None, skills={"english": 1}),
        Candidate("102", 1, 5.0, skills={"english": 3, "tax": 1}),
        Candidate("103", 2, 2.0, skills={"english": 9}),
    ]
    waves = skills(found, Circumstances(preferred={"english": 3, "tax": 1}))
    assert [wave[0].extension for wave in waves] == ["102", "103", "101"]


def test_more_than_enough_of_one_skill_does_not_make_up_for_another():
    assert missing({"english": 9}, {"english": 2, "tax": 2}) == 2


def test_required_levels_come_down_over_time_by_any_strategy():
    terms = {"101": Terms(skills={"english": 1}), "102": Terms(skills={})}
    settings = {"terms": terms, "required": {"english": 3}, "relax_every": 10}
    (
        Story(queue("sales", "101", "102", strategy="ring_all", **settings))
        >> joins("anna")
        >> after(19.9)
        >> after(0.1) << rings("101", caller="anna")
        >> after(10) << rings("102", caller="anna")
    ).done()  # fmt: skip


def test_what_is_required_for_ever_waits_for_ever():
    (Story(queue("sales", "101", required={"english": 1})) >> joins("anna") >> after(599)).done()


def test_a_caller_may_need_more_than_the_queue_asks_for():
    terms = {"102": Terms(skills={"tax": 2})}
    story = Story(queue("sales", "101", "102", terms=terms))
    story.engine.join("anna", "sales", 0.0, needs=Needs(required={"tax": 2}))
    story.carry_out()
    (story << rings("102", caller="anna")).done()
