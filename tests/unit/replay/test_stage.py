"""What happens when, between the engine's deadlines."""

from __future__ import annotations

from ringtree.queues.engine import QueueEngine
from ringtree.queues.settings import QueueSettings
from ringtree.replay.stage import Stage


def test_things_happen_in_their_order_and_the_engines_deadlines_between_them() -> None:
    engine, happened = QueueEngine(), []
    stage = Stage(engine, lambda: happened.append(f"{stage.now:g} decided"))
    engine.configure([QueueSettings(key="sales", max_wait=20)], 0.0)
    stage.at(30, lambda: happened.append("last"))
    stage.at(10, lambda: engine.join("anna", "sales", stage.now))
    stage.at(10, lambda: happened.append("second"))
    while stage.step():
        pass
    assert happened == [
        "10 decided", "second", "10 decided", "30 decided", "last", "30 decided"
    ]  # fmt: skip
    assert sum(sum(one.left.values()) for one in engine.statistics().values()) == 1
