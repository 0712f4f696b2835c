"""Bugs that were published of other systems' queues, each told as what must happen instead.

The numbers are of their trackers: asterisk/asterisk, signalwire/freeswitch, mikopbx/Core,
FreePBX/issue-tracker, fusionpbx/fusionpbx.
"""

from __future__ import annotations

from collections import Counter

from ringtree.queues.agent import Activity, Presence
from ringtree.queues.decisions import Announce, RefusalCause, Remind, StopReason
from ringtree.queues.entry import EntryKind
from ringtree.queues.needs import Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.settings import CallBackFirst, Terms
from ringtree.queues.sparing import MISSED
from tests.unit.queues.story import (
    Story,
    after,
    announces,
    answers,
    caller_is_back,
    caller_is_not_reached,
    calls_back,
    connection_breaks,
    connects,
    conversation_ends,
    ends_the_other_call,
    hangs_up,
    is_in_another_call,
    joins,
    leaves,
    leaves_by_key,
    makes_not_ready,
    queue,
    refuses,
    registers,
    releases,
    reminds,
    reservation_fails,
    rings,
    says,
    stops,
    they_talk,
    unregisters,
)

ANSWERED, ABANDONED = QueueOutcome.ANSWERED, QueueOutcome.ABANDONED
ELSEWHERE, NO_ANSWER = StopReason.ANSWERED_ELSEWHERE, StopReason.NO_ANSWER
ANNA = "+79161111111"


class TestAsterisk:
    def test_176_two_agents_who_answer_one_call(self):
        (
            Story(queue("sales", "101", "102", strategy="ring_all"))
            >> joins("anna") << rings("101", "102", caller="anna")
            >> answers("101") << connects("anna", "101") << stops("102", ELSEWHERE)
            >> answers("102") << releases("102")
        ).done()  # fmt: skip

    def test_1006_a_wrap_up_holds_in_the_other_queues_too(self):
        story = Story(queue("sales", "101", wrap_up=30), queue("support", "101", wrap_up=0))
        story >> joins("anna", "sales") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101") >> after(10)
        story >> conversation_ends("anna") << leaves("anna", ANSWERED)
        story >> joins("boris", "support") >> after(29.9)
        (story >> after(0.1) << rings("101", caller="boris")).done()

    def test_1557_an_agent_who_hangs_up_during_the_message_to_him_leaves_nobody_without_a_phone(
        self,
    ):
        (
            Story(queue("sales", "101", "102", strategy="ring_all"), whispers=True)
            >> joins("anna") << rings("101", "102", caller="anna")
            >> answers("101") << connects("anna", "101") << stops("102", ELSEWHERE)
            >> connection_breaks("anna") << rings("102", caller="anna")
            >> answers("102") << connects("anna", "102")
            >> they_talk("anna")
            >> conversation_ends("anna") << leaves("anna", ANSWERED)
        ).done()  # fmt: skip

    def test_1557_a_caller_who_leaves_during_it_was_not_answered(self):
        story = Story(queue("sales", "101", wrap_up=60), whispers=True)
        story >> joins("anna") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101")
        story >> hangs_up("anna") << leaves("anna", ABANDONED)
        (story >> joins("boris") << rings("101", caller="boris")).done()

    def test_1561_a_head_start_starves_nobody(self):
        story = Story(
            queue("vip", "101", head_start=120, wrap_up=0, max_wait=None),
            queue("sales", "101", wrap_up=0, max_wait=None),
        )
        story >> is_in_another_call("101") >> joins("patient", "sales")
        served = []
        for number in range(10):  # a stream of callers who all go before, and never ends
            story >> joins(f"vip{number}", "vip")
            if number == 0:
                story >> ends_the_other_call("101") << rings("101", caller="vip0")
            caller = story.rings["101"].entry_id
            served.append(caller)
            story >> answers("101") << connects(caller, "101") >> after(30)
            story >> joins(f"more{number}", "vip")
            story.engine.conversation_ended(caller, story.now)
            story.carry_out()
            story.pending.clear()
        assert "patient" in served
        # Seven came less than 120 s later; whoever came after them stands behind for good.
        assert served.index("patient") == 7

    def test_1568_an_announcement_that_is_due_while_phones_ring_is_not_lost(self):
        (
            Story(queue("sales", "101", announce_place=True, ring_time=15, no_answer_pause=60))
            >> is_in_another_call("101")
            >> joins("anna") << announces("anna", 1)
            >> joins("boris") << announces("boris", 2)
            >> after(30)
            >> hangs_up("anna") << leaves("anna", ABANDONED) << announces("boris", 1)
        ).done()  # fmt: skip
        story = Story(queue("sales", "101", announce_place=True, ring_time=15, no_answer_pause=60))
        story >> joins("vera") << rings("101", caller="vera")
        (story >> after(15) << stops("101", NO_ANSWER) << announces("vera", 1)).done()

    def test_1568_who_is_next_is_not_interrupted_needlessly(self):
        story = Story(queue("sales", "101", periodic=2, periodic_every=20, max_wait=None))
        story >> is_in_another_call("101") >> joins("anna") >> joins("boris")
        story >> after(20) << reminds("boris", 0)
        (story >> after(20) << reminds("boris", 1) >> after(20) << reminds("boris", 0)).done()

    def test_1736_no_call_is_counted_twice(self):
        story = Story(queue("sales", "101", wrap_up=0))
        story >> joins("anna") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101") >> after(10)
        story >> conversation_ends("anna") << leaves("anna", ANSWERED)
        story >> conversation_ends("anna") >> hangs_up("anna")
        standing = story.engine._floor.queues["sales"].standings["101"]
        figures = story.engine.statistics()["sales"]
        assert (standing.calls, standing.talk_time) == (1, 10.0)
        assert figures.is_conserved and figures.left[ANSWERED] == 1 and figures.joined == 1


