"""What the queues must not forget."""

from __future__ import annotations

from pathlib import Path

from ringtree.storage.queue_states import QueueStates


def test_the_last_state_is_found_again(tmp_path: Path) -> None:
    states = QueueStates(tmp_path / "queues")
    assert states.load("acme") is None
    assert states.save("acme", {"version": 1}, at=10.0)
    assert states.save("acme", {"version": 2}, at=20.0)
    assert QueueStates(tmp_path / "queues").load("acme") == ({"version": 2}, 20.0)
    assert states.load("other") is None


def test_what_can_not_be_read_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "acme.json").write_text('{"at": 1, "sta')
    (tmp_path / "other.json").write_text("[]")
    assert QueueStates(tmp_path).load("acme") is None
    assert QueueStates(tmp_path).load("other") is None


def test_a_disk_that_takes_nothing_stops_no_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not QueueStates(tmp_path / "file").save("acme", {}, at=1.0)
