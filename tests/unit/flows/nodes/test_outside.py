"""The outside node."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from ringtree.company.model import Company
from ringtree.flows.nodes.outside import Outside
from ringtree.flows.requests import OutsideOutcome, OutsideRequest, SoundKind
from ringtree.prompts.phrases import ACCEPT_CALL
from tests.unit.flows.fake_call import FakeCall

MOBILE = "+79161234567"
DAISY = Company.model_validate(
    {
        "code": "daisy",
        "name": "Daisy",
        "language": "en",
        "timezone": "Europe/Moscow",
        "outgoing": "+74950000002",
        "trunks": {"carrier": {"addresses": ["192.0.2.1"]}},
        "numbers": [
            {"number": "+74950000001", "trunk": "carrier", "tree": "main"},
            {"number": "+74950000002", "trunk": "carrier", "tree": "main"},
        ],
        "people": [{"extension": "101", "name": "Anna", "number": "+74950000001"}],
        "trees": {"main": {"start": "end", "nodes": {"end": {"type": "hang_up"}}}},
    }
)


async def asked(caller: str = "+79990000000", **settings: Any) -> OutsideRequest:
    call = FakeCall(company=DAISY, caller=caller)
    await Outside.model_validate({"number": MOBILE, **settings}).run(call)
    (request,) = call.requests
    assert isinstance(request, OutsideRequest)
    return request


@pytest.mark.parametrize("outcome", OutsideOutcome)
async def test_each_way_it_can_end_has_its_exit(outcome: OutsideOutcome) -> None:
    node = Outside(number=MOBILE)
    assert await node.run(FakeCall(outsides=[outcome], company=DAISY)) == outcome.value
    assert outcome.value in node.exit_names


async def test_the_company_presents_itself_unless_told_otherwise() -> None:
    request = await asked()
    assert (request.caller_id, request.diverted) == ("+74950000002", False)


async def test_the_callers_number_is_presented_as_passed_on() -> None:
    request = await asked(caller_id="caller")
    assert (request.caller_id, request.diverted) == ("+79990000000", True)


@pytest.mark.parametrize(("caller", "shown"), [("", "+74950000002"), ("101", "+74950000001")])
async def test_what_means_nothing_outside_is_not_presented(caller: str, shown: str) -> None:
    request = await asked(caller, caller_id="caller")
    assert (request.caller_id, request.diverted) == (shown, False)


async def test_a_fixed_number_must_be_the_companys() -> None:
    node = Outside.model_validate({"number": MOBILE, "caller_id": "+74950000001"})
    assert list(node.references()) == [("number", "+74950000001")]
    assert (await asked(caller_id="+74950000001")).caller_id == "+74950000001"


async def test_acceptance_is_asked_for_in_the_usual_words_or_in_own_ones() -> None:
    assert (await asked()).acceptance is None
    usual = (await asked(accept=True, accept_time=8)).acceptance
    assert usual is not None and usual.prompts == (ACCEPT_CALL,) and usual.limit == 8
    own = (await asked(accept=True, accept_prompt="Press 1")).acceptance
    assert own is not None and own.prompts[0].text == "Press 1"  # type: ignore[union-attr, comparison-overlap]


async def test_every_prompt_is_prepared() -> None:
    settings = {"accept": True, "accept_prompt": "One?", "hears": "prompt", "waiting_prompt": "Two"}
    node = Outside.model_validate({"number": MOBILE, **settings})
    assert [prompt.text for prompt in node.prompts()] == ["Two", "One?"]
    assert node.sound.kind is SoundKind.PROMPT


@pytest.mark.parametrize(
    "settings",
    [
        {"number": "89161234567"},
        {"number": "101"},
        {"number": MOBILE, "caller_id": "me"},
        {"number": MOBILE, "accept_prompt": "Press 1"},
        {"number": MOBILE, "accept": True, "accept_time": 90},
        {"number": MOBILE, "music": "jazz"},
    ],
)
def test_settings_that_make_no_sense_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Outside.model_validate(settings)