class TestFreeswitch:
    def test_2540_an_agent_who_was_reserved_in_vain_is_free_again(self):
        story = Story(queue("sales", "101", retry_pause=1))
        story >> joins("anna") << rings("101", caller="anna")
        story >> refuses("101", RefusalCause.FAILED) >> after(1) << rings("101", caller="anna")
        story >> hangs_up("anna")
        story << stops("101", StopReason.CALLER_LEFT) << leaves("anna", ABANDONED)
        assert story.engine._floor.agents["101"].activity is Activity.IDLE
        (story >> after(5) >> joins("boris") << rings("101", caller="boris")).done()

    def test_2529_no_phone_rings_on_for_who_has_gone(self):
        (
            Story(queue("sales", "101", "102", strategy="ring_all"))
            >> joins("anna") << rings("101", "102", caller="anna")
            >> hangs_up("anna")
            << stops("101", StopReason.CALLER_LEFT) << stops("102", StopReason.CALLER_LEFT)
            << leaves("anna", ABANDONED)
            >> answers("102") << releases("102")
        ).done()  # fmt: skip

    def test_1973_nobody_stays_in_a_conversation_that_is_over(self):
        story = Story(queue("sales", "101", wrap_up=0))
        story >> joins("anna") << rings("101", caller="anna")
        story >> answers("101") << connects("anna", "101")
        story >> hangs_up("anna") << leaves("anna", ANSWERED)
        assert story.engine._floor.agents["101"].activity is Activity.IDLE
        (story >> joins("boris") << rings("101", caller="boris")).done()

    def test_1216_the_last_agent_is_not_stuck_after_an_answer_that_came_too_late(self):
        story = Story(queue("sales", "101", ring_time=10, no_answer_pause=1))
        story >> joins("anna") << rings("101", caller="anna")
        story >> after(10) << stops("101", NO_ANSWER)
        late = story.rings["101"].offer_id
        story.engine.offer_answered(late, "101", story.now)
        story.carry_out()
        story << releases("101")
        (story >> after(1) << rings("101", caller="anna")).done()


class TestMikopbx:
    def test_1043_who_has_refused_a_caller_is_not_offered_him_at_once(self):
        (
            Story(queue("sales", "101", refusal_pause=30))
            >> joins("anna") << rings("101", caller="anna")
            >> refuses("101")
            >> after(29.9)
            >> after(0.1) << rings("101", caller="anna")
        ).done()  # fmt: skip

    def test_155_who_is_in_a_call_is_not_rung_whatever_call_it_is(self):
        story = Story(queue("sales", "101", "102", strategy="ring_all"))
        story >> is_in_another_call("101")
        story >> joins("anna") << rings("102", caller="anna")
        story >> joins("boris") >> after(5)
        (story >> ends_the_other_call("101") << rings("101", caller="boris")).done()

    def test_155_nor_if_that_call_began_between_decision_and_ringing(self):
        story = Story(queue("sales", "101", "102"))
        story >> joins("anna") << rings("101", caller="anna")
        (story >> reservation_fails("101") << rings("102", caller="anna")).done()


