"""The first ten minutes: from the one-time link of an empty server to what a caller hears."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import Page, expect

from ringtree.accounts.links import Purpose
from tests.e2e.site import PASSWORD, site
from tests.e2e.test_editor import publish, saved
from tests.integration.phones import assert_hear_each_other, is_silent, phones

NUMBER, CALLER = "+74950000001", "+79210000077"
#: So far apart that it is working time in one of them whenever the test runs.
ZONES = ("Europe/Moscow", "Asia/Tokyo", "Pacific/Honolulu", "America/Bogota")


def at_work() -> str:
    """A time zone in which it is neither early nor late in the day."""
    return next(zone for zone in ZONES if 10 <= datetime.now(ZoneInfo(zone)).hour < 17)


async def test_from_the_one_time_link_to_the_greeting_a_caller_hears(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        token = await here.server.app.services.links.create(Purpose.FIRST_ADMINISTRATOR)
        page = await here.page()
        await become_administrator(page, token)
        await make_company(page)
        await give_number(page)
        await page.goto("/companies")
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.locator(".top-company")).to_have_text("Daisy")
        await bring_trunk(page, f"127.0.0.1:{here.server.trunk_port}")
        await take_first_steps(page)
        await publish(page, "a reception")

        await page.goto("/people?people=101")
        await page.get_by_role("button", name="New phone password").click()
        await expect(page.locator(".phone-access .qr svg")).to_be_visible()
        await page.get_by_role("combobox", name="Telephone").click()
        await page.locator(".ant-select-item-option", has_text="By hand").click()
        secret = page.locator("[data-secret=password]")
        here.server.passwords["daisy-101"] = (await secret.inner_text()).strip()
        anna, carrier = here.server.phone("daisy-101"), here.server.carrier()
        async with phones(carrier, anna):
            call = await carrier.dial(NUMBER, caller=CALLER)
            await call.wait_answered()
            await call.wait_heard(1.5)
            assert not is_silent(call.heard.samples())
            rung = await anna.wait_call()
            await rung.answer()
            await assert_hear_each_other(call, rung)
            await page.goto("/live")
            row = page.get_by_role("table", name="Calls").locator("tbody tr")
            await expect(row).to_contain_text("Anna Smith")
            await call.hang_up()
            await expect(page.get_by_text("No calls right now")).to_be_visible()


async def become_administrator(page: Page, token: str) -> None:
    await page.goto(f"/welcome?token={token}")
    await page.get_by_label("Your name").fill("Olga")
    await page.get_by_label("E-mail").fill("olga@example.com")
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_label("The password again").fill(PASSWORD)
    await page.get_by_role("button", name="Create the account").click()


async def make_company(page: Page) -> None:
    await page.get_by_role("button", name="New company").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill("Daisy")
    await dialog.get_by_label("Code").fill("daisy")
    await dialog.get_by_label("Time zone").click()
    await dialog.get_by_label("Time zone").fill(at_work())
    await page.keyboard.press("Enter")
    await dialog.get_by_role("button", name="Create").click()
    await expect(dialog).to_have_count(0)


async def give_number(page: Page) -> None:
    await page.get_by_role("menuitem", name="Number pool").click()
    await page.get_by_role("button", name="Give numbers").first.click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Company").click()
    await page.locator(".ant-select-item-option", has_text="daisy").click()
    await dialog.get_by_label("Numbers").fill(NUMBER)
    await dialog.get_by_role("button", name="Give", exact=True).click()
    await expect(dialog).to_have_count(0)


async def bring_trunk(page: Page, address: str) -> None:
    """The carrier: known by the address its calls come from."""
    await page.get_by_role("menuitem", name="Trunks").click()
    await page.get_by_role("button", name="Add a trunk").first.click()
    drawer = page.get_by_role("dialog")
    await drawer.locator("[data-field=addresses] input").fill(address)
    await page.keyboard.press("Enter")
    await drawer.get_by_role("button", name="Close").click()
    await saved(page)


async def take_first_steps(page: Page) -> None:
    await page.get_by_role("menuitem", name="Trees").click()
    await page.get_by_role("button", name="First steps").first.click()
    await page.get_by_label("Which number do callers dial?").fill(NUMBER)
    await page.get_by_role("button", name="Next").click()
    await page.get_by_label("Name", exact=True).fill("Anna Smith")
    await page.get_by_role("button", name="Next").click()
    for day in ("Sat", "Sun"):
        await page.get_by_label(day).click()
        await expect(page.get_by_label(day)).to_be_checked()
    await page.get_by_role("button", name="Next").click()
    await page.get_by_role("button", name="Draw the tree").click()
    await expect(page.get_by_text("No problems")).to_be_visible()
    await saved(page)
