"""What whoever is called is shown of the caller."""

from __future__ import annotations

from ringtree.calls.presentation import Presentation
from ringtree.calls.target import TrunkWay
from ringtree.routing.caller_id import CallerId
from tests.unit.calls.test_permit import trunk_call

OURS, THEIRS = "+74950000001", "+79161234567"


def test_over_a_trunk_a_colleague_is_the_company_s_number_without_a_name() -> None:
    way = TrunkWay(trunk_call(), (), CallerId(OURS, anonymous=True))
    shown = Presentation("Anna", "101", hops_left=9, rounds=1).over(way)
    assert (shown.display, shown.number, shown.anonymous) == ("", OURS, True)
    assert (shown.hops_left, shown.rounds) == (9, 1)


def test_who_is_passed_on_keeps_name_and_number_and_says_by_whom() -> None:
    way = TrunkWay(trunk_call(), (), CallerId(THEIRS), diverted_by=OURS)
    shown = Presentation("Ivan", THEIRS).over(way)
    assert (shown.display, shown.number, shown.diverted_by) == ("Ivan", THEIRS, OURS)
    assert shown.shown.diverted_by == OURS


def test_a_telephone_here_is_told_which_number_was_called() -> None:
    shown = Presentation("Ivan", THEIRS, called=OURS)
    assert shown.called_party("192.0.2.1") == (("P-Called-Party-ID", f"<sip:{OURS}@192.0.2.1>"),)
    assert Presentation("Ivan", THEIRS).called_party("192.0.2.1") == ()
