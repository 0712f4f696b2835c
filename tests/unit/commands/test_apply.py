"""Publishing a company from its file."""

from __future__ import annotations

import re
from pathlib import Path

from ringtree.prompts.library import PromptProblem
from tests.unit.commands.shell import Shell


def test_a_company_is_published_with_passwords_shown_once(shell: Shell) -> None:
    said = shell("apply", shell.file)
    assert "ООО «Ромашка»: revision 1 is live." in said
    assert len(re.findall(r"^  romashka-10[123]  \S{8,}$", said, re.MULTILINE)) == 3
    shell.edit("Анна Смирнова", "Анна Орлова")
    assert "romashka-101" not in shell("apply", shell.file)


def test_a_script_gets_the_same(shell: Shell) -> None:
    told = shell.json("apply", shell.file)
    assert (told["company"], told["revision"]) == ("romashka", 1)
    assert set(told["passwords"]) == {"romashka-101", "romashka-102", "romashka-103"}


def test_checking_publishes_nothing(shell: Shell) -> None:
    assert "It can be published." in shell("apply", shell.file, "--check")
    assert shell.json("apply", shell.file, "--check") == []
    assert "no company is published" in shell("password", "romashka-101", status=1)


def test_a_bad_document_is_refused_with_the_line(shell: Shell) -> None:
    shell.edit("queue: sales\n", "queue: salad\n")
    said = shell("apply", shell.file, status=1)
    assert "salad" in said
    assert re.search(r"romashka\.yaml:\d+", said)


def test_a_file_that_is_not_there_or_not_text(shell: Shell, tmp_path: Path) -> None:
    assert "can't be read" in shell("apply", tmp_path / "none.yaml", status=1)
    (tmp_path / "picture.yaml").write_bytes(b"\xff\xfe\x00")
    assert "can't be read" in shell("apply", tmp_path / "picture.yaml", status=1)


def test_prompts_that_cannot_be_spoken_keep_it_from_being_published(
    shell: Shell, problems: list[PromptProblem]
) -> None:
    problems.append(PromptProblem("trees.main.nodes.menu", "ru", "no voice"))
    assert "trees.main.nodes.menu (ru): no voice" in shell("apply", shell.file, status=1)


def test_another_revision_than_expected_is_a_conflict(shell: Shell) -> None:
    shell("apply", shell.file)
    shell.edit("Анна Смирнова", "Анна Орлова")
    assert "1" in shell("apply", shell.file, "--expect", 7, status=1)


def test_a_number_of_another_company_is_refused(shell: Shell, tmp_path: Path) -> None:
    shell("apply", shell.file)
    other = tmp_path / "other.yaml"
    other.write_text(shell.file.read_text("utf-8").replace("code: romashka", "code: other"))
    assert "+74950000001" in shell("apply", other, status=1)
