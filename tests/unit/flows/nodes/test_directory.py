"""The directory node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.model import Company
from ringtree.flows.control import DialOutcome, DialRequest, Forwarding
from ringtree.flows.nodes.directory import MOST_OFFERED, Directory
from ringtree.prompts.names import PressKey, ToReach
from tests.unit.flows.fake_call import FakeCall

PEOPLE = {
    "101": "Анна Смирнова",
    "102": "Борис Кузнецов",
    "103": "Анна Котова",
    "1001": "John Smith",
}


def company(**people: str) -> Company:
    return Company.model_validate(
        {
            "code": "daisy",
            "name": "Daisy",
            "language": "ru",
            "timezone": "Europe/Moscow",
            "groups": {"office": {"extensions": ["101", "102"]}},
            "people": [
                {"extension": extension, "name": name}
                for extension, name in {**PEOPLE, **people}.items()
            ],
        }
    )


def caller(keys: str, **options: Any) -> FakeCall:
    return FakeCall(keys, company=company(), language="ru", **options)


def dialled(call: FakeCall) -> list[str]:
    return [line for line in call.log if line.startswith("dialled")]


async def test_an_internal_number_is_rung_at_once() -> None:
    call = caller("101")
    assert await Directory(by="number").run(call) == "answered"
    assert dialled(call) == ["dialled 101 for 25 s"]


async def test_how_far_the_person_s_forwarding_leads_is_the_node_s_word() -> None:
    call = caller("101")
    await Directory(by="number", forwarding="follow").run(call)
    (request,) = call.requests
    assert isinstance(request, DialRequest) and request.forwarding is Forwarding.FOLLOW


async def test_a_longer_number_is_waited_for_only_while_one_is_possible() -> None:
    call = caller("1001")
    await Directory(by="number").run(call)
    assert dialled(call) == ["dialled 1001 for 25 s"]


async def test_who_is_found_by_name_is_offered_in_words() -> None:
    call = caller("4635.1")  # КУЗН
    assert await Directory(by="name").run(call) == "answered"
    assert "heard Чтобы соединиться с Борисом Кузнецовым," in call.log
    assert "heard нажмите один." in call.log
    assert dialled(call) == ["dialled 102 for 25 s"]


async def test_several_of_a_name_are_chosen_from() -> None:
    call = caller("255#2")
    assert await Directory(by="name").run(call) == "answered"
    assert "heard Чтобы соединиться с Анной Смирновой," in call.log
    assert dialled(call) == ["dialled 103 for 25 s"]


async def test_a_russian_name_is_found_by_its_latin_letters_too() -> None:
    call = caller("589#1")  # KUZ
    await Directory(by="name").run(call)
    assert dialled(call) == ["dialled 102 for 25 s"]


async def test_nobody_found_is_said_and_asked_again() -> None:
    call = caller("9999.101")
    assert await Directory().run(call) == "answered"
    assert "heard Такого сотрудника нет." in call.log


async def test_who_types_nothing_leaves_by_no_input() -> None:
    assert await Directory(attempts=2).run(caller("...")) == "no_input"


async def test_who_chooses_nobody_leaves_by_no_match() -> None:
    assert await Directory(by="name", attempts=1).run(caller("255#7")) == "no_match"


async def test_too_many_of_a_name_are_not_read_out() -> None:
    many = company(**{str(200 + n): f"Анна Ивано{letter}а" for n, letter in enumerate("вгдж")})
    call = FakeCall("2#", company=many, language="ru")
    assert await Directory(by="name", attempts=1).run(call) == "no_match"
    assert any("слишком много" in line for line in call.log)


async def test_only_those_listed_are_reached() -> None:
    node = Directory.model_validate({"people": ["office"], "attempts": 1})
    assert await node.run(caller("103#")) == "no_match"
    assert await node.run(caller("102")) == "answered"
    assert list(node.references()) == [("group", "office")]


@pytest.mark.parametrize("outcome", DialOutcome)
async def test_it_ends_as_a_dial_node_does(outcome: DialOutcome) -> None:
    assert await Directory(by="number").run(caller("101", dials=[outcome])) == outcome.value


def test_every_name_is_spoken_before_anybody_calls() -> None:
    phrases = list(Directory().phrases(company()))
    assert ToReach("Анна Смирнова") in phrases and PressKey(MOST_OFFERED) in phrases
    assert not list(Directory(by="number").phrases(company()))


def test_settings_that_make_no_sense_are_refused() -> None:
    with pytest.raises(ValidationError):
        Directory.model_validate({"by": "voice"})
