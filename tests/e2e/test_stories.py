"""From nothing to a working reception; a call watched, replayed; a desk; a restart."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from ringtree.accounts.role import Role
from ringtree.records.outcome import Outcome
from tests.e2e.site import site
from tests.e2e.test_editor import publish, saved
from tests.integration.companies import DAISY
from tests.integration.phones import Phone, phones
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


async def test_four_answers_and_a_phone_make_a_reception_that_is_called(tmp_path: Path) -> None:
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

        account, password = await new_phone(page)
        phone = Phone(account, server=here.server.address, password=password)
        async with phones(carrier := here.server.carrier(), phone):
            call = await carrier.dial(NUMBER, caller="+79210000001")
            rung = await phone.wait_call()
            await rung.answer()
            await call.wait_answered()
            # The supervisor sees it, and the journal tells it afterwards.
            await page.goto("/live")
            await expect(page.locator("table[aria-label=Calls]")).to_contain_text("Anna Smith")
            await page.get_by_role("button", name="Hang up").click()
            await page.locator(".ant-popconfirm-buttons .ant-btn-primary").click()
            await call.wait_ended()
        await page.goto("/journal")
        await page.locator("tbody tr").first.click()
        await expect(page.locator(".trace > li")).to_have_count(3)
        await expect(page.locator(".wire.taken")).to_have_count(2)
        record = await here.server.record()
    assert record.outcome is Outcome.ANSWERED and record.answered_by == "101"


async def new_phone(page: Page) -> tuple[str, str]:
    """Give the first person's phone a password: the account and the password."""
    await page.keyboard.press("Escape")
    await page.goto("/people?people=101")
    await page.get_by_role("button", name="New phone password").click()
    if await (sure := page.locator(".ant-popconfirm-buttons .ant-btn-primary")).count():
        await sure.click()
    await page.get_by_role("tab", name="By hand").click()
    facts = page.locator(".phone-access dd")
    return (await facts.nth(1).inner_text()).strip(), (await facts.nth(2).inner_text()).strip()


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
