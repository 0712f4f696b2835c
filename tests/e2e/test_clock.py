"""The pages go by the company's clock, wherever they are read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.async_api import expect

from ringtree.accounts.role import Role
from tests.e2e.site import PATIENT, site
from tests.e2e.test_calls import CALLER, MAIN, ended
from tests.integration.phones import phones

#: Where it is the day before, seen from Kiritimati at any hour, and from Tokyo in this one.
BROWSER = "Pacific/Pago_Pago"


def company_zone() -> str:
    """A zone on another day than the browser, and with no midnight while the test runs."""
    return "Asia/Tokyo" if datetime.now(UTC).hour == 9 else "Pacific/Kiritimati"


async def test_todays_call_is_todays_where_it_is_yesterday_for_who_looks(tmp_path: Path) -> None:
    company = company_zone()
    document = PATIENT.replace("Europe/Moscow", company)
    async with site(tmp_path, document) as here, phones(carrier := here.server.carrier()):
        call = await carrier.dial(MAIN, caller=CALLER)
        await call.wait_answered()
        await call.hang_up()
        await ended(here)
        record = await here.server.record()

        page = await here.page(await here.user(Role.SUPERVISOR), zone=BROWSER)
        await expect(page.locator(".top-clock")).to_be_visible()
        await page.goto("/journal?period=today")
        row = page.get_by_role("table", name="Journal").locator("tbody tr.opens")
        time = record.started.astimezone(ZoneInfo(company)).strftime("%H:%M")
        await expect(row).to_contain_text(re.compile(rf"\b{time}\b"))

        await page.goto("/reports")
        await page.get_by_text("Today", exact=True).click()
        await page.get_by_role("button", name="Show as a table").click()
        way = page.get_by_role("table", name="The way of incoming calls")
        await expect(way.locator("tfoot td")).to_have_text("1")

        near = await here.page(await here.user(Role.SUPERVISOR, name="Vera"), zone=company)
        await expect(near.locator(".top-company")).to_be_visible()
        await expect(near.locator(".top-clock")).to_have_count(0)
