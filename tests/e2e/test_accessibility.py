"""No page has anything that axe would object to, in the light and in the dark [WCAG 2.1 AA]."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.site import site, violations
from tests.e2e.tour import OPERATORS, PAGES, people, visit
from tests.integration.companies import DAISY


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_nothing_on_any_page(tmp_path: Path, dark: bool) -> None:
    async with site(tmp_path, DAISY) as here:
        administrator, operator = await people(here, "daisy")
        front = await here.page(dark=dark)
        await front.goto("/")
        await front.locator("input[type=email]").wait_for()
        found = {"sign-in": await violations(front)}
        page = await here.page(administrator, dark=dark)
        for address in PAGES:
            await visit(page, address)
            found[address] = await violations(page)
        page = await here.page(operator, dark=dark)
        for address in OPERATORS:
            await visit(page, address)
            found[address] = await violations(page)
    told = [f"{address}: {one}" for address, some in found.items() for one in some]
    assert not told, "\n".join(told)
