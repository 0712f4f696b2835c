"""Values in what a caller hears."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ringtree.company.model import Company
from ringtree.company.placeholders import BUILT_IN
from ringtree.company.prompt import Prompt, spoken
from ringtree.flows.trace import TracedCall
from ringtree.flows.values import fill, filled
from ringtree.prompts.phrases import APOLOGY
from tests.unit.flows.fake_call import NOBODY, FakeCall


def with_queues(*names: str) -> Company:
    queues = {name: {"title": name, "agents": []} for name in names}
    return NOBODY.model_copy(update={"queues": queues})


def test_the_callers_number_is_grouped() -> None:
    assert fill("You call from {caller}.", FakeCall()) == "You call from +7 999 123-45-67."


def test_a_number_written_as_at_home_is_said_as_an_international_one() -> None:
    home = {"number": "+74950000001", "trunk": "t", "tree": "main"}
    company = NOBODY.model_copy(update={"numbers": [home]})
    call = FakeCall(caller="89217654321", company=company)
    assert fill("{caller}", call) == "+7 921 765-43-21"


def test_a_withheld_number_is_said_to_be_one_in_the_prompts_language() -> None:
    call = FakeCall(caller="")
    assert fill("{caller}", call) == "number withheld"
    assert filled((spoken("{caller}", "ru"),), call) == (spoken("номер не определён", "ru"),)


def test_a_variable_is_put_in_and_an_unset_one_says_nothing() -> None:
    call = FakeCall()
    call.carried.variables["order"] = "{caller}"
    assert fill("Order {order}{nothing}", call) == "Order {caller}"


def test_the_place_is_an_ordinal() -> None:
    call = FakeCall(company=with_queues("sales", "support"))
    call.places["support"] = 3
    assert fill("{place:support}, {place}", call) == "third, first"
    assert fill("{place:support}", call, "ru") == "третий"
    assert fill("{place:nothing}", call) == ""


OFFICE = {"weekly": {"monday..friday": "09:00-18:00"}}
SUNDAY = datetime(2026, 11, 29, 22, 0, tzinfo=ZoneInfo("Europe/Moscow"))


def test_the_hours_speak() -> None:
    call = FakeCall(company=NOBODY.model_copy(update={"schedules": {"office": OFFICE}}))
    said = fill("{hours}", call, "ru")
    assert said == "мы работаем с понедельника по пятницу с девяти до восемнадцати"
    assert fill("{hours:office}", call) == fill("{hours}", call, "en")
    assert fill("{hours:shop}{next_opening:shop}", call) == ""


def test_the_next_opening_is_told_from_now() -> None:
    company = NOBODY.model_copy(update={"schedules": {"office": OFFICE}})
    call = FakeCall(company=company, began=SUNDAY)
    assert fill("{next_opening}", call, "ru") == "откроемся завтра, в понедельник, в девять утра"


def test_a_company_without_schedules_has_no_hours_to_tell() -> None:
    assert fill("{hours}{next_opening}{place}", FakeCall()) == ""


def test_every_name_with_a_meaning_has_one() -> None:
    call = FakeCall()
    call.company = with_queues("sales").model_copy(update={"schedules": {"office": OFFICE}})
    assert all(fill(f"{{{name}}}", call) for name in BUILT_IN)


def test_prompts_without_values_are_left_alone() -> None:
    prompts = (spoken("Hello"), Prompt(file="a.wav"), APOLOGY)
    assert filled(prompts, FakeCall()) is prompts


async def test_what_says_nothing_is_not_played() -> None:
    call = FakeCall()
    traced = TracedCall(call, call.trace)
    call.trace.enter("a", "greeting")
    assert await traced.play(spoken("{name}"))
    assert await traced.play(spoken("{name}"), spoken("Hello {{you}}"))
    assert call.log == ["heard Hello {you}"]
    assert [step["played"] for step in call.trace.steps] == [["Hello {you}"]]


async def test_the_trace_has_the_words_that_were_heard() -> None:
    call = FakeCall()
    call.carried.variables["name"] = "Anna"
    call.trace.enter("a", "greeting")
    await TracedCall(call, call.trace).play(spoken("Hello, {name}!"))
    assert call.trace.steps[0]["played"] == ["Hello, Anna!"]
