"""The company itself."""

from __future__ import annotations

from tests.unit.api.panel import COMPANY, Panel


async def test_a_company_says_what_of_it_is_live(panel: Panel) -> None:
    body = (await (await panel.with_key()).get(COMPANY)).json()
    assert (body["code"], body["revision"], body["published_by"]) == ("daisy", 1, "test")
    assert (body["numbers"], body["people"]) == (["+74950000001"], 3)
