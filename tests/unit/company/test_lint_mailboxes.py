"""Rules about mailboxes; the page's examples are tried by test_lint."""

from __future__ import annotations

from ringtree.company.lint import lint
from ringtree.company.text import check, load
from tests.unit.company.test_mailbox import TEXT


def rules(text: str) -> set[str]:
    return {problem.rule for problem in lint(load(text), recordings=())}


def test_a_sound_company_has_no_problem() -> None:
    assert rules(TEXT) == set()


def test_every_name_is_checked() -> None:
    wrong = TEXT.replace("person: 101", "person: 109, operator: nobody").replace("[102]", "[103]")
    wrong = wrong.replace(
        "    person: 109, operator: nobody", "    person: 109\n    operator: nobody"
    )
    _, problems = check(wrong.replace("voicemail: ann}", "voicemail: anne}"), "x")
    messages = "\n".join(problem.message for problem in problems)
    for name in ("'109'", "'nobody'", "'103'", "'anne'"):
        assert "there is no" in messages and name in messages


def test_a_recording_must_be_there() -> None:
    assert "unknown-recording" in rules(TEXT.replace("I am away.", "{file: x.wav}"))


def test_two_mailboxes_have_two_numbers() -> None:
    more = "  two: {title: T, mail: t@acme.example, dial: 200}\n"
    more += "  three: {title: T, mail: t@acme.example, dial: 200}\n"
    assert rules(TEXT + more) == {"taken-extension"}
