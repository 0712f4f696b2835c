"""Queues with something changed."""

from __future__ import annotations

from ringtree.queues.settings import QueueSettings
from ringtree.replay.altered import altered

SALES = QueueSettings(key="sales", agents=("101", "102"), missed_limit=3)
HELP = QueueSettings(key="help", agents=("102",))


def test_only_what_is_named_changes() -> None:
    sales, other = altered(
        [SALES, HELP], ["sales"], agents=2, strategy="ring_all", seconds={"ring_time": 7.0}
    )
    assert sales.agents == ("101", "102", "new-1", "new-2")
    assert (sales.strategy, sales.ring_time, sales.missed_limit) == ("ring_all", 7.0, 0)
    assert other == HELP


def test_agents_are_taken_away_from_the_end() -> None:
    (sales,) = altered([SALES], ["sales"], agents=-1)
    assert sales.agents == ("101",)
    assert altered([SALES], [])[0].agents == SALES.agents
