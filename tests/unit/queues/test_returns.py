from __future__ import annotations

from ringtree.queues.entry import EntryKind
from ringtree.queues.needs import NO_NEEDS, Needs
from ringtree.queues.outcome import QueueOutcome
from ringtree.queues.returns import IN_CALL, MOST_KEPT, Kept, Returns
from tests.unit.queues.story import (
    Story,
    after,
    announces,
    hangs_up,
    joins,
    leaves,
    leaves_by_key,
    queue,
)

ABANDONED = QueueOutcome.ABANDONED
ANNA, BORIS = "+79161111111", "+79162222222"


def kept(number: int = 1, until: float = 100.0) -> Kept:
    return Kept(0.0, number, until, None, None, None)


def test_a_place_is_found_by_the_call_or_by_the_number_once():
    returns = Returns()
    returns.keep("call1", ANNA, kept(), is_shared=False)
    assert returns.take(None, ANNA, 50.0) == kept()
    assert returns.take(None, ANNA, 50.0) is None
    returns.keep("call2", None, kept(2), is_shared=False)
    assert returns.take("call2", None, 50.0) == kept(2)
    assert len(returns) == 0


def test_a_number_that_two_callers_had_gives_neither_a_place():
    returns = Returns()
    returns.keep("call1", ANNA, kept(1), is_shared=True)
    assert returns.take(None, ANNA, 1.0) is None
    returns.keep("call2", BORIS, kept(2), is_shared=False)
    returns.keep("call3", BORIS, kept(3), is_shared=False)
    assert returns.take(None, BORIS, 1.0) is None
    assert returns.take("call3", BORIS, 1.0) == kept(3)


def test_a_place_is_kept_only_so_long():
    returns = Returns()
    returns.keep("call1", ANNA, kept(until=10.0), is_shared=False)
    assert returns.take(None, ANNA, 10.0) is None and len(returns) == 0


def test_no_more_places_are_kept_than_can_be():
    returns = Returns()
    for number in range(MOST_KEPT + 5):
        returns.keep(f"call{number}", None, kept(number), is_shared=False)
    assert len(returns) == MOST_KEPT
    assert returns.everything()[0][0] == "call5"


def three_waiting(**settings) -> Story:
    return (
        Story(queue("sales", **settings))
        >> joins("anna", number=ANNA) >> joins("boris", number=BORIS) >> joins("vera")
    )  # fmt: skip


def test_who_was_cut_off_and_calls_again_has_the_place_back():
    story = three_waiting() >> hangs_up("anna") << leaves("anna", ABANDONED)
    (story >> after(119) >> joins("anna2", number=ANNA)
        << announces("anna2", None, is_kept=True)).done()  # fmt: skip
    assert story.engine.waiting("sales") == ("anna2", "boris", "vera")


def test_who_comes_too_late_waits_at_the_end():
    story = three_waiting() >> hangs_up("anna") << leaves("anna", ABANDONED)
    (story >> after(121) >> joins("anna2", number=ANNA)).done()
    assert story.engine.waiting("sales") == ("boris", "vera", "anna2")


def test_a_hidden_number_brings_nothing_back():
    story = three_waiting() >> hangs_up("vera") << leaves("vera", ABANDONED)
    (story >> joins("gleb") >> joins("vera2")).done()
    assert story.engine.waiting("sales") == ("anna", "boris", "gleb", "vera2")


def test_two_behind_one_office_number_do_not_take_each_others_place():
    story = three_waiting() >> joins("oleg", number=BORIS)
    story >> hangs_up("boris") << leaves("boris", ABANDONED)
    (story >> joins("pavel", number=BORIS)).done()
    assert story.engine.waiting("sales") == ("anna", "vera", "oleg", "pavel")


def test_who_leaves_by_a_key_and_comes_back_stands_where_he_stood():
    story = three_waiting() >> leaves_by_key("vera") << leaves("vera", QueueOutcome.KEY_EXIT)
    story >> joins("gleb") >> after(30)
    (story >> joins("vera2", resumes="vera") << announces("vera2", None, is_kept=True)).done()
    assert story.engine.waiting("sales") == ("anna", "boris", "vera2", "gleb")


def test_places_are_kept_only_where_the_queue_says_so():
    story = three_waiting(return_within=0) >> hangs_up("anna") << leaves("anna", ABANDONED)
    (story >> joins("anna2", number=ANNA)).done()
    assert story.engine.waiting("sales") == ("boris", "vera", "anna2")


def test_within_the_call_there_is_time_for_a_menu_and_the_number_proves_no_more_than_before():
    story = three_waiting(max_wait=None)
    story >> leaves_by_key("anna") << leaves("anna", QueueOutcome.KEY_EXIT)
    story >> leaves_by_key("boris") << leaves("boris", QueueOutcome.KEY_EXIT) >> after(IN_CALL - 1)
    story >> joins("boris2", number=BORIS)
    story >> joins("anna2", resumes="anna", number=ANNA) << announces("anna2", None, is_kept=True)
    assert story.engine.waiting("sales") == ("anna2", "vera", "boris2")


def test_a_key_never_costs_the_place_though_the_queue_keeps_none_for_the_cut_off():
    story = three_waiting(return_within=0) >> leaves_by_key("anna")
    story << leaves("anna", QueueOutcome.KEY_EXIT)
    assert story.engine.needs_of_left("sales", "anna") == NO_NEEDS
    assert story.engine.needs_of_left("support", "anna") is None
    story >> joins("held", kind=EntryKind.PLACEHOLDER, resumes="anna", number=ANNA)
    assert story.engine.waiting("sales") == ("held", "boris", "vera")


def test_a_place_is_given_back_with_its_priority():
    story = three_waiting() >> joins("vip", needs=Needs(priority=1), number="+7916444")
    story >> hangs_up("vip") << leaves("vip", ABANDONED)
    story >> joins("vip2", number="+7916444") << announces("vip2", None, is_kept=True)
    assert story.engine.waiting("sales")[0] == "vip2"


def test_what_two_had_stays_in_doubt_when_one_has_come_back():
    returns = Returns()
    returns.keep("call1", BORIS, kept(1), is_shared=False)
    returns.keep("call2", BORIS, kept(2), is_shared=False)
    assert returns.take("call1", BORIS, 1.0) == kept(1)
    assert returns.take(None, BORIS, 1.0) is None


def test_one_that_is_over_puts_no_other_in_doubt():
    returns = Returns()
    returns.keep("call1", BORIS, kept(1, until=10.0), is_shared=False)
    returns.keep("call2", BORIS, kept(2, until=100.0), is_shared=False)
    assert returns.take(None, BORIS, 50.0) == kept(2, until=100.0)
