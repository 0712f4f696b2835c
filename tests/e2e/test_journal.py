"""Questions one asks a journal, asked by hand in the browser."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import expect

from ringtree.records.outcome import Outcome, Termination
from ringtree.records.record import CallRecord, Direction
from ringtree.records.trace import TraceEntry
from tests.e2e.site import Site, sign_in, site
from tests.integration.companies import DAISY

#: What the browser takes for now, whenever the test runs.
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
YESTERDAY = NOON - timedelta(days=1)


async def keep(here: Site, number: int, **changes: object) -> None:
    """A caller who waited in the sales queue yesterday and hung up after 50 seconds, or nearly."""
    queue = str(changes.get("queue", "sales"))
    leaves = changes.pop("exit", "caller_left")
    facts: dict[str, object] = {
        "company": "daisy",
        "direction": Direction.INBOUND,
        "caller": f"+7921000000{number}",
        "called": "+74950000002",
        "number": "+74950000002",
        "trunk": "carrier",
        "revision": 1,
        "queue": "sales",
        "started": YESTERDAY,
        "waiting": 50.0,
        "outcome": Outcome.ABANDONED,
        "termination": Termination(),
        "trace": [TraceEntry(node=queue, type="queue", entered=0.0, exit=str(leaves), tree="main")],
    }
    record = CallRecord(id=f"{number:016x}", **{**facts, **changes})  # type: ignore[arg-type]
    here.server.app.records.write(record)


def read(path: str) -> str:
    """A table that a browser has saved."""
    return Path(path).read_text("utf-8-sig")


async def test_who_hung_up_in_the_sales_queue_before_two_minutes_yesterday(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        await keep(here, 1)
        await keep(here, 2, waiting=150.0)
        await keep(here, 3, queue="support")
        await keep(here, 4, started=NOON - timedelta(hours=2))
        answered = {"outcome": Outcome.ANSWERED, "exit": "answered", "answered_by": "101"}
        await keep(here, 5, **answered, talking=60.0)
        await here.server.app.records.flush()
        page = await here.page()
        await page.clock.set_fixed_time(NOON)
        await sign_in(page, await here.user(extension="101"))

        await page.goto("/journal")
        rows = page.get_by_role("table", name="Journal").locator("tbody tr.opens")
        await expect(rows).to_have_count(5)
        await page.get_by_text("Yesterday", exact=True).click()
        await expect(rows).to_have_count(4)
        await page.get_by_role("combobox", name="Queue").click()
        await page.locator(".ant-select-item-option", has_text="Sales").click()
        await expect(rows).to_have_count(3)
        await page.get_by_role("button", name="More filters").click()
        await page.get_by_label("The caller hung up first").click()
        await expect(rows).to_have_count(2)
        await page.get_by_label("Waited less than").fill("120")
        await expect(rows).to_have_count(1)
        await expect(rows).to_contain_text("+7 921 000-00-01")
        await expect(page.get_by_text("1 call", exact=True)).to_be_visible()

        # The answer is an address one can send, a table, and a caller to be called back.
        await page.reload()
        await expect(rows).to_have_count(1)
        await page.get_by_role("button", name="Export").click()
        async with page.expect_download() as coming:
            await page.get_by_role("link", name="CSV").click()
        table = read(str(await (await coming.value).path()))
        assert "+79210000001" in table and "+79210000002" not in table
        await expect(rows.get_by_role("button")).to_have_count(1)

        # It is replayed over the tree, and the reports of that day count the same calls.
        await rows.click()
        await expect(page.locator(".trace > li")).to_have_count(1)
        await page.goto("/reports")
        await page.get_by_text("Yesterday", exact=True).click()
        await expect(page.locator(".total-small").first).to_have_text("4")
