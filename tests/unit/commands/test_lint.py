"""Looking at a text by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ringtree.cli import main

EXAMPLE = Path(__file__).parents[3] / "examples" / "daisy.yaml"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RINGTREE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("RINGTREE_DATABASE_URL", f"sqlite:///{tmp_path}/r.sqlite")
    copy = tmp_path / "daisy.yaml"
    copy.write_text(EXAMPLE.read_text("utf-8"), "utf-8")
    return copy


def test_a_sound_text_is_said_to_be_one(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(file)]) == 0
    assert capsys.readouterr().out == "Errors: 0, warnings: 0. It can be published.\n"


def test_every_problem_has_its_place_and_a_remedy(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = file.read_text("utf-8").replace("Anna, press zero", "Anna, press nine")
    file.write_text(
        text.replace("prompt: Hello! You have", "prompt: {file: hello.wav} #", 1), "utf-8"
    )
    assert main(["lint", str(file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"{file}:86:7: error: trees.main.nodes.greeting: there is no record")
    assert lines[0].endswith("[unknown-recording]")
    assert lines[1] == "    Upload it with `ringtree upload`, or correct the name."
    assert "the text names the key 9, which does nothing here" in lines[2]
    assert lines[-1] == "Errors: 2, warnings: 0. It can not be published."


def test_problems_are_data_too(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text(file.read_text("utf-8").replace("agents: [103]", "agents: []"), "utf-8")
    assert main(["lint", str(file), "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["rule"], problem["line"]) == ("queue-nobody-serves", 37)
    assert problem["remedy"] == "Name the people who answer this queue, or remove it."


def test_problems_and_remedies_are_told_in_russian_on_request(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(file.read_text("utf-8").replace("agents: [103]", "agents: []"), "utf-8")
    assert main(["lint", str(file), "--language", "ru"]) == 1
    problem, remedy, summary = capsys.readouterr().out.splitlines()
    assert problem.endswith(
        ":37:5: ошибка: queues.support.agents: очередь «support» никто не обслуживает"
        " (допустимо: хотя бы один внутренний номер) [queue-nobody-serves]"
    )
    assert remedy == "    Назначьте операторов этой очереди или удалите её."
    assert summary == "Ошибок: 1, предупреждений: 0. Публиковать нельзя."


def test_an_unreadable_text_is_told_as_ever(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_text("code: [", "utf-8")
    assert main(["lint", str(file)]) == 1
    assert "not YAML" in capsys.readouterr().err


def test_live_lint_finds_people_without_a_phone(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(file), "--live"]) == 0
    out = capsys.readouterr().out
    assert "no device of 101 (Anna Smith) is registered" in out
    assert "Register a phone as daisy-101." in out


def test_the_schema_is_printed_or_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--output", str(tmp_path / "s.json")]) == 0
    assert main(["schema"]) == 0
    assert (tmp_path / "s.json").read_text("utf-8") == capsys.readouterr().out
    assert main(["schema", "--output", str(tmp_path / "no" / "s.json")]) == 1
