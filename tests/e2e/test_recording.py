"""A prompt recorded in the browser: from the microphone to what callers hear of it."""

from __future__ import annotations

import wave
from pathlib import Path

from playwright.async_api import Page, expect

from ringtree.demo.listening import RATE, find_tone, read_alaw, tone
from tests.e2e.site import ARGUMENTS, CHROMIUM, site
from tests.integration.companies import DAISY

HZ = 700.0
MAILBOX = """
mailboxes:
  office: {title: Office, person: 101}
"""


def microphone(path: Path) -> list[str]:
    """Arguments for a browser whose microphone hears a tone, and that asks nobody for it."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(tone(HZ, 2.0).tobytes())
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-audio-capture={path}",
    ]


async def record(page: Page, start: str) -> None:
    """Press, speak for two seconds, press again."""
    await page.locator(start).click()
    stop = page.get_by_role("button", name="Stop")
    await expect(stop).to_contain_text("0:02")
    await stop.click()


async def test_a_prompt_and_a_greeting_are_recorded_with_the_browsers_microphone(
    tmp_path: Path,
) -> None:
    arguments = [*ARGUMENTS, *microphone(tmp_path / "microphone.wav")]
    async with site(tmp_path, DAISY + MAILBOX) as here:
        kind = here.browser.browser_type
        here.browser = await kind.launch(executable_path=CHROMIUM, args=arguments)
        try:
            page = await here.page(await here.user())
            await page.goto("/prompts")
            await record(page, ".page-actions button:has(.anticon-audio)")
            row = page.get_by_role("table", name="Music and prompts").locator("tbody tr")
            await expect(row).to_contain_text("Recording 20")

            # It is played back with its shape, and what the server keeps is that tone.
            await row.get_by_role("button", name="Play").click()
            await expect(row.locator(".waveform > span.heard").first).to_be_visible()
            uploads = here.server.app.services.prompts.uploads
            (name,) = uploads.names("daisy")
            heard = find_tone(read_alaw(uploads.path("daisy", name)))
            assert abs(heard.hz - HZ) < 5 and heard.purity > 0.8, heard

            # The same microphone speaks a mailbox's greeting.
            await page.goto("/mailboxes?mailboxes=office")
            await record(page, "[data-kind=busy] button:has(.anticon-audio)")
            busy = page.locator("[data-kind=busy]")
            await expect(busy.locator(".ant-tag")).to_contain_text("0:0")
        finally:
            await here.browser.close()
