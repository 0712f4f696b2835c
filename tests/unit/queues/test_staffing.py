"""Callers are let go once nobody has served their queue for long enough."""

from __future__ import annotations

from ringtree.queues.agent import Presence
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import Absence
from tests.unit.queues.story import (
    Story,
    after,
    answers,
    connects,
    is_in_another_call,
    joins,
    leaves,
    queue,
    registers,
    rings,
    says,
    unregisters,
)

NOBODY, DESERTED = QueueOutcome.NOBODY, QueueOutcome.DESERTED
NOT_READY, LOGGED_OUT = Presence.NOT_READY, Presence.LOGGED_OUT


class TestWhileWaiting:
    @staticmethod
    def left_when(*absences: Absence) -> Story:
        settings = {"leave_when": frozenset(absences), "leave_grace": 10}
        return Story(queue("sales", "101", "102", **settings))

    def test_who_waits_is_let_go_once_nobody_counts_for_long_enough(self):
        story = self.left_when(Absence.LOGGED_OUT)
        story >> is_in_another_call("101") >> is_in_another_call("102") >> joins("anna")
        story >> says("101", LOGGED_OUT) >> after(60) >> says("102", LOGGED_OUT)
        story >> after(9.9)
        (story >> after(0.1) << leaves("anna", DESERTED)).done()

    def test_a_phone_that_is_back_soon_changes_nothing(self):
        story = self.left_when(Absence.UNREACHABLE)
        story >> is_in_another_call("101") >> is_in_another_call("102") >> joins("anna")
        story >> unregisters("101") >> unregisters("102") >> after(9)
        (story >> registers("101") >> after(100)).done()

    def test_who_talks_is_not_let_go(self):
        story = self.left_when(Absence.LOGGED_OUT) >> joins("anna") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101")
        (story >> says("101", LOGGED_OUT) >> says("102", LOGGED_OUT) >> after(60)).done()

    def test_nobody_there_from_the_beginning_counts_as_well(self):
        story = self.left_when(Absence.NOT_READY)
        story >> says("101", NOT_READY) >> says("102", NOT_READY) >> joins("anna")
        (story >> after(10) << leaves("anna", DESERTED)).done()
