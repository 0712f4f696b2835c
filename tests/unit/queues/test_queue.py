from __future__ import annotations

from ringtree.queues.entry import Entry
from ringtree.queues.needs import Needs
from ringtree.queues.queue import Queue
from ringtree.queues.settings import QueueSettings
from ringtree.queues.statistics import Counters
from ringtree.queues.strategies import STRATEGIES


def a_queue(*waiting: tuple[str, float, int]) -> tuple[Queue, dict[str, Entry]]:
    queue = Queue(QueueSettings(key="sales"), STRATEGIES["ring_all"], Counters())
    entries = {}
    for number, (name, joined, priority) in enumerate(waiting):
        entries[name] = Entry(name, queue, joined, number=number, needs=Needs(priority=priority))
        queue.enter_line(entries[name])
    return queue, entries


def names(queue: Queue) -> list[str]:
    return [entry.entry_id for entry in queue.line]


def test_the_line_is_ordered_by_priority_and_then_by_joining():
    queue, entries = a_queue(("anna", 2, 0), ("boris", 1, 0), ("vera", 3, 1), ("gleb", 2, 0))
    assert names(queue) == ["vera", "boris", "anna", "gleb"]
    assert queue.place_of(entries["anna"]) == 3


def test_whoever_comes_back_takes_the_old_place():
    queue, entries = a_queue(("anna", 1, 0), ("boris", 2, 0), ("vera", 3, 0))
    queue.leave_line(entries["anna"])
    assert names(queue) == ["boris", "vera"] and queue.moved_from == 0
    assert queue.line_is_without(entries["anna"])
    assert queue.enter_line(entries["anna"]) == 1
    assert names(queue) == ["anna", "boris", "vera"]


def test_an_entry_behind_the_last_is_not_in_the_line():
    queue, entries = a_queue(("anna", 1, 0), ("boris", 2, 0))
    queue.leave_line(entries["boris"])
    assert queue.line_is_without(entries["boris"]) and not queue.line_is_without(entries["anna"])


def test_somebody_who_came_now_would_stand_behind_all_of_the_same_priority():
    queue, _ = a_queue(("anna", 1, 0), ("boris", 2, 0), ("vera", 3, 1))
    assert [queue.place_for(priority, 4.0) for priority in (0, 1, 2, -1)] == [4, 2, 1, 4]
