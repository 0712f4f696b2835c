"""Every page of the panel, and who sees it: for axe and for pictures."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Page, expect

from ringtree.accounts.role import Role
from tests.e2e.site import Site

EXAMPLES = Path(__file__).parents[2] / "examples"
#: The pages of an administrator, by their addresses.
PAGES = (
    "/live",
    "/live/wall",
    "/journal",
    "/reports",
    "/desk",
    "/trees",
    "/queues",
    "/hours",
    "/prompts",
    "/mailboxes",
    "/messages",
    "/numbers",
    "/trunks",
    "/lists",
    "/people",
    "/people?people=101",
    "/groups",
    "/limits",
    "/settings",
    "/users",
    "/keys",
    "/audit",
    "/account",
)
OPERATORS = ("/companies", "/pool", "/all-trunks", "/bans", "/server-audit", "/health")


async def visit(page: Page, address: str) -> None:
    """Open a page and wait until it shows what it has."""
    await page.goto(address)
    await expect(page.locator(".page, .editor, .journal, .wall").first).to_be_visible()
    await expect(page.locator(".state[role=status]")).to_have_count(0)
    if "people=" in address:
        await expect(page.locator(".ant-drawer-section")).to_be_visible()


async def people(here: Site, company: str) -> tuple[str, str]:
    """An administrator who answers calls, and an operator: their addresses to sign in with."""
    administrator = await here.user(name="Anna", company=company, extension="101")
    return administrator, await here.user(Role.OPERATOR, name="Oleg", company=None)
