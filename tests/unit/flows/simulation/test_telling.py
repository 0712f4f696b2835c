"""An imagined call told in both languages."""

from __future__ import annotations

import re

import pytest

import ringtree.flows.codes  # noqa: F401 - registers every code
from ringtree.company.prompt import Language
from ringtree.flows.simulation.script import Story
from ringtree.flows.simulation.telling import ENDINGS, told
from ringtree.records.outcome import Outcome
from tests.unit.flows.simulation.company import MONDAY, NUMBER, imagined


def lines(language: Language, **changes: object) -> list[str]:
    done = imagined(**changes)  # type: ignore[arg-type]
    story = Story(to=done.record.called, caller=done.record.caller, at=MONDAY)
    return list(told(story, done, language))


def test_a_call_is_told_in_english() -> None:
    said = lines("en", press="1")
    assert said[0] == f"Monday 2026-11-23 12:00 MSK: +79990000000 calls {NUMBER}"
    assert said[1] == "    0.0 s  who (caller) → other   because no rule fits the caller"
    assert any(line.endswith("s  pressed: 1") for line in said)
    assert re.match(r"It ends: answered by 101 after \d+\.\d s  waited 6\.0 s", said[-1])


def test_a_call_is_told_in_russian() -> None:
    said = lines("ru", press="1")
    assert said[0] == f"понедельник 23.11.2026 12:00 MSK: +79990000000 звонит на {NUMBER}"
    assert said[1] == "    0,0 с  who (caller) → other   — ни одно правило не подошло звонящему"
    assert any(line.endswith("с  нажато: 1") for line in said)
    assert "           открыто: да" in said
    assert re.match(r"Чем кончилось: ответил 101, через \d+,\d с  ожидание 6,0 с", said[-1])


def test_a_withheld_number_and_a_wait_without_end_have_words() -> None:
    said = "\n".join(lines("ru", caller="", press="1", agents="away", hang_up_after=5.0))
    assert ": скрытый номер звонит на" in said
    assert "Чем кончилось: не дождался, через 5,0 с" in said


def test_who_dialled_in_vain_is_told_why() -> None:
    (_, ends) = lines("en", to="*99", caller="101")
    assert ends == "It ends: rejected (the company has no feature code *99) after 0.0 s"


def test_a_code_ends_with_its_result() -> None:
    assert (
        "(code) → told   because the feature ends with told"
        in lines("en", to="*65", caller="101")[1]
    )
    assert "(code) → told   — итог функции: told" in lines("ru", to="*65", caller="101")[1]


@pytest.mark.parametrize("outcome", Outcome)
def test_every_outcome_has_russian_words(outcome: Outcome) -> None:
    assert re.search("[а-я]", ENDINGS[outcome])
