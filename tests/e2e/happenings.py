"""What happens on pages and cannot simply be opened: calls, an empty company, a lost server.

For pictures only. Each begins from a page that shows nothing of it yet.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

from playwright.async_api import Page, expect

from tests.e2e.site import Site
from tests.e2e.tour import visit

#: Yields the name of each thing there is a picture to take of.
Happening = Callable[[Page, Site, str], AsyncIterator[str]]

EMPTY = "/live /journal /trees /people /queues /hours /numbers /trunks /mailboxes /reports".split()


async def calls(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """Three callers on the page Live (at the menu, waiting, talking), and what one can do."""
    await visit(page, "/live")
    _three_calls(here, company)
    rows = page.locator(".live-section tbody tr")
    await expect(rows.filter(has=page.locator(".row-actions"))).to_have_count(3)
    yield "live-calls"
    for name, icon in (("live-transfer", "share-alt"), ("live-move", "swap")):
        await page.locator(f".row-actions button:has(.anticon-{icon})").first.click()
        await expect(page.locator(".ant-modal-container")).to_be_visible()
        yield name
        await page.keyboard.press("Escape")
        await expect(page.locator(".ant-modal-container")).to_have_count(0)
    await page.locator(".page-actions .ant-segmented-item").last.click()
    await expect(page.locator(".node-callers").first).to_be_visible()
    yield "live-tree"


def _three_calls(here: Site, company: str) -> None:
    bus = here.server.app.events
    for number, node in enumerate(("menu", "sales", "sales")):
        began = (datetime.now(UTC) - timedelta(seconds=37 + 61 * number)).isoformat()
        call = {"call": f"{number:016x}", "since": began}
        bus.publish(
            company,
            "call.started",
            {
                **call,
                "direction": "inbound",
                "caller": f"+7921{number * 7919 + 1234567:07}",
                "caller_name": "",
                "called": "+74950000001",
                "number": "+74950000001",
                "trunk": "carrier",
                "revision": 1,
                "started": began,
            },
        )
        bus.publish(
            company, "call.moved", {**call, "tree": "main", "node": node, "node_type": node}
        )
    bus.publish(company, "call.answered", {"call": f"{2:016x}", "by": "101"})


async def a_past_call(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """The first call of the journal, replayed."""
    await visit(page, "/journal")
    await page.locator(".journal-table tr.opens").first.click()
    await expect(page.locator(".replay .node-card").first).to_be_visible()
    yield "call"


async def history(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """Who published what."""
    await visit(page, "/trees?tree=main")
    await page.locator(".editor-toolbar button:has(.anticon-history)").click()
    await expect(page.locator(".history li").first).to_be_visible()
    yield "editor-history"


async def a_change_of_the_drawing(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """A node that leads nowhere; then another text, as it is seen before publishing."""
    await visit(page, "/trees?tree=main")
    await page.locator(".palette-item").first.click()
    await expect(page.locator(".node-card.has-errors")).to_be_visible()
    yield "editor-problem"
    await _publishing(page)
    yield "publish-refused"
    await page.keyboard.press("Escape")
    await page.locator(".editor-toolbar button:has(.anticon-undo)").click()
    await expect(page.locator(".node-card.has-errors")).to_have_count(0)
    await visit(page, "/trees?tree=main&node=greeting")
    await page.locator(".side [data-field=prompt] textarea").fill("1, 2, 3.")
    await page.keyboard.press("Tab")
    await _publishing(page)
    await expect(page.locator(".ant-modal-container .node-card").first).to_be_visible()
    yield "publish-drawn"


async def _publishing(page: Page) -> None:
    await page.locator("header .ant-badge .ant-btn-primary").click()
    await expect(
        page.locator(".publish-review .change-list, .publish-review li").first
    ).to_be_visible()


async def errors(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """No such page, no such call; then a server that does not answer."""
    await page.goto("/nothing")
    await expect(page.locator(".state a")).to_be_visible()
    yield "no-such-page"
    await page.goto("/journal/0123456789abcdef")
    await expect(page.locator(".wrong")).to_be_visible()
    yield "no-such-call"
    await page.route("**/reports/calls?*", lambda route: route.abort())
    await page.goto("/reports")
    await expect(page.locator(".wrong")).to_be_visible()
    yield "unreachable"


async def an_empty_company(page: Page, here: Site, company: str) -> AsyncIterator[str]:
    """An operator makes one and signs in to it: every page of it, and each template."""
    await visit(page, "/companies")
    await page.locator(".page-head .ant-btn-primary").click()
    fields = page.locator(".ant-modal-container input[type=text]")
    await fields.nth(0).fill("Тюльпан" if company == "romashka" else "Tulip")
    await fields.nth(1).fill("tulip")
    await page.locator(".ant-modal-container .ant-btn-primary").click()
    await expect(page.locator(".ant-modal-container")).to_have_count(0)
    await page.locator("tr", has_text="tulip").locator("button").last.click()
    await expect(page.locator("a[href='/trees']")).to_be_visible()
    for address in EMPTY:
        await visit(page, address)
        yield f"empty-{address[1:]}"
    await visit(page, "/trees")
    cards = page.locator(".template-card")
    await expect(cards.first).to_be_visible()
    for number in range(await cards.count()):
        await cards.nth(number).click()
        await expect(page.locator(".node-card").first).to_be_visible()
        yield f"template-{number + 1}"
        await page.locator(".editor-toolbar button:has(.anticon-undo)").click()
        await expect(cards.first).to_be_visible()


#: An administrator's, and an operator's.
HAPPENINGS: tuple[Happening, ...] = (
    calls,
    a_past_call,
    history,
    errors,
    a_change_of_the_drawing,
)
OPERATORS_HAPPENINGS: tuple[Happening, ...] = (an_empty_company,)
