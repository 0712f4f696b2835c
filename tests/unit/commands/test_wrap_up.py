"""`ringtree agent end-wrap-up` and `extend-wrap-up`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ringtree.cli import main
from ringtree.commands import wrap_up
from ringtree.presence.wrap_up_orders import WrapUpOrder, WrapUpOrders
from ringtree.storage.queue_states import QueueStates
from tests.unit.commands.test_agent import published  # noqa: F401 - used as a fixture

#: 2026-03-02 12:00:00 UTC, and what the engine's clock showed.
NOON, THEN = 1772452800.0, 1000.0
Output = pytest.CaptureFixture[str]
Keep = Callable[[str, float | None], None]


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Has the server keep what 101 does, and until when 101 writes."""

    def keep(activity: str, until: float | None) -> None:
        agent = {"extension": "101", "activity": activity, "until": until}
        state = {"now": THEN, "look": {"agents": [agent], "queues": {}}}
        QueueStates(tmp_path / "queues").save("daisy", state, at=NOON)

    return keep


@pytest.fixture(autouse=True)
def heard(keep: Keep, monkeypatch: pytest.MonkeyPatch) -> list[WrapUpOrder]:
    """A server that carries orders out at once, and what it has heard."""
    found: list[WrapUpOrder] = []

    async def give(_self: Any, order: WrapUpOrder) -> None:
        found.append(order)
        keep(*(("wrap_up", THEN + order.seconds) if order.seconds else ("idle", None)))

    async def is_serving(_settings: Any) -> bool:
        return True

    monkeypatch.setattr(WrapUpOrders, "give", give)
    monkeypatch.setattr(wrap_up, "is_serving", is_serving)
    return found


def test_a_wrap_up_is_ended(keep: Keep, heard: list[WrapUpOrder], capsys: Output) -> None:
    keep("wrap_up", THEN + 5)
    assert main(["agent", "end-wrap-up", "daisy-101", "--by", "vera"]) == 0
    assert capsys.readouterr().out == "101: the wrap-up is over\n"
    (order,) = heard
    assert (order.company, order.extension, order.seconds, order.by) == ("daisy", "101", 0, "vera")


def test_a_wrap_up_is_extended(keep: Keep, heard: list[WrapUpOrder], capsys: Output) -> None:
    keep("wrap_up", THEN + 5)
    assert main(["agent", "extend-wrap-up", "101"]) == 0
    assert capsys.readouterr().out == "101: wrap-up until 2026-03-02T12:05:00+00:00\n"
    assert main(["agent", "extend-wrap-up", "101", "10", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["wrap_up_until"] == "2026-03-02T12:10:00+00:00"
    assert [order.seconds for order in heard] == [300, 600]


@pytest.mark.parametrize("minutes", ["0", "61", "-1"])
def test_times_that_can_not_be_meant(minutes: str) -> None:
    with pytest.raises(SystemExit):
        main(["agent", "extend-wrap-up", "101", minutes])


def test_where_there_is_no_wrap_up(keep: Keep, heard: list[WrapUpOrder], capsys: Output) -> None:
    keep("talking", None)
    assert main(["agent", "end-wrap-up", "101"]) == 1
    assert "101 is in no wrap-up now, but talking" in capsys.readouterr().err
    assert main(["agent", "end-wrap-up", "102"]) == 1
    assert "102 serves no queue of daisy" in capsys.readouterr().err
    assert heard == []


def test_a_server_that_has_kept_nothing_yet(capsys: Output) -> None:
    assert main(["agent", "end-wrap-up", "101"]) == 1
    assert "the server does not know of the agent 101 yet" in capsys.readouterr().err


def test_without_a_server(keep: Keep, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    async def is_serving(_settings: Any) -> bool:
        return False

    monkeypatch.setattr(wrap_up, "is_serving", is_serving)
    keep("wrap_up", THEN + 5)
    assert main(["agent", "end-wrap-up", "101"]) == 1
    assert "no server answers here" in capsys.readouterr().err


def test_a_server_that_does_not_hear(
    keep: Keep, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    async def give(_self: Any, _order: WrapUpOrder) -> None:
        """Nobody takes it."""

    monkeypatch.setattr(WrapUpOrders, "give", give)
    monkeypatch.setattr(wrap_up, "PATIENCE", 0.01)
    keep("wrap_up", THEN + 5)
    assert main(["agent", "end-wrap-up", "101"]) == 1
    assert "the server has not heard of it within" in capsys.readouterr().err
