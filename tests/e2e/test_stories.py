"""From nothing to a reception that is live, and an employee's own desk."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from ringtree.accounts.role import Role
from tests.e2e.site import site
from tests.e2e.test_editor import publish, saved
from tests.integration.companies import DAISY
from tests.integration.server import until

BARE = """
code: daisy
name: Daisy
language: en
timezone: Europe/Moscow
trunks:
  carrier: {addresses: ["{trunk}"]}
"""
NUMBER = "+74950000001"


async def test_four_answers_make_a_reception_that_is_published(tmp_path: Path) -> None:
    async with site(tmp_path, BARE) as here:
        page = await here.page(await here.user())
        await page.goto("/trees")
        await page.get_by_role("button", name="First steps").click()
        await page.get_by_label("Which number do callers dial?").fill(NUMBER)
        await page.get_by_role("button", name="Next").click()
        await page.get_by_label("Name", exact=True).fill("Anna Smith")
        await page.get_by_role("button", name="Next").click()
        for day in ("Sat", "Sun"):
            await page.get_by_label(day).check()
        for label, hour in (("From", "00:00"), ("Until", "23:30")):
            await page.get_by_label(label).click()
            await page.keyboard.type(hour)
            await page.keyboard.press("Enter")
        await page.get_by_role("button", name="Next").click()
        await page.get_by_role("button", name="Draw the tree").click()
        await expect(page.locator(".node-card")).to_have_count(5)
        await expect(page.get_by_text("No problems")).to_be_visible()
        await saved(page)
        await publish(page, "a reception")

        live = here.server.app.directory.company("daisy")
        assert live is not None and live.company.number(NUMBER) is not None
        assert [one.name for one in live.company.people] == ["Anna Smith"]


async def test_an_employee_sees_the_own_desk_and_nothing_else(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user(Role.EMPLOYEE, name="Boris", extension="102"))
        await expect(page).to_have_url(f"{here.url}/desk")
        await expect(page.locator(".page-menu li.ant-menu-item")).to_have_count(1)
        await page.get_by_text("Ready", exact=True).click()
        said = here.server.app.services.presence
        await until(lambda: said.of("daisy", "102").presence == "ready", "presence did not change")
        await page.goto("/journal")
        await expect(page.get_by_text("There is no such page")).to_be_visible()