class TestFreepbx:
    def test_816_not_ready_after_as_many_misses_as_are_set_and_not_after_one(self):
        story = Story(queue("sales", "101", ring_time=10, no_answer_pause=1, missed_limit=3))
        story >> joins("anna") << rings("101", caller="anna")
        for _ in range(2):
            story >> after(10) << stops("101", NO_ANSWER) >> after(1) << rings("101", caller="anna")
        (story >> after(10) << makes_not_ready("101", MISSED) << stops("101", NO_ANSWER)).done()

    def test_802_who_leaves_for_a_menu_and_comes_back_has_lost_nothing(self):
        story = Story(queue("sales")) >> joins("anna") >> joins("boris")
        story.engine.leave("anna", story.now, QueueOutcome.KEY_EXIT)
        story.carry_out()
        story << leaves("anna", QueueOutcome.KEY_EXIT)
        story >> after(30) >> joins("anna", resumes="anna")
        story << announces("anna", None, is_kept=True)
        assert story.engine.waiting("sales") == ("anna", "boris")


class TestFusionpbx1322:
    """Callback from the queue, asked for since 2015."""

    @staticmethod
    def held(first: CallBackFirst, *agents: str) -> Story:
        story = Story(queue("sales", *agents, callback_first=first, wrap_up=0), whispers=True)
        for agent in agents:
            story >> is_in_another_call(agent)
        story >> joins("held", kind=EntryKind.PLACEHOLDER, number=ANNA) >> joins("boris")
        return story

    def test_the_place_is_kept_and_the_agent_is_rung_first(self):
        story = self.held(CallBackFirst.AGENT, "101")
        story >> ends_the_other_call("101") << rings("101", caller="held")
        story >> answers("101") << connects("held", "101")
        story >> they_talk("held") >> after(60)
        story >> conversation_ends("held") << leaves("held", ANSWERED)
        (story << rings("101", caller="boris")).done()

    def test_who_is_on_the_line_already_is_not_called_back_should_the_agent_be_lost(self):
        story = self.held(CallBackFirst.AGENT, "101")
        story >> ends_the_other_call("101") << rings("101", caller="held")
        story >> answers("101") << connects("held", "101") >> they_talk("held")
        story >> connection_breaks("held")
        assert story.engine.waiting("sales") == ("held", "boris")
        assert {one.kind for one in story.engine.entries()} == {EntryKind.CALLER}

    def test_or_the_caller_who_then_is_next(self):
        story = self.held(CallBackFirst.CALLER, "101")
        story >> ends_the_other_call("101") << calls_back("held") << rings("101", caller="boris")
        story >> caller_is_back("held")
        assert story.engine.waiting("sales") == ("held", "boris")
        (story >> refuses("101") >> after(1) << rings("101", caller="held")).done()

    def test_who_is_not_reached_keeps_the_place_and_is_tried_again_not_too_soon(self):
        story = self.held(CallBackFirst.AGENT, "101")
        story >> ends_the_other_call("101") << rings("101", caller="held")
        story >> answers("101") << connects("held", "101")
        story >> caller_is_not_reached("held", again_in=60) << rings("101", caller="boris")
        story >> hangs_up("boris")
        story << stops("101", StopReason.CALLER_LEFT) << leaves("boris", ABANDONED)
        story >> after(59.9)
        (story >> after(0.1) << rings("101", caller="held")).done()

    def test_enough_attempts_are_enough(self):
        story = self.held(CallBackFirst.CALLER, "101")
        story >> ends_the_other_call("101") << calls_back("held") << rings("101", caller="boris")
        (story >> caller_is_not_reached("held") << leaves("held", QueueOutcome.UNREACHED)).done()

    def test_who_calls_again_has_the_place_and_is_told_so(self):
        story = self.held(CallBackFirst.AGENT, "101") >> after(30)
        story >> joins("again", number=ANNA)
        story << leaves("held", QueueOutcome.RESUMED) << announces("again", None, is_kept=True)
        assert story.engine.waiting("sales") == ("again", "boris")
        assert story.engine.statistics()["sales"].is_conserved

    def test_a_placeholder_has_no_patience_and_hears_nothing(self):
        story = Story(queue("sales", max_wait=60, announce_place=True, announce_every=20))
        story >> joins("held", kind=EntryKind.PLACEHOLDER, number=ANNA)
        (story >> after(3600)).done()
        assert story.engine.place("held") == 1

    def test_whoever_is_on_the_line_has_the_place_though_another_waits_with_the_same_number(self):
        story = Story(queue("sales", "101", "102", callback_first=CallBackFirst.CALLER))
        story >> is_in_another_call("101") >> is_in_another_call("102")
        story >> joins("colleague", number=ANNA)
        story >> joins("held", kind=EntryKind.PLACEHOLDER, number=ANNA) >> joins("boris")
        story >> ends_the_other_call("101") << rings("101", caller="colleague")
        story >> ends_the_other_call("102") << calls_back("held") << rings("102", caller="boris")
        story.engine.hand_over("held", "back")
        story >> joins("back", number=ANNA, resumes="back")
        story << leaves("held", QueueOutcome.RESUMED) << announces("back", None, is_kept=True)
        assert story.engine.waiting("sales") == ("colleague", "back", "boris")

    def test_nobody_is_rung_for_it_while_nobody_may_be_called(self):
        story = self.held(CallBackFirst.AGENT, "101")
        story >> ends_the_other_call("101") << rings("101", caller="held")
        story.engine.postpone("held", story.now + 60, story.now)
        story.carry_out()
        story << stops("101", StopReason.CALLER_LEFT) << rings("101", caller="boris")
        assert story.engine.waiting("sales") == ("held", "boris")
        story >> hangs_up("boris") << stops("101", StopReason.CALLER_LEFT)
        story << leaves("boris", ABANDONED)
        (story >> after(60) << rings("101", caller="held")).done()

    def test_a_place_of_higher_priority_stays_one(self):
        story = Story(queue("sales", callback_first=CallBackFirst.CALLER))
        story >> joins("boris") >> joins("anna", needs=Needs(priority=1), number=ANNA)
        story >> leaves_by_key("anna") << leaves("anna", QueueOutcome.KEY_EXIT)
        story >> joins("held", kind=EntryKind.PLACEHOLDER, number=ANNA, resumes="anna")
        assert story.engine.waiting("sales") == ("held", "boris")
        story >> joins("again", number=ANNA)
        story << leaves("held", QueueOutcome.RESUMED) << announces("again", None, is_kept=True)
        assert story.engine.waiting("sales") == ("again", "boris")

    def test_it_may_be_cancelled(self):
        story = self.held(CallBackFirst.AGENT, "101")
        story.engine.leave("held", story.now, QueueOutcome.CANCELLED)
        story.carry_out()
        (story << leaves("held", QueueOutcome.CANCELLED)).done()


