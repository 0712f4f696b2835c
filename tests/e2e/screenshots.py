"""Pictures of every page in both languages: `python -m tests.e2e.screenshots FOLDER [--dark]`.

Those that one watches on the way are taken at a phone's width as well; dialogs are opened; what
happens on pages (calls, errors, a company with nothing in it) is made to happen. Words after the
folder choose: only addresses, scenes and happenings are taken that have one of them.
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
from ringtree.records.trace import TraceEntry
from tests.e2e.happenings import HAPPENINGS, OPERATORS_HAPPENINGS, Happening
from tests.e2e.scenes import OPERATORS_SCENES, SCENES, Scene
from tests.e2e.site import Site, site
from tests.e2e.tour import EXAMPLES, OPERATORS, PAGES, people, visit

#: Watched on a phone.
ON_THE_WAY = ("/live", "/journal", "/reports", "/desk", "/messages", "/account")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1500, "height": 900}
OUTCOMES = (Outcome.ANSWERED, Outcome.ABANDONED, Outcome.ANSWERED, Outcome.MESSAGE)
CALLS = 60
#: Pixels: of a picture at most, and of the frame above a page.
HIGHEST, HEAD = 4000, 100


async def take(folder: Path, *, dark: bool, only: tuple[str, ...] = ()) -> None:
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
                for who, addresses, scenes, happenings in (
                    (administrator, PAGES, SCENES, HAPPENINGS),
                    (operator, OPERATORS, OPERATORS_SCENES, OPERATORS_HAPPENINGS),
                ):
                    page = await here.page(who, locale=locale, dark=dark)
                    await _pictures(page, _chosen(addresses, only), folder, language)
                    await _scenes(page, scenes, only, folder, language)
                    if who == administrator:
                        await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
                        watched = _chosen(ON_THE_WAY, only)
                        await _pictures(page, watched, folder, f"phone-{language}")
                        await page.set_viewport_size(DESK)  # type: ignore[arg-type]
                    for one in happenings:
                        if not only or any(word in one.__name__ for word in only):
                            await _happening(
                                page, here, one, company, folder / f"{{}}-{language}.png"
                            )


def _chosen(addresses: tuple[str, ...], only: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(a for a in addresses if not only or any(one in a for one in only))


async def _scenes(
    page: Page, scenes: tuple[Scene, ...], only: tuple[str, ...], folder: Path, mark: str
) -> None:
    for scene in scenes:
        if only and not any(one in scene.name or one in scene.address for one in only):
            continue
        await visit(page, scene.address)
        await scene.open(page)
        await page.wait_for_timeout(700)
        await page.screenshot(path=folder / f"scene-{scene.name}-{mark}.png")


async def _happening(page: Page, here: Site, happens: Happening, company: str, path: Path) -> None:
    async for name in happens(page, here, company):
        await page.wait_for_timeout(700)
        await page.screenshot(path=str(path).format(f"scene-{name}"))


async def _pictures(page: Page, addresses: tuple[str, ...], folder: Path, mark: str) -> None:
    for address in addresses:
        await visit(page, address)
        await page.wait_for_timeout(700)  # drawings come to rest
        name = re.sub(r"\W+", "-", address).strip("-")
        await _whole(page, folder / f"{name}-{mark}.png")


async def _whole(page: Page, path: Path) -> None:
    """The page to its end, in a window as high as it: what scrolls is inside the frame."""
    size = page.viewport_size
    assert size is not None
    found = await page.evaluate("document.querySelector('.page')?.scrollHeight ?? 0")
    height = min(HIGHEST, max(size["height"], found + HEAD))
    await page.set_viewport_size({"width": size["width"], "height": height})
    await page.wait_for_timeout(200)
    await page.screenshot(path=path)
    await page.set_viewport_size(size)


#: The way of the calls of the pictures.
_WAY = [
    TraceEntry(node=node, type=kind, entered=at, seconds=lasts, exit=leaves, tree="main")
    for node, kind, at, lasts, leaves in (
        ("hours", "hours", 0.0, 0.0, "open"),
        ("caller", "caller", 0.0, 0.0, "other"),
        ("greeting", "greeting", 0.0, 3.2, "next"),
        ("menu", "menu", 3.2, 4.1, "1"),
        ("sales", "queue", 7.3, 20.0, "answered"),
    )
]


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
                trace=_WAY,
                termination=Termination(),
            )
        )
    await here.server.app.records.flush()


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    words = tuple(one for one in sys.argv[2:] if not one.startswith("--"))
    asyncio.run(take(wanted, dark="--dark" in sys.argv, only=words))
