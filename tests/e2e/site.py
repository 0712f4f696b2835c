"""A whole server with its panel inside the test's event loop, and browsers that look at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright, expect

from ringtree.accounts.role import Role
from ringtree.api.panel import built_panel
from ringtree.demo.phone_call import PATIENCE
from ringtree.demo.ports import free_port
from tests.integration.companies import DAISY
from tests.integration.server import Server, running

PASSWORD = "four horses at a bridge"
#: Chromium of Debian; without the last ones it asks for hosts of its maker.
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Waits until what comes in has come in: half seen, nothing has the contrast it will have.
SETTLED = """() => Promise.all(document.getAnimations()
  .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity)
  .map((one) => one.finished.catch(() => undefined)))"""
AXE = Path(__file__).parents[2] / "panel" / "node_modules" / "axe-core" / "axe.min.js"
#: What a browser writes to its console when a request is refused, as some are on purpose.
REFUSED = "Failed to load resource"
#: Tells the console of whatever the content security policy refuses, on every page.
WATCH = """
document.addEventListener("securitypolicyviolation", (one) =>
  console.error(`policy: ${one.effectiveDirective} ${one.blockedURI}`));
"""
LIMIT = PATIENCE * 1000  # milliseconds for anything to appear
#: A company that hurries nobody: a caller stays at the menu and in the queue until the test has
#: looked, however slow the browser is.
PATIENT = (
    DAISY.replace("timeout: 2", "timeout: 60")
    .replace("attempts: 2", "attempts: 10")
    .replace("max_wait: 60", "max_wait: 3600")
)
expect.set_options(timeout=LIMIT)


@dataclass
class Site:
    """A running server, and the address of its panel."""

    server: Server
    url: str
    browser: Browser
    complaints: list[str] = field(default_factory=list)

    async def user(
        self,
        role: Role = Role.ADMINISTRATOR,
        *,
        name: str = "Anna",
        company: str | None = "daisy",
        extension: str | None = None,
    ) -> str:
        """A new user with PASSWORD; the address to sign in with."""
        services, email = self.server.app.services, f"{name.lower()}@example.com"
        user = await services.users.create(
            email=email,
            name=name,
            role=role,
            company=company,
            language="en",
            extension=extension,
        )
        stored = await services.passwords.hash(PASSWORD)
        await services.users.change(company, user.id, password=stored)
        return email

    async def page(
        self,
        email: str | None = None,
        *,
        locale: str = "en-GB",
        dark: bool = False,
        zone: str | None = None,
    ) -> Page:
        """A browser of its own, signed in as somebody; what it complains of fails the test.

        `zone` is that of its clock, the machine's by default.
        """
        context = await self.browser.new_context(
            base_url=self.url,
            locale=locale,
            viewport={"width": 1500, "height": 900},
            color_scheme="dark" if dark else "light",
            timezone_id=zone,
            accept_downloads=True,
            reduced_motion="reduce",  # what still moves is clicked beside, when the machine is busy
        )
        await context.add_init_script(WATCH)
        page = await context.new_page()
        page.set_default_timeout(LIMIT)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self._heard(line.type, line.text))
        page.on("request", lambda request: self._asked(request.url))
        if email is not None:
            await sign_in(page, email)
        return page

    def _heard(self, kind: str, text: str) -> None:
        if kind == "error" and REFUSED not in text:
            self.complaints.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.url, "blob:", "data:")):
            self.complaints.append(f"a request to another host: {url}")


async def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in by the form."""
    await page.goto("/")
    await page.locator("input[type=email]").fill(email)
    await page.locator("input[type=password]").fill(password)
    await page.locator("button[type=submit]").click()
    await expect(page.locator(".shell")).to_be_visible()


@asynccontextmanager
async def site(data_dir: Path, *documents: str, **settings: object) -> AsyncIterator[Site]:
    """A server with these companies and its built panel; at the end nothing may have complained.

    Raises:
        AssertionError: a page threw, offended its content security policy, or asked another host
            for something.
    """
    assert built_panel() is not None, "build the panel first: make panel"
    port = free_port()
    values = {"http_bind": f"127.0.0.1:{port}", **settings}
    async with running(data_dir, *documents, **values) as server, async_playwright() as tool:
        browser = await tool.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        found = Site(server, f"http://127.0.0.1:{port}", browser)
        try:
            yield found
        finally:
            await browser.close()
        assert found.complaints == []


async def violations(page: Page) -> list[str]:
    """What axe has against a page that has come to rest [WCAG 2.1 AA]."""
    await page.evaluate(SETTLED)
    await page.evaluate(AXE.read_text("utf-8"))
    found = await page.evaluate(
        "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})"
    )
    return [
        f"{one['id']}: {one['help']}: {node['target']} {node.get('failureSummary', '')}"
        for one in found["violations"]
        for node in one["nodes"][:4]
    ]
