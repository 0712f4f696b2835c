"""Calls as they are watched: where callers are, what a supervisor does, a server restarted."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import expect

from ringtree.accounts.role import Role
from ringtree.app import Application
from tests.e2e.site import PATIENT, Site, site
from tests.integration.phones import phones
from tests.integration.server import until

MAIN, DIRECT = "+74950000001", "+74950000002"
CALLER = "+79210000001"


async def ended(here: Site) -> None:
    await until(lambda: not here.server.app.calls.calls, "the call did not end")


async def test_a_supervisor_watches_a_call_move_acts_and_replays_it(tmp_path: Path) -> None:
    async with site(tmp_path, PATIENT) as here, phones(carrier := here.server.carrier()):
        page = await here.page(await here.user(Role.SUPERVISOR))
        await page.goto("/live")
        await expect(page.get_by_text("No calls right now")).to_be_visible()

        # The caller appears by itself, at the menu; on the tree too.
        call = await carrier.dial(MAIN, caller=CALLER)
        await call.wait_answered()
        row = page.get_by_role("table", name="Calls").locator("tbody tr")
        await expect(row).to_contain_text("main › menu")
        await page.get_by_text("On the tree", exact=True).click()
        await expect(page.locator("[data-id=menu] .node-callers")).to_have_text("1")
        await call.press("2")
        await expect(page.locator("[data-id=support] .node-callers")).to_have_text("1")
        await expect(page.locator("[data-id=menu] .node-callers")).to_have_count(0)
        await page.get_by_title("Overview", exact=True).click()
        await expect(row).to_contain_text("main › support")

        # A presence is changed, the caller is moved on into another queue, then hung up.
        await page.get_by_role("button", name="Presence of Vera Priest").click()
        await page.get_by_role("menuitem", name="not ready", exact=True).click()
        said = here.server.app.services.presence
        await until(lambda: said.of("daisy", "103").presence == "not_ready", "presence kept")
        await row.get_by_role("button", name="Move…").click()
        await page.get_by_role("dialog").get_by_role("combobox").fill("sales")
        await page.locator(".ant-select-tree-title", has_text="sales").first.click()
        await page.get_by_role("dialog").get_by_role("button", name="Move…").click()
        await expect(row).to_contain_text("› sales")
        await row.get_by_role("button", name="Hang up").click()
        await page.get_by_role("tooltip").get_by_role("button", name="Hang up").click()
        await call.wait_ended()
        await expect(page.get_by_text("No calls right now")).to_be_visible()
        await ended(here)

        # The journal has the whole way, over the tree as it was.
        await here.server.app.records.flush()
        await page.goto("/journal")
        await page.get_by_role("table", name="Journal").locator("tbody tr.opens").first.click()
        steps = page.locator(".trace > li")
        await expect(steps).to_have_count(4)
        await expect(page.locator("[data-id=menu] .node-card.dimmed")).to_have_count(0)
        await expect(page.locator("[data-id=anna] .node-card.dimmed")).to_have_count(1)
        await steps.first.locator("button").click()
        await expect(steps.first).to_have_attribute("aria-current", "step")
        await expect(page.locator("[data-id=menu] .node-card.dimmed")).to_have_count(1)


async def test_a_page_survives_the_restart_of_its_server(tmp_path: Path) -> None:
    async with site(tmp_path, PATIENT) as here:
        page = await here.page(await here.user(Role.SUPERVISOR))
        await page.goto("/live")
        await expect(page.get_by_role("img", name="Connected", exact=True)).to_be_visible()
        settings = here.server.app.settings
        await here.server.app.stop()
        await expect(page.get_by_text("Connection lost.").first).to_be_visible()

        again = Application(settings)
        await again.start()
        try:
            carrier = here.server.carrier()
            async with phones(carrier):
                await expect(page.get_by_text("Connection lost.")).to_have_count(0)
                call = await carrier.dial(DIRECT, caller=CALLER)
                await call.wait_answered()
                row = page.get_by_role("table", name="Calls").locator("tbody tr")
                await expect(row).to_contain_text("› sales")
                await call.hang_up()
                await expect(page.get_by_text("No calls right now")).to_be_visible()
        finally:
            await again.stop()
