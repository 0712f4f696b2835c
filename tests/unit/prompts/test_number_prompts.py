"""What numbers say."""

from __future__ import annotations

from ringtree.company.number import Number
from ringtree.company.prompt import Prompt
from ringtree.prompts.number_prompts import RECORDING_NOTICE, closed_prompt, number_prompts

PLAIN = Number(number="+74950000001", trunk="carrier", tree="main")


def test_a_plain_number_says_nothing() -> None:
    assert number_prompts(PLAIN, "ru") == ()


def test_the_greeting_comes_before_the_notice_and_the_notice_is_in_the_language() -> None:
    said = PLAIN.model_copy(update={"greeting": Prompt(text="Hi"), "recording_notice": True})
    for language in ("ru", "en"):
        first, second = number_prompts(said, language)  # type: ignore[arg-type]
        assert first.text == "Hi"
        assert second.text == RECORDING_NOTICE[language]


def test_outside_the_hours_the_hours_are_said() -> None:
    assert "{hours:office}" in (closed_prompt("office", "ru").text or "")
