"""The parts of a company on their own pages: what is done there is in the draft, or at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.e2e.site import Site, site
from tests.e2e.test_editor import saved
from tests.integration.companies import DAISY

HOURS = """
schedules:
  office:
    weekly: {monday..friday: "09:00-18:00"}
    holidays: {country: RU}
"""


async def draft_of(here: Site) -> str:
    draft = await here.server.app.services.drafts.get("daisy")
    assert draft is not None
    return draft.text


def day(page: Page, date: str) -> Locator:
    return page.locator(f"[data-date='{date}']")


async def test_exceptions_are_made_on_a_calendar_by_mouse_and_by_keyboard(tmp_path: Path) -> None:
    year = datetime.now(UTC).year + 1
    async with site(tmp_path, DAISY + HOURS) as here:
        page = await here.page(await here.user())
        await page.goto("/hours")
        await page.get_by_role("button", name="Next year").click()
        await expect(day(page, f"{year}-01-01")).to_have_class("day is-holiday")

        # Dragged over three days: one exception, which the server then tells of each of them.
        await day(page, f"{year}-03-10").hover()
        await page.mouse.down()
        await day(page, f"{year}-03-12").hover()
        await page.mouse.up()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Name", exact=True).fill("removal")
        await dialog.get_by_role("button", name="Add").click()
        await expect(day(page, f"{year}-03-11")).to_have_class("day is-exception")
        await expect(day(page, f"{year}-03-13")).not_to_have_class("day is-exception")
        await saved(page)
        text = await draft_of(here)
        assert f"from: {year}-03-10" in text and f"to: {year}-03-12" in text

        # By keyboard two days are chosen; the exception is found again, changed and removed.
        await day(page, f"{year}-03-20").focus()
        await page.keyboard.press("Shift+ArrowRight")
        await page.keyboard.press("Enter")
        await dialog.get_by_label("other hours").check()
        await dialog.get_by_label("Hours", exact=True).fill("10:00-12:00")
        await dialog.get_by_role("button", name="Add").click()
        await expect(day(page, f"{year}-03-21")).to_have_attribute(
            "aria-label", re.compile(f" 21 March {year}, 10:00–12:00, exception “special day”$")
        )
        await expect(dialog).to_be_hidden()
        await day(page, f"{year}-03-11").focus()
        await page.keyboard.press("Enter")
        await dialog.get_by_role("button", name="Remove the exception").click()
        await expect(day(page, f"{year}-03-11")).not_to_have_class("day is-exception")
        await saved(page)
        assert "removal" not in await draft_of(here)
