"""The content security policy: every test watches that no page offends it; here, that it bites."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.site import site
from tests.integration.companies import DAISY

#: Puts a script into the page as an injection would, and one of another host.
INJECT = """
async () => {
  const inline = document.createElement("script");
  inline.textContent = "window.injected = true";
  document.body.append(inline);
  const foreign = document.createElement("script");
  const over = new Promise((done) => (foreign.onload = foreign.onerror = (one) => done(one.type)));
  foreign.src = "https://other.example/script.js";
  document.body.append(foreign);
  const loaded = await over;
  return [loaded, window.injected ?? null];
}
"""


async def test_the_policy_lets_no_script_in_but_our_own(tmp_path: Path) -> None:
    async with site(tmp_path, DAISY) as here:
        page = await here.page()
        answer = await page.goto("/")
        assert answer is not None
        policy = directives(answer.headers["content-security-policy"])
        for name in ("default-src", "script-src", "script-src-elem", "script-src-attr"):
            assert policy.get(name, ["'self'"]) == ["'self'"]
        assert await page.evaluate(INJECT) == ["error", None]
        # Both were refused, and the watch that stands over every page of every test told of it.
        offences = [one for one in here.complaints if one.startswith("policy: ")]
        assert {one.split()[1] for one in offences} == {"script-src-elem"}
        assert len(offences) == 2
        here.complaints.clear()


def directives(policy: str) -> dict[str, list[str]]:
    """A policy's directives with their sources."""
    parts = (one.split() for one in policy.split(";"))
    return {name: sources for name, *sources in parts}
