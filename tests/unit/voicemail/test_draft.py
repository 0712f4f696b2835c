"""Drafts: on the disk before the first sound, readable by the next process."""

from __future__ import annotations

from pathlib import Path

from ringtree.voicemail.draft import drafts_left, forget_draft, write_draft
from tests.unit.voicemail.house import House


def test_a_draft_is_read_back_as_it_was(house: House, tmp_path: Path) -> None:
    draft = house.draft(caller_name="Вера \udcff", is_urgent=True)
    write_draft(tmp_path, draft)
    (left,) = drafts_left(tmp_path)
    assert (left.id, left.started, left.path) == (draft.id, draft.started, draft.path)
    assert left.is_urgent and left.file.endswith("-1.wav")
    forget_draft(tmp_path, draft)
    assert list(drafts_left(tmp_path)) == []


def test_folders_are_private(house: House, tmp_path: Path) -> None:
    write_draft(tmp_path, house.draft())
    assert (tmp_path / "voicemail" / "acme").stat().st_mode & 0o777 == 0o700


def test_an_unreadable_one_is_put_aside_and_stops_nothing(house: House, tmp_path: Path) -> None:
    write_draft(tmp_path, house.draft())
    (tmp_path / "voicemail" / "acme" / "0.draft.json").write_text("{")
    assert len(list(drafts_left(tmp_path))) == 1
    assert len(list(drafts_left(tmp_path))) == 1


def test_takes_have_files_of_their_own(house: House) -> None:
    draft = house.draft()
    assert draft.with_take(2).file == draft.file.replace("-1.wav", "-2.wav")
