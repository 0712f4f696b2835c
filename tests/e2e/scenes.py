"""What is opened on pages: dialogs, drawers, other views. For axe and for pictures.

Everything is found without words, so that it is found in both languages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from playwright.async_api import Page, expect

Opening = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What has to be done on a page to see it."""

    name: str
    address: str
    open: Opening
    #: Whether it goes away with Escape, and the focus returns to where it was.
    is_dialog: bool = True


def click(selector: str, *, shows: str = ".ant-modal-container") -> Opening:
    """Click the first of these, and wait until something can be seen."""

    async def act(page: Page) -> None:
        await page.locator(selector).first.click()
        await expect(page.locator(shows).first).to_be_visible()

    return act


async def _phone_access(page: Page) -> None:
    """A new password for the phones of somebody who had one already, with its codes and files."""
    await page.locator(".entry-uses button:has(.anticon-key)").click()
    sure, access = page.locator(".ant-popconfirm .ant-btn-primary"), page.locator(".phone-access")
    await expect(sure.or_(access).first).to_be_visible()
    if await sure.count():
        await sure.click()
    await expect(page.locator(".phone-access svg").first).to_be_visible()


async def _rare_filters(page: Page) -> None:
    await page.locator(".filters button[aria-expanded]").click()
    await expect(page.locator(".filter-number").first).to_be_visible()


async def _chosen_days(page: Page) -> None:
    await page.locator(".filters .ant-segmented-item").last.click()
    await page.locator(".filter-day").first.click()
    await expect(page.locator(".ant-picker-dropdown").first).to_be_visible()


async def _override(page: Page) -> None:
    await page.locator(".override button:enabled").first.click()
    await expect(page.locator(".override-card .ant-alert")).to_be_visible()


async def _publish(page: Page) -> None:
    """Something is changed first: without it there is nothing to publish."""
    await page.locator(".page-tools .ant-btn-primary").click()
    await expect(page.locator(".ant-drawer-section")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.locator("header .ant-badge .ant-btn-primary").click()
    await expect(page.locator(".ant-modal-container")).to_be_visible()


async def _chosen_node(page: Page) -> None:
    await page.locator(".react-flow__node[data-id=menu]").click()
    await expect(page.locator(".inspector-head")).to_be_visible()


async def _tried(page: Page) -> None:
    await page.locator(".editor-toolbar button:has(.anticon-experiment)").click()
    await page.locator(".dial-keys button").first.click()
    await expect(page.locator(".try-result")).to_be_visible()
    await expect(page.locator(".wire.taken").first).to_be_attached()


async def _first_steps(page: Page) -> None:
    await page.locator(".toolbar-group button:has(.anticon-down)").click()
    await page.locator(".ant-dropdown-menu-item").first.click()
    await expect(page.locator(".guide")).to_be_visible()


#: What the tree editor has beside its drawing.
EDITOR_SCENES = (
    Scene("editor-node", "/trees?tree=main", _chosen_node, is_dialog=False),
    Scene("editor-try", "/trees?tree=main", _tried, is_dialog=False),
    Scene(
        "editor-text",
        "/trees?tree=main",
        click(".editor-toolbar button:has(.anticon-align-left)", shows=".cm-content"),
        is_dialog=False,
    ),
    Scene("first-steps", "/trees?tree=main", _first_steps),
)
#: An administrator's.
SCENES = (
    *EDITOR_SCENES,
    Scene("journal-filters", "/journal", _rare_filters, is_dialog=False),
    Scene("journal-days", "/journal", _chosen_days, is_dialog=False),
    Scene("hours-exception", "/hours", click("[data-date$='-12-15']")),
    Scene(
        "hours-month",
        "/hours",
        click(".calendar-head .ant-segmented-item >> nth=1", shows=".month.is-large"),
        is_dialog=False,
    ),
    Scene("hours-import", "/hours", click(".page-tools button:has(.anticon-upload)")),
    Scene("hours-override", "/hours", _override, is_dialog=False),
    Scene(
        "person", "/people", click(".data-table tr.opens", shows=".ant-drawer-section .entry-uses")
    ),
    Scene("person-phones", "/people?people=103", _phone_access, is_dialog=False),
    Scene("people-import", "/people", click(".page-tools button:has(.anticon-upload)")),
    Scene("number", "/numbers", click(".data-table tr.opens", shows=".ant-drawer-section")),
    Scene("trunk", "/trunks", click(".data-table tr.opens", shows=".ant-drawer-section")),
    Scene("list", "/lists", click(".data-table tr.opens", shows=".ant-drawer-section")),
    Scene("limits-import", "/limits", click(".page-tools button:enabled:has(.anticon-upload)")),
    Scene("queue", "/queues", click(".data-table tr.opens", shows=".ant-drawer-section")),
    Scene("mailbox", "/mailboxes", click(".data-table tr.opens", shows=".greeting")),
    Scene("publish", "/groups", _publish),
    Scene(
        "settings-calling",
        "/settings?tab=calling",
        click(".ant-tabs-tab-active", shows=".field"),
        is_dialog=False,
    ),
    Scene(
        "new-user",
        "/users",
        click(".page-head .ant-btn-primary", shows=".ant-drawer-section"),
    ),
    Scene("new-key", "/keys", click(".page button:has(.anticon-plus)")),
)
#: An operator's.
OPERATORS_SCENES = (
    Scene("new-company", "/companies", click(".page-head .ant-btn-primary")),
    Scene("allowance", "/companies", click(".data-table button:has(.anticon-dashboard)")),
    Scene("give-numbers", "/pool", click(".page-head .ant-btn-primary")),
    Scene("new-ban", "/bans", click(".page-head .ant-btn-primary")),
)
