"""Trying a company by command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.commands.shell import Shell

NOON = ("--at", "2026-11-23 12:00")
CASES = """
cases:
  - {name: Продажи, at: monday 12:00, press: 1, expect: {path: [hours, …, menu, sales]}}
  - {name: Никого нет, at: monday 12:00, press: 1, agents: none, expect: {ends: %s}}
"""


@pytest.fixture
def one(shell: Shell) -> Shell:
    return shell


def with_cases(shell: Shell, ends: str) -> Path:
    text = shell.file.read_text("utf-8").partition("\ncases:")[0]
    shell.file.write_text(text + "\n" + CASES % ends, "utf-8")
    return shell.file


def test_a_call_is_told_hop_by_hop(one: Shell) -> None:
    said = one("simulate", one.file, *NOON, "--press", "1", "--from", "+79211234567")
    assert said.startswith("Monday 2026-11-23 12:00 MSK: +79211234567 calls +74950000001")
    assert "menu (menu) → 1   because 1 was pressed" in said
    assert "It ends: answered by 101" in said


def test_a_call_is_told_in_russian_on_request_and_its_record_stays_the_same(one: Shell) -> None:
    asked = ("simulate", one.file, *NOON, "--press", "1", "--from", "+79211234567")
    said = one(*asked, "--language", "ru")
    assert said.startswith("понедельник 23.11.2026 12:00 MSK: +79211234567 звонит на +74950000001")
    assert "menu (menu) → 1   — нажали 1" in said
    assert "Чем кончилось: ответил 101" in said
    english, russian = one.json(*asked), one.json(*asked, "--language", "ru")
    for record in (english, russian):
        for entry in record["trace"]:
            del entry["why"]
    assert english == russian


def test_a_person_of_the_company_dials_a_code(one: Shell) -> None:
    said = one("simulate", one.file, *NOON, "--from", "101", "--to", "*65")
    assert "101 calls *65" in said
    assert "own_number (code) → told" in said
    assert "It ends: served" in said


def test_a_script_gets_a_record_with_reasons(one: Shell) -> None:
    told = one.json("simulate", one.file, *NOON, "--agents", "busy", "--hang-up-after", "40s")
    assert (told["outcome"], told["simulated"]) == ("abandoned", True)
    assert told["trace"][-1]["why"] == "the caller hung up"


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--at", "soon", "no moment"),
        ("--press", "x", "keys and waits"),
        ("--agents", "lazy", "free, busy, none"),
        ("--to", "+74959999999", "is no number"),
    ],
)
def test_what_cannot_be_imagined_is_said(one: Shell, option: str, value: str, why: str) -> None:
    assert why in one("simulate", one.file, option, value, status=1)


def test_cases_pass_or_say_why_not(one: Shell) -> None:
    said = one("test", with_cases(one, "answered"), status=1)
    assert "passed  Продажи" in said
    assert "FAILED  Никого нет\n        ends overflow, not answered" in said
    assert "Cases: 2, failed: 1." in said


def test_cases_and_the_proof_are_told_in_russian_on_request(one: Shell) -> None:
    said = one("test", with_cases(one, "answered"), "--language", "ru", status=1)
    assert "НЕ ПРОШЛА  Никого нет\n        итог overflow, а не answered" in said
    assert "Проверок: 2, не прошло: 1." in said
    said = one("prove", one.file, "--language", "ru")
    assert "Просмотрено: узлов " in said and "Ошибок: 0, предупреждений: 0." in said


def test_cases_are_data_too(one: Shell) -> None:
    told = one.json("test", with_cases(one, "overflow"))
    assert [case["passed"] for case in told] == [True, True]


def test_a_failing_case_refuses_publication_unless_forced(one: Shell) -> None:
    file = with_cases(one, "answered")
    assert "Никого нет: ends overflow, not answered" in one("apply", file, status=1)
    one("apply", file, "--note", "all the same", "--force-cases")
    (note,) = one.json("history", "romashka")
    assert note["note"] == "all the same [forced, although cases fail: Никого нет]"
    assert "Никого нет" in one("rollback", "romashka", 1, status=1)
    one("rollback", "romashka", 1, "--force-cases")


def test_a_sound_company_is_proven(one: Shell) -> None:
    said = one("prove", one.file)
    assert "Looked at: 19 nodes" in said
    assert "Errors: 0, warnings: 0." in said


def test_a_lost_caller_is_shown(one: Shell) -> None:
    one.edit("    max_wait: 600\n", "    max_wait: null\n")
    said = one("prove", one.file, status=1)
    assert "the caller waits here without limit [wait-without-limit]" in said
    assert f"ringtree simulate {one.file} --to +74950000001" in said
    found = json.loads(one("prove", one.file, "--json", status=1))["findings"]
    assert {finding["kind"] for finding in found} >= {"wait-without-limit"}


def test_what_lint_refuses_is_not_imagined(one: Shell) -> None:
    one.edit("queue: sales\n", "queue: salad\n")
    for command in ("simulate", "test", "prove"):
        assert "salad" in one(command, one.file, status=1)
