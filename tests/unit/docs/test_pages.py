"""What every page says can be looked up: links, settings, commands, and what answers mean."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from ringtree.calls.cause import CauseKind, cause
from ringtree.settings import Settings
from tests.unit.docs.pages import DOCS, PAGES, ROOT, anchors, links, text_of

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


@every_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in links(page):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


@every_page
def test_every_setting_in_the_environment_exists(page: Path) -> None:
    named = set(re.findall(r"\bRINGTREE_([A-Z_]*[A-Z])\b", text_of(page))) - {"SETTINGS"}
    assert {name.lower() for name in named} <= Settings.model_fields.keys()


@every_page
def test_every_example_of_a_settings_file_is_taken(page: Path) -> None:
    for example in re.findall(r"^```toml\n(.*?)^```$", text_of(page), re.MULTILINE | re.DOTALL):
        Settings.model_validate(tomllib.loads(example))


@every_page
def test_every_make_target_exists(page: Path) -> None:
    known = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    code = "\n".join(re.findall(r"`([^`]*)`", text_of(page), re.DOTALL))
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= known


@pytest.mark.parametrize("kind", [CauseKind.BUSY, CauseKind.NO_ANSWER, CauseKind.UNREACHABLE])
def test_what_a_phone_shows_is_explained(kind: CauseKind) -> None:
    assert f"| {cause(kind).status} |" in text_of(DOCS / "phones.md")


@pytest.mark.parametrize(
    "kind", [CauseKind.UNKNOWN_NUMBER, CauseKind.NO_CODEC, CauseKind.OVERLOADED, CauseKind.REFUSED]
)
def test_other_answers_of_ours_are_explained_too(kind: CauseKind) -> None:
    assert re.search(rf"^\| {cause(kind).status} ", text_of(DOCS / "phones.md"), re.MULTILINE)
