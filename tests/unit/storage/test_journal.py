"""The journal: what was appended is replayed, whatever happened to the file's end."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ringtree.storage.journal import Entry, Journal, JournalError


def entries(directory: Path) -> list[Entry]:
    journal = Journal(directory)
    found = list(journal.replay())
    journal.close()
    return found


def crash(journal: Journal) -> None:
    """Let go as the kernel would for a killed process: no checkpoint, no tidying."""
    os.close(journal._lock)


def test_what_was_appended_is_replayed_in_order(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    assert journal.append("call", {"id": "a", "name": "Ромашка\n\udcff"}) == 1
    assert journal.append("quality", {"id": "a", "mos": 4.3}) == 2
    crash(journal)
    assert entries(tmp_path) == [
        Entry("call", {"id": "a", "name": "Ромашка\n\udcff"}),
        Entry("quality", {"id": "a", "mos": 4.3}),
    ]


def test_an_entry_is_one_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path)
    journal.append("call", {})
    written = []
    write = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: written.append(data) or write(fd, data))
    journal.append("call", {"id": "a"})
    assert len(written) == 1
    journal.close()


def test_a_second_process_is_kept_out(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(JournalError, match="another process is using it"):
        Journal(tmp_path)
    journal.close()
    Journal(tmp_path).close()


def test_a_checkpoint_forgets_whole_segments(tmp_path: Path) -> None:
    journal = Journal(tmp_path, segment_limit=100)
    positions = [journal.append("call", {"id": str(number), "x": "y" * 80}) for number in range(5)]
    assert len(list(tmp_path.glob("*.log"))) == 5
    journal.checkpoint(positions[2])
    assert [entry.data["id"] for entry in journal.replay()] == ["3", "4"]
    crash(journal)
    assert [entry.data["id"] for entry in entries(tmp_path)] == ["3", "4"]


def test_a_checkpoint_keeps_what_came_after_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    position = journal.append("call", {"id": "a", "x": "y" * 300_000})
    journal.append("call", {"id": "b"})
    journal.checkpoint(position)
    assert [entry.data["id"] for entry in journal.replay()] == ["a", "b"]
    journal.checkpoint(journal.position)
    assert list(journal.replay()) == []
    journal.append("call", {"id": "c"})
    assert [entry.data["id"] for entry in journal.replay()] == ["c"]
    journal.close()


def test_an_emptied_journal_leaves_no_segment(tmp_path: Path) -> None:
    journal = Journal(tmp_path, segment_limit=50)
    for _ in range(3):
        journal.append("call", {"id": "a"})
    assert journal.holds_entries
    journal.checkpoint_all()
    assert not journal.holds_entries
    journal.close()
    assert list(tmp_path.glob("*.log")) == []


def test_a_new_process_does_not_write_behind_a_torn_line(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append("call", {"id": "a"})
    crash(journal)
    with next(tmp_path.glob("*.log")).open("ab") as file:
        file.write(b"0badc0de [half")
    journal = Journal(tmp_path)
    journal.append("call", {"id": "b"})
    assert [entry.data["id"] for entry in journal.replay()] == ["a", "b"]
    assert journal.skipped == 1
    journal.close()


def test_a_full_disk_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(tmp_path)

    def full(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(
            JournalError, match=r"00000001\.log cannot be written: the disk is full"
        ):
            journal.append("call", {"id": "a"})
    assert journal.append("call", {"id": "b"}) == 1
    assert [entry.data["id"] for entry in journal.replay()] == ["b"]
    journal.close()


def test_half_an_entry_on_a_full_disk_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path)
    journal.append("call", {"id": "a"})
    write = os.write
    with monkeypatch.context() as patched:
        patched.setattr(os, "write", lambda fd, data: write(fd, data[:7]))
        with pytest.raises(JournalError, match="the disk is full"):
            journal.append("call", {"id": "b"})
    journal.append("call", {"id": "c"})
    assert [entry.data["id"] for entry in journal.replay()] == ["a", "c"]
    assert journal.skipped == 0
    journal.close()


def test_a_directory_that_cannot_be_made_is_an_error_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalError, match="cannot be written: Not a directory"):
        Journal(tmp_path / "file" / "journal")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(
    written=st.lists(st.dictionaries(st.text(max_size=5), PLAIN, max_size=3), max_size=6),
    damage=st.binary(max_size=30),
    cut=st.integers(0, 400),
)
def test_a_torn_tail_costs_only_the_torn_entries(
    tmp_path_factory: pytest.TempPathFactory,
    written: list[dict[str, Any]],
    damage: bytes,
    cut: int,
) -> None:
    directory = tmp_path_factory.mktemp("journal")
    journal = Journal(directory)
    ends = [0]
    for data in written:
        journal.append("call", data)
        ends.append(journal._size)
    crash(journal)
    if written:
        path = next(directory.glob("*.log"))
        os.truncate(path, min(cut, ends[-1]))
        with path.open("ab") as file:
            file.write(damage.replace(b"\n", b" "))
    whole = sum(end <= cut for end in ends) - 1
    found = entries(directory)
    assert [entry.data for entry in found[:whole]] == written[:whole]
    assert len(found) <= whole + 1  # the damage may, by chance, complete a line
