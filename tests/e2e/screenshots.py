"""Pictures of every page in both languages: `python -m tests.e2e.screenshots FOLDER [--dark]`.

Those that one watches on the way are taken at a phone's width as well.
"""

from __future__ import annotations

import asyncio
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.async_api import Page

from ringtree.records.outcome import Outcome, Termination
from ringtree.records.record import CallRecord, Direction
from tests.e2e.site import Site, site
from tests.e2e.tour import EXAMPLES, OPERATORS, PAGES, people, visit

#: Watched on a phone.
ON_THE_WAY = ("/live", "/journal", "/reports", "/desk", "/messages", "/account")
PHONE = {"width": 390, "height": 844}
OUTCOMES = (Outcome.ANSWERED, Outcome.ABANDONED, Outcome.ANSWERED, Outcome.MESSAGE)
CALLS = 60


async def take(folder: Path, *, dark: bool) -> None:
    """Put a picture of each page into the folder, named by its address and language."""
    for language, company in (("ru", "romashka"), ("en", "daisy")):
        document = (EXAMPLES / f"{company}.yaml").read_text("utf-8")
        with TemporaryDirectory() as data:
            async with site(Path(data), document) as here:
                await _history(here, company)
                administrator, operator = await people(here, company)
                locale = "ru-RU" if language == "ru" else "en-GB"
                front = await here.page(locale=locale, dark=dark)
                await front.goto("/")
                await front.locator("input[type=email]").wait_for()
                await front.screenshot(path=folder / f"sign-in-{language}.png")
                for who, addresses in ((administrator, PAGES), (operator, OPERATORS)):
                    page = await here.page(who, locale=locale, dark=dark)
                    await _pictures(page, addresses, folder, language)
                    if who == administrator:
                        await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
                        await _pictures(page, ON_THE_WAY, folder, f"phone-{language}")


async def _pictures(page: Page, addresses: tuple[str, ...], folder: Path, mark: str) -> None:
    for address in addresses:
        await visit(page, address)
        await page.wait_for_timeout(700)  # drawings come to rest
        name = re.sub(r"\W+", "-", address).strip("-")
        await page.screenshot(path=folder / f"{name}-{mark}.png")


async def _history(here: Site, company: str) -> None:
    """Some days of calls, so that journal and reports have something to show."""
    now = datetime.now(UTC)
    for number in range(CALLS):
        outcome = OUTCOMES[number % len(OUTCOMES)]
        answered = outcome is Outcome.ANSWERED
        here.server.app.records.write(
            CallRecord(
                id=f"{number:016x}",
                company=company,
                direction=Direction.INBOUND,
                caller=f"+7921{number * 7919:07}",
                called="+74950000001",
                number="+74950000001",
                trunk="carrier",
                revision=1,
                queue="sales",
                answered_by="101" if answered else None,
                started=now - timedelta(hours=1 + number * 1.7),
                waiting=float(7 + number * 13 % 110),
                talking=float(40 + number * 37 % 400) if answered else 0.0,
                outcome=outcome,
                termination=Termination(),
            )
        )
    await here.server.app.records.flush()


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(wanted, dark="--dark" in sys.argv))
