"""A forgotten password: a link by mail over a mail server nobody here wrote, and a new one."""

from __future__ import annotations

import re
from email.message import EmailMessage
from pathlib import Path

from playwright.async_api import Page, expect

from tests.e2e.site import sign_in, site
from tests.integration.companies import DAISY
from tests.integration.mail_servers import opensmtpd, wait_mail

NEW = "five boats on a lake"


async def test_a_mailed_link_sets_a_new_password_once_and_ends_the_old_sessions(
    tmp_path: Path,
) -> None:
    async with opensmtpd() as (port, boxes):
        mail = {"mail_host": "127.0.0.1", "mail_port": port, "mail_security": "none"}
        async with site(tmp_path, DAISY, mail_from="pbx@daisy.test", **mail) as here:
            email = await here.user()
            elsewhere = await here.page(email)

            # Asked for by who cannot get in; the mail has a link to this very server.
            page = await here.page()
            await page.goto("/")
            await page.get_by_role("button", name="Forgot the password?").click()
            await page.locator("input[type=email]").fill(email)
            await page.get_by_role("button", name="Send the link").click()
            await expect(page.get_by_text("a link is on its way")).to_be_visible()
            (message,) = await wait_mail(boxes / "anna")
            link = link_in(message)
            assert link.startswith(f"{here.url}/reset?token=")

            # What the page asks for is checked before the link is used up.
            await page.goto(link)
            await choose(page, "short")
            short = page.locator(".ant-form-item-explain-error")
            await expect(short).to_have_text("At least 12 characters")
            await choose(page, NEW)
            await expect(page.get_by_text("The password is changed")).to_be_visible()

            # Who was signed in by the old password is so no longer, and it opens nothing.
            await elsewhere.reload()
            await expect(elsewhere.locator("input[type=password]")).to_be_visible()
            await page.get_by_role("link", name="Back to signing in").click()
            await page.locator("input[type=email]").fill(email)
            await page.locator("input[type=password]").fill("four horses at a bridge")
            await page.locator("button[type=submit]").click()
            await expect(page.locator(".ant-alert")).to_be_visible()
            await sign_in(page, email, NEW)

            # The link has done its work.
            other = await here.page()
            await other.goto(link)
            await choose(other, "six birds over a field")
            await expect(other.locator(".ant-alert-error")).to_be_visible()
            await sign_in(other, email, NEW)


def link_in(message: EmailMessage) -> str:
    """The one address in a mail's text."""
    text = message.get_body(("plain",))
    assert text is not None
    (link,) = re.findall(r"https?://\S+", text.get_content())
    return str(link)


async def choose(page: Page, password: str) -> None:
    """Fill in the form of a new password, and send it."""
    await page.get_by_label("Password", exact=True).fill(password)
    await page.get_by_label("The password again").fill(password)
    await page.get_by_role("button", name="Save the password").click()
