"""Calls as they are watched: where callers are, what a supervisor does, a server restarted."""

from __future__ import annotations

import os
import sys
from asyncio import create_subprocess_exec
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import expect

from ringtree.accounts.role import Role
from ringtree.app import Application
from ringtree.company.text import load
from ringtree.settings import Settings
from tests.e2e.gate import gate
from tests.e2e.site import PATIENT, Site, site
from tests.e2e.test_editor import nodes_of, open_tree, saved
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
        await expect(row).to_contain_text("waits in “Support”")

        # A presence is changed, the caller is moved on into another queue, then hung up.
        await page.get_by_role("button", name="Presence of Vera Priest").click()
        await page.get_by_role("menuitem", name="not ready", exact=True).click()
        said = here.server.app.services.presence
        await until(lambda: said.of("daisy", "103").presence == "not_ready", "presence kept")
        await row.get_by_role("button", name="Move…").click()
        await page.get_by_role("dialog").get_by_role("combobox").fill("sales")
        await page.locator(".ant-select-tree-title", has_text="sales").first.click()
        await page.get_by_role("dialog").get_by_role("button", name="Move", exact=True).click()
        await expect(row).to_contain_text("waits in “Sales”")
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

        # Its way from the number to the outcome is in the reports.
        await page.goto("/reports")
        await page.get_by_role("button", name="Show as a table").click()
        way = page.get_by_role("table", name="The way of incoming calls")
        await expect(way.locator("tbody tr")).to_contain_text("Queue “Sales”")
        await expect(way.locator("tfoot td")).to_have_text("1")


async def test_a_page_survives_the_restart_of_its_server_and_nothing_drawn_is_lost(
    tmp_path: Path,
) -> None:
    async with site(tmp_path, PATIENT) as here:
        page = await here.page(await here.user(Role.SUPERVISOR, name="Vera"))
        await page.goto("/live")
        await expect(page.get_by_role("img", name="Connected", exact=True)).to_be_visible()
        await expect(page.get_by_text("Support").first).to_be_visible()
        editor = await here.page(await here.user())
        await open_tree(editor, "direct")
        settings = here.server.app.settings
        await here.server.app.stop()
        await expect(page.get_by_text("Connection lost.").first).to_be_visible()

        # Meanwhile one goes on drawing, and the operator publishes by command.
        await editor.get_by_role("button", name="Greeting", exact=True).click()
        await expect(editor.get_by_text("Not saved: the server cannot be reached")).to_be_visible()
        await apply(settings, PATIENT.replace("title: Support", "title: Help desk"), here)

        again = Application(settings)
        await again.start()
        try:
            await expect(page.get_by_text("Connection lost.")).to_have_count(0)
            await expect(page.get_by_text("Help desk").first).to_be_visible()
            await expect(page.get_by_text("Support", exact=True)).to_have_count(0)
            await saved(editor)
            draft = await again.services.drafts.get("daisy")
            assert draft is not None and "greeting" in load(draft.text).trees["direct"].nodes
            async with phones(carrier := here.server.carrier()):
                call = await carrier.dial(DIRECT, caller=CALLER)
                await call.wait_answered()
                row = page.get_by_role("table", name="Calls").locator("tbody tr")
                await expect(row).to_contain_text("waits in “Sales”")
                await call.hang_up()
                await expect(page.get_by_text("No calls right now")).to_be_visible()
        finally:
            await again.stop()


async def apply(settings: Settings, document: str, here: Site) -> None:
    """Publish as an operator does while no server runs."""
    file = settings.data_dir / "company.yaml"
    file.write_text(document.replace("{trunk}", f"127.0.0.1:{here.server.trunk_port}"))
    arguments = ("-m", "ringtree", "apply", str(file))
    environment = os.environ | {"RINGTREE_DATA_DIR": str(settings.data_dir)}
    process = await create_subprocess_exec(sys.executable, *arguments, env=environment)
    assert await process.wait() == 0


async def test_what_happened_while_the_line_was_down_is_seen_when_it_is_back(
    tmp_path: Path,
) -> None:
    async with (
        site(tmp_path, PATIENT) as here,
        phones(carrier := here.server.carrier()),
        gate(urlsplit(here.url).port or 0) as way,
    ):
        here.url = f"http://127.0.0.1:{way.port}"
        page = await here.page(await here.user(Role.SUPERVISOR))
        await page.goto("/live")
        first = await carrier.dial(DIRECT, caller=CALLER)
        rows = page.get_by_role("table", name="Calls").locator("tbody tr")
        await expect(rows).to_contain_text("waits in “Sales”")

        # The server works on: one caller leaves, another comes and chooses a queue.
        await way.shut()
        await expect(page.get_by_text("Connection lost.").first).to_be_visible()
        await first.hang_up()
        await ended(here)
        second = await carrier.dial(MAIN, caller=CALLER)
        await until(lambda: nodes_of(here) == [(1, "menu")], "the second caller did not come")
        await second.press("2")
        await until(lambda: nodes_of(here) == [(1, "support")], "the key was not heard")
        await expect(rows).to_contain_text("waits in “Sales”")

        await way.open()
        await expect(page.get_by_text("Connection lost.")).to_have_count(0)
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text("waits in “Support”")
        await second.hang_up()
        await expect(page.get_by_text("No calls right now")).to_be_visible()
        await ended(here)
