"""The parts of a company on their own pages: what is done there is in the draft, or at once."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from ringtree.company.text import load
from tests.e2e.site import Site, site
from tests.e2e.test_editor import saved
from tests.integration.companies import DAISY
from tests.unit.voicemail.house import wav

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
        await dialog.get_by_label("other hours").click()
        await expect(dialog.get_by_label("other hours")).to_be_checked()
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


MAILBOX = """
mailboxes:
  office: {title: Office, person: 101}
"""


async def test_a_mailbox_gets_its_greeting_and_its_pin_at_once(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY + MAILBOX) as here:
        page = await here.page(await here.user())
        await page.goto("/mailboxes?mailboxes=office")
        busy = page.locator("[data-kind=busy]")
        await expect(busy).to_contain_text("not recorded")
        await busy.locator("input[type=file]").set_input_files(
            {"name": "busy.wav", "mimeType": "audio/wav", "buffer": wav()}
        )
        await expect(busy.locator(".ant-tag")).to_have_text("0:03")
        await busy.get_by_role("button", name="Play").click()
        await expect(busy.locator("[role=slider]")).to_be_visible()
        await busy.get_by_role("button", name="Remove: Busy").click()
        await page.get_by_role("tooltip").get_by_role("button", name="Remove").click()
        await expect(busy).to_contain_text("not recorded")

        # What everybody would guess is refused in the API's own words; one that is made holds.
        await page.get_by_label("New PIN").fill("1234")
        await page.get_by_role("button", name="Set", exact=True).click()
        await expect(page.get_by_text("A PIN has four to twelve digits")).to_be_visible()
        await page.get_by_role("button", name="Make one").click()
        await expect(page.locator("[data-secret=pin]")).to_have_text(re.compile(r"^[0-9]{6}$"))
        await expect(page.get_by_text("There is a PIN.")).to_be_visible()
        await page.get_by_role("button", name="Remove the PIN").click()
        await page.get_by_role("tooltip").get_by_role("button", name="Remove").click()
        await expect(page.get_by_text("There is no PIN")).to_be_visible()


async def test_mailboxes_come_in_by_the_table_after_a_look_at_what_that_would_do(
    tmp_path: Path,
) -> None:
    table = "name;title;mail\noffice;;one@daisy.example\nsales;Sales;sales@daisy.example\n"
    async with site(tmp_path, DAISY + MAILBOX) as here:
        page = await here.page(await here.user())
        await page.goto("/mailboxes")
        await page.get_by_role("button", name="Import CSV").click()
        dialog = page.get_by_role("dialog", name="Import from a table")
        await dialog.locator("input[type=file]").set_input_files(
            {"name": "mailboxes.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        await expect(dialog).to_contain_text("1 row will be added, 1 changed")
        await dialog.get_by_role("button", name="Take over into the draft").click()
        await saved(page)

        boxes = load(await draft_of(here)).mailboxes
        assert boxes["office"].mail == ("one@daisy.example",)
        assert (boxes["sales"].title, boxes["sales"].mail) == ("Sales", ("sales@daisy.example",))
