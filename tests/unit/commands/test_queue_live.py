"""`ringtree queue live`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ringtree.cli import main
from ringtree.commands import queue_live
from ringtree.queues.engine import QueueEngine
from ringtree.queues.entry import EntryKind
from ringtree.queues.look import look
from ringtree.storage.queue_states import QueueStates
from tests.unit.commands.test_agent import published  # noqa: F401 - used as a fixture
from tests.unit.queues.story import queue

#: 2026-03-02 12:00:00 UTC
NOON = 1772452800.0
Output = pytest.CaptureFixture[str]


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bool]:
    """A server that has kept its queues at noon; whether it still answers can be said."""
    engine = QueueEngine()
    engine.configure([queue("sales", "101")], 500.0)
    engine.agent_reachable("101", True, 500.0)
    engine.agent_occupied("101", 600.0)
    for number in range(3):
        engine.join(f"call-{number}", "sales", 700.0 + number, caller=f"+4479{number}")
    engine.join("back", "sales", 750.0, caller="+44795", kind=EntryKind.PLACEHOLDER)
    engine.postpone("back", 900.0, 750.0)
    state = {**engine.snapshot(800.0), "look": look(engine.floor)}
    QueueStates(tmp_path / "queues").save("daisy", state, at=NOON)
    answers = {"": True}

    async def is_serving(_settings: Any) -> bool:
        return answers[""]

    monkeypatch.setattr(queue_live, "is_serving", is_serving)
    monkeypatch.setattr(queue_live.time, "time", lambda: NOON + 10)
    return answers


def test_who_waits_and_who_is_there(server: dict[str, bool], capsys: Output) -> None:
    assert main(["queue", "live"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith(
        "sales: 3 waiting, longest 1:50; 1 to be called back; 0 of 1 agents free; today 0 of 0"
    )
    assert shown[1].split() == ["1", "1:50", "+44790"]
    assert shown[4].split()[:3] == ["4", "1:00", "+44795"]
    assert "to be called back, not before 2026-03-02T12:01:40+00:00" in shown[4]
    assert shown[5].split() == ["101", "ready", "busy", "3:30", "Ann", "[sales]"]


def test_the_same_as_data(server: dict[str, bool], capsys: Output) -> None:
    assert main(["queue", "live", "daisy", "--queue", "sales", "--json", "--limit", "1"]) == 0
    body = json.loads(capsys.readouterr().out)
    (sales,) = body["queues"]
    assert (body["serving"], body["at"]) == (True, "2026-03-02T12:00:10+00:00")
    assert (sales["waiting"], sales["longest_wait"], len(sales["callers"])) == (3, 110.0, 1)
    assert sales["today"]["service_level_of_all"] is None
    assert (body["agents"][0]["activity"], body["agents"][0]["for"]) == ("busy", 210.0)


def test_the_rest_of_a_crowd_is_a_number(server: dict[str, bool], capsys: Output) -> None:
    assert main(["queue", "live", "--limit", "2"]) == 0
    assert "    … and 2 more" in capsys.readouterr().out.splitlines()
    with pytest.raises(SystemExit):
        main(["queue", "live", "--limit", "101"])


def test_without_a_server_it_is_said_how_the_queues_were_left(
    server: dict[str, bool], capsys: Output
) -> None:
    server[""] = False
    assert main(["queue", "live"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == (
        "No server answers here. This is how its queues were left at 2026-03-02T12:00:00+00:00:"
    )
    assert "longest 1:40" in shown[1]


def test_where_no_server_has_ever_run(published: None, capsys: Output) -> None:  # noqa: F811
    assert main(["queue", "live"]) == 1
    assert "nothing is known of daisy's queues: no server has served" in capsys.readouterr().err
    assert main(["queue", "live", "--queue", "salse"]) == 1
    assert "did you mean 'sales'?" in capsys.readouterr().err


def test_what_is_kept_unreadably_is_nothing_known(tmp_path: Path, capsys: Output) -> None:
    (tmp_path / "queues").mkdir()
    (tmp_path / "queues" / "daisy.json").write_text("{", "utf-8")
    assert main(["queue", "live"]) == 1
    assert "nothing is known of daisy's queues" in capsys.readouterr().err


def test_a_queue_the_server_has_not_taken_over_yet_has_nobody(
    tmp_path: Path, server: dict[str, bool], capsys: Output
) -> None:
    states = QueueStates(tmp_path / "queues")
    kept = states.load("daisy")
    assert kept is not None
    states.save("daisy", {**kept[0], "look": {"queues": {}, "agents": []}}, at=kept[1])
    assert main(["queue", "live"]) == 0
    assert capsys.readouterr().out.startswith("sales: 0 waiting; 0 of 1 agents free")