class TestUnknown:
    """Neither lost nor stuck, whatever the phones do."""

    def test_a_phone_that_comes_and_goes_gets_the_caller_when_it_is_there(self):
        story = Story(queue("sales", "101")) >> unregisters("101") >> joins("anna")
        (story >> registers("101") << rings("101", caller="anna")).done()

    def test_who_says_not_ready_while_it_rings_is_not_rung_on(self):
        story = Story(queue("sales", "101", "102"))
        story >> joins("anna") << rings("101", caller="anna")
        story >> says("101", Presence.NOT_READY, "lunch")
        (story << stops("101", StopReason.NOT_READY) << rings("102", caller="anna")).done()

    def test_shuffled_announcements_are_all_heard_before_one_comes_again(self):
        settings = {"periodic": 3, "periodic_every": 20, "periodic_shuffled": True}
        story = Story(queue("sales", periodic_to_first=True, max_wait=None, **settings))
        story >> joins("anna") >> after(120)
        indexes = [one.index for one in story.pending if isinstance(one, Remind)]
        assert Counter(indexes[:3]) == Counter(indexes[3:]) == Counter(range(3))

    def test_the_estimate_is_told_with_the_place_and_never_rises(self):
        settings = {"announce_place": True, "announce_wait": True, "announce_every": 30}
        story = Story(queue("sales", "101", max_wait=None, **settings)) >> is_in_another_call("101")
        story.engine._floor.queues["sales"].handling.extend([60.0, 120.0, 180.0] * 5)
        for number in range(5):
            story >> joins(f"c{number}")
            story.pending.clear()
        told = []
        for _ in range(12):
            after(30)(story)
            told += [
                d.wait for d in story.pending if isinstance(d, Announce) and d.entry_id == "c4"
            ]
            story.pending.clear()
        assert told == sorted(told, reverse=True) and len(told) == 12

    def test_tiers_of_one_agent_may_differ_between_queues(self):
        story = Story(
            queue("sales", "101", "102", terms={"101": Terms(tier=2)}, tiers={2: 30}),
            queue("support", "101"),
        )
        story >> is_in_another_call("102")
        story >> joins("anna", "sales") >> joins("boris", "support") << rings("101", caller="boris")
