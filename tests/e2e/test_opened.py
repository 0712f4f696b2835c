"""Nothing on any page, or opened on it, that axe would object to, in the light and in the dark.

[WCAG 2.1 AA]
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.e2e.scenes import OPERATORS_SCENES, SCENES, Scene
from tests.e2e.site import site, violations
from tests.e2e.tour import EXAMPLES, people, visit

#: Whether the focus is nowhere after a few frames.
FRAMES = """async () => {
  for (let left = 30; left > 0 && document.activeElement === document.body; left--)
    await new Promise(requestAnimationFrame);
  return document.activeElement === document.body;
}"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_axe_finds_nothing_in_what_pages_open_and_the_focus_comes_back(
    tmp_path: Path, dark: bool
) -> None:
    document = (EXAMPLES / "daisy.yaml").read_text("utf-8")
    async with site(tmp_path, document) as here:
        administrator, operator = await people(here, "daisy")
        told = []
        for who, scenes in ((administrator, SCENES), (operator, OPERATORS_SCENES)):
            page = await here.page(who, dark=dark)
            for scene in scenes:
                await visit(page, scene.address)
                await scene.open(page)
                told += [f"{scene.name}: {one}" for one in await violations(page)]
                if scene.is_dialog:
                    told += await closed(page, scene)
    assert not told, "\n".join(told)


async def closed(page: Page, scene: Scene) -> list[str]:
    """With Escape, and then the focus is where it was before: not nowhere."""
    await page.keyboard.press("Escape")
    dialogs = page.locator(".ant-modal-container, .ant-drawer-section")
    await expect(dialogs.filter(visible=True)).to_have_count(0)
    # What takes a dialog away gives the focus back within the next frames.
    lost = await page.evaluate(FRAMES)
    return [f"{scene.name}: the focus is lost"] if lost else []
