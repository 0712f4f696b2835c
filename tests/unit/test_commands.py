"""Commands on a database of the test's own; publishing again and back is in
test_commands_revisions."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ringtree.prompts.library import PromptLibrary, PromptProblem
from ringtree.records.writer import RecordWriter
from ringtree.storage.database import Database
from tests.unit.records.sample import typical
from tests.unit.test_commands_revisions import Shell


@pytest.fixture
def problems(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What cannot be spoken. Nothing is really spoken here."""
    found: list[Any] = []

    async def prepare_all(*_: object) -> list[Any]:
        return found

    monkeypatch.setattr(PromptLibrary, "prepare_all", prepare_all)
    return found


@pytest.fixture
def shell(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    problems: list[Any],
) -> Shell:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    return Shell(tmp_path, capsys)


class TestApply:
    def test_a_company_is_published_with_passwords_shown_once(self, shell: Shell) -> None:
        said = shell("apply", shell.file)
        assert "ООО «Ромашка»: revision 1 is live." in said
        assert len(re.findall(r"^  romashka-10[123]  \S{8,}$", said, re.MULTILINE)) == 3
        shell.edit("Анна Смирнова", "Анна Орлова")
        assert "romashka-101" not in shell("apply", shell.file)

    def test_a_script_gets_the_same(self, shell: Shell) -> None:
        told = shell.json("apply", shell.file)
        assert (told["company"], told["revision"]) == ("romashka", 1)
        assert set(told["passwords"]) == {"romashka-101", "romashka-102", "romashka-103"}

    def test_checking_publishes_nothing(self, shell: Shell) -> None:
        assert "It can be published." in shell("apply", shell.file, "--check")
        assert shell.json("apply", shell.file, "--check") == []
        assert "no company is published" in shell("password", "romashka-101", status=1)

    def test_a_bad_document_is_refused_with_the_line(self, shell: Shell) -> None:
        shell.edit("queue: sales\n", "queue: salad\n")
        said = shell("apply", shell.file, status=1)
        assert "salad" in said
        assert re.search(r"romashka\.yaml:\d+", said)

    def test_a_file_that_is_not_there_or_not_text(self, shell: Shell, tmp_path: Path) -> None:
        assert "can't be read" in shell("apply", tmp_path / "none.yaml", status=1)
        (tmp_path / "picture.yaml").write_bytes(b"\xff\xfe\x00")
        assert "can't be read" in shell("apply", tmp_path / "picture.yaml", status=1)

    def test_prompts_that_cannot_be_spoken_keep_it_from_being_published(
        self, shell: Shell, problems: list[Any]
    ) -> None:
        problems.append(PromptProblem("trees.main.nodes.menu", "ru", "no voice"))
        assert "trees.main.nodes.menu (ru): no voice" in shell("apply", shell.file, status=1)

    def test_another_revision_than_expected_is_a_conflict(self, shell: Shell) -> None:
        shell("apply", shell.file)
        shell.edit("Анна Смирнова", "Анна Орлова")
        assert "1" in shell("apply", shell.file, "--expect", 7, status=1)

    def test_a_number_of_another_company_is_refused(self, shell: Shell, tmp_path: Path) -> None:
        shell("apply", shell.file)
        other = tmp_path / "other.yaml"
        other.write_text(shell.file.read_text("utf-8").replace("code: romashka", "code: other"))
        assert "+74950000001" in shell("apply", other, status=1)

    def test_a_database_that_cannot_be_opened(
        self, shell: Shell, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{shell.file}/r.sqlite")
        assert "the database can't be opened" in shell("calls", status=1)


class TestExport:
    def test_which_company_is_asked_when_it_is_not_clear(
        self, shell: Shell, tmp_path: Path
    ) -> None:
        assert "none is published" in shell("export", status=1)
        shell("apply", shell.file)
        assert "code: romashka" in shell("export")
        other = tmp_path / "other.yaml"
        text = shell.file.read_text("utf-8").replace("code: romashka", "code: other")
        other.write_text(text.replace("+74950000001", "+74950000009"))
        shell("apply", other)
        assert "romashka" in shell("export", status=1)
        assert "code: other" in shell("export", "other")

    def test_what_was_never_published(self, shell: Shell) -> None:
        shell("apply", shell.file)
        assert "7" in shell("export", "--revision", 7, status=1)
        assert "nobody" in shell("export", "nobody", status=1)


class TestPassword:
    def test_a_new_password_is_shown_once(self, shell: Shell) -> None:
        shell("apply", shell.file)
        first, second = (shell.json("password", "romashka-101")["password"] for _ in range(2))
        assert first != second
        assert "Shown only this once" in shell("password", "romashka-102")

    def test_an_account_of_nobody(self, shell: Shell) -> None:
        shell("apply", shell.file)
        said = shell("password", "romashka-199", status=1)
        assert "there is no account romashka-199; known: romashka-101" in said


def write_records(folder: Path, count: int) -> None:
    async def write() -> None:
        database = Database(f"sqlite:///{folder}/r.sqlite")
        await database.start()
        writer = RecordWriter(database, folder / "records")
        await writer.start()
        for number in range(count):
            writer.write(typical(f"c{number}"))
        await writer.stop()
        await database.stop()

    asyncio.run(write())


class TestCalls:
    def test_there_are_none(self, shell: Shell) -> None:
        assert shell("calls") == "No calls yet.\n"
        assert shell.json("calls") == []
        assert "there is no call c1" in shell("calls", "c1", status=1)

    def test_the_last_ones_a_line_each(self, shell: Shell, tmp_path: Path) -> None:
        write_records(tmp_path, 3)
        assert len(shell("calls").splitlines()) == 3
        assert len(shell("calls", "--limit", 2).splitlines()) == 2
        assert shell("calls", "--company", "other") == "No calls yet.\n"
        assert len(shell("calls", "--limit", 1, "--trace").splitlines()) > 2

    def test_one_with_its_whole_way(self, shell: Shell, tmp_path: Path) -> None:
        write_records(tmp_path, 2)
        assert "greeting (greeting) → next" in shell("calls", "c1")
        (record,) = shell.json("calls", "c1")
        assert record == json.loads(json.dumps(typical("c1").to_dict()))


class TestUpload:
    def test_what_is_not_there_or_no_sound(self, shell: Shell, tmp_path: Path) -> None:
        assert "can't be stored" in shell("upload", "acme", tmp_path / "no.wav", status=1)
        (tmp_path / "bad.wav").write_bytes(b"nonsense")
        assert "can't be stored" in shell("upload", "acme", tmp_path / "bad.wav", status=1)

    def test_a_recording_is_stored_under_its_name(
        self, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stored = tmp_path / "stored.alaw"
        stored.write_bytes(bytes(12_000))

        async def add(_uploads: object, company: str, name: str, sound: bytes) -> Path:
            assert (company, name, sound) == ("acme", "hello.wav", b"sound")
            return stored

        monkeypatch.setattr("ringtree.prompts.uploads.Uploads.add", add)
        (tmp_path / "hello.wav").write_bytes(b"sound")
        assert "hello.wav: 1.5 s." in shell("upload", "acme", tmp_path / "hello.wav")
        told = shell.json("upload", "acme", tmp_path / "hello.wav")
        assert told == {"company": "acme", "file": "hello.wav", "seconds": 1.5}
