from __future__ import annotations

from ringtree.queues.decisions import Ring
from tests.unit.queues.story import (
    Story,
    after,
    ends_the_other_call,
    is_in_another_call,
    joins,
    queue,
    refuses,
    registers,
    rings,
    unregisters,
)


def test_agents_shared_by_queues_go_to_whoever_is_first_among_all():
    shared = ("101", "102", "103")
    story = Story(queue("sales", *shared), queue("support", *shared, strategy="ring_all"))
    for extension in shared:
        story >> unregisters(extension)
    story >> joins("anna", "sales") >> after(1) >> joins("boris", "support")
    story >> after(1) >> joins("vera", "sales")
    story >> registers("101") << rings("101", caller="anna")
    story >> registers("102") << rings("102", caller="boris")
    (story >> registers("103") << rings("103", caller="vera")).done()


def test_who_has_refused_the_first_caller_is_offered_the_next_one_behind():
    (
        Story(queue("sales", "101", refusal_pause=60))
        >> joins("anna") << rings("101", caller="anna")
        >> refuses("101")
        >> after(5)
        >> joins("boris") << rings("101", caller="boris")
    ).done()  # fmt: skip


def test_the_same_day_makes_the_same_decisions():
    def day() -> list[object]:
        story = Story(queue("a", "101", "102"), queue("b", "102", "103"), queue("c", "101", "103"))
        for extension in ("101", "102", "103"):
            story >> is_in_another_call(extension)
        for number, key in enumerate("abcabc"):
            story >> joins(f"caller{number}", key)
        for extension in ("103", "101", "102"):
            ends_the_other_call(extension)(story)
            story.carry_out()
        return [decision for decision in story.pending if isinstance(decision, Ring)]

    assert day() == day() and len(day()) == 3
