"""Getting in: the first administrator, signing in and out, and who may not."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from ringtree.accounts.links import Purpose
from tests.e2e.site import PASSWORD, sign_in, site
from tests.integration.companies import DAISY


async def test_the_first_administrator_comes_by_the_printed_link(tmp_path: Path) -> None:
    async with site(tmp_path) as here:
        token = await here.server.app.services.links.create(Purpose.FIRST_ADMINISTRATOR)
        page = await here.page()
        await page.goto(f"/welcome?token={token}")
        await page.get_by_label("Your name").fill("Olga")
        await page.get_by_label("E-mail").fill("olga@example.com")
        await page.get_by_label("Password", exact=True).fill(PASSWORD)
        await page.get_by_label("The password again").fill("another one")
        await page.get_by_role("button", name="Create the account").click()
        await expect(page.get_by_text("The two passwords differ")).to_be_visible()
        await page.get_by_label("The password again").fill(PASSWORD)
        await page.get_by_role("button", name="Create the account").click()
        await expect(page.get_by_role("button", name="user Olga")).to_be_visible()


async def test_one_signs_in_and_out_and_the_session_is_gone(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        email = await here.user()
        page = await here.page()
        await page.goto("/trees")
        await page.locator("input[type=email]").fill(email)
        await page.locator("input[type=password]").fill("not this one")
        await page.locator("button[type=submit]").click()
        await expect(page.locator(".ant-alert")).to_be_visible()
        await sign_in(page, email)
        await page.get_by_role("button", name="user Anna").click()
        await page.get_by_text("Sign out").click()
        await expect(page.locator("input[type=email]")).to_be_visible()
        await page.goto("/trees")
        await expect(page.locator("input[type=email]")).to_be_visible()
