"""The operator's pages: numbers are given and taken, an address is banned and let in again."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from ringtree.accounts.role import Role
from tests.e2e.site import site
from tests.integration.companies import DAISY


async def test_a_number_is_given_to_a_company_and_taken_back(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user(Role.OPERATOR, name="Oleg", company=None))
        await page.goto("/pool")
        await page.get_by_role("button", name="Give numbers").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Company").click()
        await page.locator(".ant-select-item-option", has_text="daisy").click()
        await dialog.get_by_label("Numbers").fill("+7 (495) 000-00-77\n+74950000078")
        await dialog.get_by_role("button", name="Give", exact=True).click()
        row = page.get_by_role("row").filter(has_text="00-77")
        await expect(row).to_contain_text("Not yet")
        search = page.get_by_role("textbox", name="Number or company's code")
        await search.fill("(495) 000-00-77")
        await expect(page.get_by_role("row").filter(has_text="00-78")).to_have_count(0)
        await expect(row).to_have_count(1)
        await search.fill("nobody")
        await expect(page.get_by_text("No company has such a number")).to_be_visible()
        await search.fill("")

        # Nobody else's number, and none in use, can be taken by mistake.
        await expect(
            page.get_by_role("row").filter(has_text="Yes").get_by_role("button")
        ).to_have_count(0)
        await row.get_by_role("button").click()
        await page.locator(".ant-popconfirm").get_by_role("button", name="Take back").click()
        await expect(row).to_have_count(0)
        await expect(page.get_by_role("row").filter(has_text="00-78")).to_have_count(1)


async def test_an_address_is_banned_and_let_in_again(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user(Role.OPERATOR, name="Oleg", company=None))
        await page.goto("/bans")
        await expect(page.get_by_text("Nobody is locked out")).to_be_visible()
        await page.get_by_role("button", name="Ban or allow").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Address", exact=True).fill("203.0.113.66")
        await dialog.get_by_role("button", name="Save").click()
        row = page.get_by_role("row").filter(has_text="203.0.113.66")
        await expect(row).to_contain_text("banned address")
        (ban,) = await here.server.app.doorkeeper.standing(limit=2)
        assert ban.subject == "203.0.113.66"

        await row.get_by_role("button").click()
        await page.locator(".ant-popconfirm").get_by_role("button", name="Let in").click()
        await expect(page.get_by_text("Nobody is locked out")).to_be_visible()
        assert await here.server.app.doorkeeper.standing(limit=2) == []


async def test_the_trunks_of_all_companies_are_watched_and_found(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user(Role.OPERATOR, name="Oleg", company=None))
        await page.goto("/all-trunks")
        row = page.get_by_role("table", name="All trunks").locator("tbody tr")
        await expect(row).to_contain_text("carrier")
        await expect(row).to_contain_text("needs none")
        await expect(page.get_by_role("status").filter(has_text="of 1 trunk")).to_be_visible()
        await page.get_by_label("Company, trunk or address").fill("rose")
        await expect(page.get_by_text("There is no such trunk")).to_be_visible()


async def test_a_company_is_bounded_and_sees_by_whom(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page(await here.user(Role.OPERATOR, name="Oleg", company=None))
        await page.goto("/companies")
        await page.get_by_role("button", name="Allowance of Daisy").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("People with internal numbers").fill("20")
        await dialog.get_by_label("Calls to the outside at once").fill("4")
        await dialog.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("The allowance holds from the next call on.")).to_be_visible()
        assert here.server.app.limits.allowances.of("daisy").simultaneous == 4

        await page.goto("/server-audit")
        change = page.get_by_role("row").filter(has_text="allowance")
        await expect(change).to_contain_text("Oleg")
        await expect(change).to_contain_text("simultaneous")

        page = await here.page(await here.user(Role.ADMINISTRATOR, name="Anna"))
        await page.goto("/limits")
        row = page.get_by_role("row").filter(has_text="people with internal numbers")
        await expect(row).to_contain_text("set by your telephone provider")
        await expect(row).to_contain_text("3 of 20")
