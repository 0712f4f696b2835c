"""Pictures of every page in both languages: `python -m tests.e2e.screenshots FOLDER [--dark]`."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.e2e.site import site
from tests.e2e.tour import EXAMPLES, OPERATORS, PAGES, people, visit


async def take(folder: Path, *, dark: bool) -> None:
    """Put a picture of each page into the folder, named by its address and language."""
    for language, company in (("ru", "romashka"), ("en", "daisy")):
        document = (EXAMPLES / f"{company}.yaml").read_text("utf-8")
        with TemporaryDirectory() as data:
            async with site(Path(data), document) as here:
                administrator, operator = await people(here, company)
                locale = "ru-RU" if language == "ru" else "en-GB"
                for who, addresses in ((administrator, PAGES), (operator, OPERATORS)):
                    page = await here.page(who, locale=locale, dark=dark)
                    for address in addresses:
                        await visit(page, address)
                        await page.wait_for_timeout(400)  # drawings come to rest
                        name = re.sub(r"\W+", "-", address).strip("-")
                        await page.screenshot(path=folder / f"{name}-{language}.png")


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(wanted, dark="--dark" in sys.argv))
