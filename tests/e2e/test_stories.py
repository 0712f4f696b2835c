"""An employee's own desk, and nothing of anybody else."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, Response, expect

from ringtree.accounts.role import Role
from tests.e2e.site import PATIENT, sign_in, site
from tests.e2e.test_editor import MAIN, nodes_of
from tests.integration.phones import assert_hear_each_other, phones
from tests.integration.server import until

#: The number that leads straight into a queue of Anna and Boris.
DIRECT = "+74950000002"
OTHERS, OWN = "+79210000077", "+79210000055"


async def test_an_employee_sees_the_own_desk_and_nothing_of_others(tmp_path: Path) -> None:
    async with site(tmp_path, PATIENT) as here:
        server = here.server
        anna, boris = server.phone("daisy-101"), server.phone("daisy-102")
        async with phones(carrier := server.carrier(), anna, boris):
            page = await here.page()
            seen = Seen(page)
            await sign_in(page, await here.user(Role.EMPLOYEE, name="Boris", extension="102"))
            await expect(page).to_have_url(f"{here.url}/desk")
            await expect(page.locator(".page-menu li.ant-menu-item")).to_have_count(1)
            await page.get_by_text("Ready", exact=True).click()
            said = server.app.services.presence
            await until(lambda: said.of("daisy", "102").presence == "ready", "presence unchanged")

            # Anna talks with somebody, and somebody else is led to Boris: he sees the second.
            other = await carrier.dial(MAIN, caller=OTHERS)
            await until(lambda: nodes_of(here) == [(1, "menu")], "nobody came to the menu")
            await other.press("0")
            await (await anna.wait_call()).answer()
            own = await carrier.dial(DIRECT, caller=OWN)
            await (await boris.wait_call()).answer()
            await expect(page.get_by_text("921 000-00-55").first).to_be_visible()
            # He hands his own caller on to Anna, as soon as she is free.
            await other.hang_up()
            await until(lambda: len(server.app.calls.calls) == 1, "the other call did not end")
            await page.get_by_role("button", name="Transfer…").click()
            dialog = page.get_by_role("dialog", name="Transfer the call")
            await dialog.get_by_label("To whom").fill("anna smith")
            await dialog.get_by_role("button", name="Transfer").click()
            taken = await anna.wait_call()
            await taken.answer()
            await expect(page.get_by_role("button", name="Transfer…")).to_have_count(0)
            await assert_hear_each_other(own, taken)
            await own.hang_up()
            await until(lambda: not server.app.calls.calls, "the calls did not end")
            await server.app.records.flush()
            calls = page.get_by_role("table", name="My calls").locator("tbody tr")
            await expect(calls).to_have_count(1)
            await expect(calls).to_contain_text("921 000-00-55")

            told = await seen.told()
            assert any("9210000055" in one for one in told)
            assert not any("9210000077" in one for one in told)

            # Neither the pages of others nor the addresses behind them give him anything.
            await page.goto("/journal")
            await expect(page.get_by_text("There is no such page")).to_be_visible()
            for noun in ("live", "calls", "draft", "audit", "people/101/password"):
                answer = await page.request.get(f"/api/v1/companies/daisy/{noun}")
                assert answer.status in (403, 405), noun


class Seen:
    """Every answer a page has had of the server, but for the endless ones."""

    def __init__(self, page: Page) -> None:
        self._answers: list[Response] = []
        page.on("response", lambda one: self._answers.append(one))

    async def told(self) -> list[str]:
        mine = [
            one
            for one in self._answers
            if "/api/" in one.url and not one.url.endswith("/events") and one.status == 200
        ]
        return [await one.text() for one in mine]
