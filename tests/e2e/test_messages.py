"""Messages in the browser: what a telephone left is heard, deleted, brought back and sent on."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from ringtree.accounts.role import Role
from tests.e2e.site import Site, site, violations
from tests.integration.leaving import COMPANY, KEY, dial, leave, sentence
from tests.integration.phones import phones
from tests.integration.server import until


async def a_message(here: Site) -> None:
    """A telephone leaves it, and it comes into its mailbox."""
    async with phones(carrier := here.server.carrier()):
        await leave(here.server, await dial(carrier), sentence())
    counts = here.server.app.voicemail.counts
    await until(lambda: counts(KEY).new == 1, "no message", limit=20)


def ranges(page: Page) -> list[str]:
    """What the page asks of recordings from now on: the ranges."""
    asked: list[str] = []
    page.on(
        "request",
        lambda one: asked.append(one.headers.get("range", "")) if "/audio" in one.url else None,
    )
    return asked


async def test_an_employee_hears_deletes_and_brings_back_what_a_caller_left(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, COMPANY) as here:
        email = await here.user(Role.EMPLOYEE, name="Vera", company="romashka", extension="101")
        page = await here.page(email)
        await page.goto("/desk")
        box = page.get_by_role("region", name="My voicemail")
        await expect(box.get_by_text("No messages")).to_be_visible()

        # It appears by itself, is heard by ranges, and is new no longer.
        await a_message(here)
        row = box.get_by_role("listitem")
        await expect(row).to_contain_text("+7 921 123-45-67")
        await expect(row.get_by_text("new", exact=True)).to_be_visible()
        asked = ranges(page)
        await row.get_by_role("button", name="Listen:").click()
        await expect(row.locator("audio")).to_have_js_property("ended", True)
        assert asked and all(one.startswith("bytes=") for one in asked)
        await expect(row.get_by_text("new", exact=True)).to_have_count(0)
        await until(lambda: here.server.app.voicemail.counts(KEY).old == 1, "not marked as heard")
        for address in ("vera@romashka.test", "office@romashka.test"):
            await expect(row.get_by_text(address, exact=True)).to_be_visible()
        await expect(row.get_by_text("waits to be sent")).to_have_count(2)
        assert await violations(page) == []

        # Deleted, and brought back by the word that offers it.
        await row.get_by_role("button", name="Delete").click()
        await expect(box.get_by_text("No messages")).to_be_visible()
        await page.get_by_role("button", name="Undo").click()
        await expect(row).to_contain_text("+7 921 123-45-67")

        # Sent on to a colleague's mailbox.
        await row.get_by_role("button", name="More about").click()
        await row.get_by_role("button", name="Forward to…").click()
        await page.get_by_role("menuitem", name="Отдел продаж").click()
        await expect(page.get_by_text("was forwarded to “Отдел продаж”")).to_be_visible()


async def test_a_supervisor_looks_into_one_mailbox_and_sends_its_mails_again(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, COMPANY) as here:
        await a_message(here)
        email = await here.user(Role.ADMINISTRATOR, name="Olga", company="romashka")
        page = await here.page(email, locale="ru-RU")
        await page.goto("/messages?mailbox=vera")
        row = page.locator(".message")
        await row.get_by_role("button", name="Подробнее о сообщении").click()
        await expect(row.get_by_text("ждёт отправки")).to_have_count(2)
        await row.get_by_role("button", name="Отправить письмо ещё раз").click()
        await expect(page.get_by_text("Письмо будет отправлено ещё раз: 2 адреса.")).to_be_visible()
        assert await violations(page) == []
        await page.goto("/messages?mailbox=office")
        await expect(page.get_by_text("Сообщений нет")).to_be_visible()
