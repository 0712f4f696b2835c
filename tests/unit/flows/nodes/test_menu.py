"""The menu node."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ringtree.company.model import Company
from ringtree.flows.control import DialOutcome, DialRequest, Forwarding
from ringtree.flows.nodes.menu import Menu
from tests.unit.flows.fake_call import REACTION, SPEECH, FakeCall

PROMPT = "Sales 1, support 2"
SPOKEN = len(PROMPT) / SPEECH
WRONG = "heard That is not one of the choices."
NOTHING = "heard You have not chosen anything."


def menu(*choices: str, **settings: Any) -> Menu:
    return Menu.model_validate({"prompt": PROMPT, "choices": choices or ("1", "2"), **settings})


class TestChoosing:
    async def test_the_key_pressed_is_the_exit_taken(self) -> None:
        call = FakeCall("2")
        assert await menu().run(call) == "2"
        assert call.log == [f"heard {PROMPT}", "pressed 2"]

    async def test_a_key_during_the_prompt_cuts_it_short_and_counts(self) -> None:
        call = FakeCall(at={0.2: "1"})
        assert await menu().run(call) == "1"
        assert call.now == 0.2

    async def test_a_key_pressed_before_the_menu_chooses_without_a_prompt(self) -> None:
        call = FakeCall(at={0.0: "1"})
        assert await menu().run(call) == "1"
        assert call.log == ["pressed 1"]

    async def test_without_barge_in_the_prompt_is_heard_and_the_key_still_counts(self) -> None:
        call = FakeCall(at={0.2: "1"})
        assert await menu(barge_in=False).run(call) == "1"
        assert call.now == pytest.approx(SPOKEN)

    async def test_star_and_hash_can_be_choices(self) -> None:
        assert await menu("*", "#").run(FakeCall("#")) == "#"
        assert await menu("1", "1#").run(FakeCall("1#")) == "1#"


class TestLongChoices:
    CHOICES = ("1", "12", "123", "2")

    async def test_the_longest_match_is_taken(self) -> None:
        assert await menu(*self.CHOICES).run(FakeCall("12.")) == "12"

    async def test_a_choice_no_other_begins_with_is_taken_at_once(self) -> None:
        call = FakeCall("2")
        assert await menu(*self.CHOICES).run(call) == "2"
        assert call.now == pytest.approx(SPOKEN + REACTION)

    async def test_the_last_key_of_the_longest_choice_ends_the_waiting(self) -> None:
        call = FakeCall("123")
        assert await menu(*self.CHOICES).run(call) == "123"
        assert call.now == pytest.approx(SPOKEN + 3 * REACTION)

    async def test_where_a_longer_choice_is_possible_only_the_short_wait_is_waited(self) -> None:
        call = FakeCall("1.")
        assert await menu(*self.CHOICES, inter_digit_timeout=1.5).run(call) == "1"
        assert call.now == pytest.approx(SPOKEN + REACTION + 1.5)

    async def test_hash_says_that_the_choice_is_complete(self) -> None:
        call = FakeCall("1#")
        assert await menu(*self.CHOICES).run(call) == "1"
        assert call.now == pytest.approx(SPOKEN + 2 * REACTION)

    async def test_a_mistyped_choice_is_read_to_its_end(self) -> None:
        """Its last key, 2, must not choose from the menu when it is asked again."""
        call = FakeCall("192.")
        assert await menu(*self.CHOICES, attempts=1).run(call) == "no_match"

    async def test_half_a_choice_is_a_wrong_one(self) -> None:
        assert await menu("12", attempts=1).run(FakeCall("1.")) == "no_match"


class TestWrongKeys:
    async def test_a_wrong_key_is_said_to_be_one_and_the_prompt_asked_again(self) -> None:
        call = FakeCall("91")
        assert await menu().run(call) == "1"
        assert call.log == [
            f"heard {PROMPT}", "pressed 9", WRONG, f"heard {PROMPT}", "pressed 1"
        ]  # fmt: skip

    async def test_each_wrong_key_uses_up_an_attempt(self) -> None:
        call = FakeCall("999")
        assert await menu(attempts=2).run(call) == "no_match"
        assert call.log.count(f"heard {PROMPT}") == 2
        assert call.log[-1] == WRONG

    async def test_hammering_on_a_wrong_key_uses_up_only_one(self) -> None:
        call = FakeCall("1", at={0.2: "999"})
        assert await menu(attempts=2).run(call) == "1"

    async def test_the_menus_own_words_replace_the_systems(self) -> None:
        call = FakeCall("9.1")
        own = menu(no_match_prompt="Not that", no_input_prompt="Well?")
        assert await own.run(call) == "1"
        assert "heard Not that" in call.log
        assert "heard Well?" in call.log
        assert [prompt.text for prompt in own.prompts()] == [PROMPT, "Well?", "Not that"]


class TestSilence:
    async def test_nothing_pressed_is_said_and_asked_again(self) -> None:
        call = FakeCall(".1")
        assert await menu().run(call) == "1"
        assert call.log == [f"heard {PROMPT}", NOTHING, f"heard {PROMPT}", "pressed 1"]

    async def test_silence_to_the_end_takes_its_own_exit(self) -> None:
        call = FakeCall()
        assert await menu(attempts=2, timeout=7).run(call) == "no_input"
        assert call.log == [f"heard {PROMPT}", NOTHING, f"heard {PROMPT}"]
        assert call.now == pytest.approx(2 * SPOKEN + 2 * 7 + (len(NOTHING) - 6) / SPEECH)

    async def test_the_last_attempt_decides_which_exit_it_is(self) -> None:
        assert await menu(attempts=2).run(FakeCall("9.")) == "no_input"
        assert await menu(attempts=2).run(FakeCall(".9")) == "no_match"

    async def test_it_speaks_the_callers_language(self) -> None:
        call = FakeCall(language="ru")
        await menu(attempts=2).run(call)
        assert "heard Вы ничего не выбрали." in call.log


class TestSettings:
    def test_its_exits_are_its_choices_and_two_more(self) -> None:
        assert menu("1", "0").exit_names == ("1", "0", "no_input", "no_match")
        assert menu().optional_exits == frozenset()
        assert Menu.waits_for_caller

    @pytest.mark.parametrize(
        "settings",
        [
            {"choices": []},
            {"choices": ["1", "1"]},
            {"choices": ["A"]},
            {"choices": [1]},
            {"attempts": 0},
            {"timeout": 61},
            {"inter_digit_timeout": 0},
            {"prompt": []},
            {"barge": True},
        ],
    )
    def test_what_makes_no_sense_is_refused(self, settings: dict[str, Any]) -> None:
        with pytest.raises(ValidationError):
            Menu.model_validate({"prompt": PROMPT, "choices": ["1"], **settings})


KEYS = st.text("0123456789*#", min_size=1, max_size=3)


@given(
    choices=st.lists(KEYS, min_size=1, max_size=6, unique=True),
    typed=st.text("0123456789*#.", max_size=12),
    at=st.dictionaries(st.floats(0, 30), KEYS, max_size=4),
    attempts=st.integers(1, 4),
)
async def test_whatever_is_typed_ends_in_one_of_its_exits(
    choices: list[str], typed: str, at: dict[float, str], attempts: int
) -> None:
    node = menu(*choices, attempts=attempts)
    call = FakeCall(typed, at=at)
    assert await node.run(call) in node.exit_names
    assert call.log.count(f"heard {PROMPT}") <= attempts


@given(choices=st.lists(KEYS, min_size=1, max_size=8, unique=True), data=st.data())
async def test_any_choice_typed_and_waited_for_is_taken(choices: list[str], data: Any) -> None:
    wanted = data.draw(st.sampled_from(choices))
    assert await menu(*choices).run(FakeCall(wanted)) == wanted


class TestDirectDialling:
    """Who knows the internal number types it instead of a choice."""

    def people(self) -> Company:
        return Company.model_validate(
            {
                "code": "daisy",
                "name": "Daisy",
                "language": "en",
                "timezone": "Europe/Moscow",
                "people": [
                    {"extension": one, "name": f"Person {one}"} for one in ("101", "102", "2345")
                ],
            }
        )

    def menu(self, **settings: Any) -> Menu:
        drawn = {"prompt": "Choose", "choices": ["1", "3"], "direct_dial": "all", **settings}
        return Menu.model_validate(drawn)

    async def test_a_number_is_rung_at_once_and_the_call_leaves_by_how_that_ended(self) -> None:
        call = FakeCall("2345", company=self.people(), dials=[DialOutcome.BUSY])
        assert await self.menu(ring_time=10).run(call) == "busy"
        assert call.log[-1] == "dialled 2345 for 10 s"

    async def test_how_far_the_person_s_forwarding_leads_is_the_menu_s_word(self) -> None:
        call = FakeCall("2345", company=self.people())
        await self.menu(forwarding="follow").run(call)
        (request,) = call.requests
        assert isinstance(request, DialRequest) and request.forwarding is Forwarding.FOLLOW

    async def test_a_choice_that_numbers_begin_with_waits_for_one(self) -> None:
        call = FakeCall("1.", company=self.people())
        assert await self.menu().run(call) == "1"
        call = FakeCall("102", company=self.people())
        assert await self.menu().run(call) == "answered"

    async def test_another_choice_waits_for_nothing(self) -> None:
        call = FakeCall("3", company=self.people())
        assert await self.menu(inter_digit_timeout=10).run(call) == "3"
        assert call.now < 2

    async def test_only_those_listed_are_rung(self) -> None:
        one = self.menu(direct_dial=["101"], attempts=1)
        assert await one.run(FakeCall("102", company=self.people())) == "no_match"
        assert await one.run(FakeCall("101", company=self.people())) == "answered"
        assert list(one.references()) == [("extension", "101")]

    def test_it_brings_exits_that_may_stay_open(self) -> None:
        one = self.menu()
        assert one.exit_names[-4:] == ("answered", "busy", "no_answer", "unreachable")
        assert one.optional_exits == {"answered", "busy", "no_answer", "unreachable"}
        assert not self.menu(direct_dial=[]).optional_exits
