"""Forwarding as data."""

from __future__ import annotations

from ringtree.api.calling.schemas import ForwardingView
from ringtree.forwarding.rules import NO_WISHES, Rule, Wave, When


def test_what_is_kept_and_what_is_told_are_the_same() -> None:
    rule = Rule(when=When.ALWAYS, target="102", callers=("+7495*",))
    wishes = NO_WISHES.with_rule(rule).following([Wave(targets=("101",))]).disturbed(may_be=False)
    assert ForwardingView.of(wishes).wishes() == wishes
