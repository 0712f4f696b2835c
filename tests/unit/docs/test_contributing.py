"""The file map of CONTRIBUTING.md is complete, and what it names exists."""

from __future__ import annotations

import re

import pytest

from tests.unit.docs.pages import PACKAGE, ROOT, text_of

MAP = text_of(ROOT / "CONTRIBUTING.md").partition("## File map")[2].partition("\n## ")[0]
ROWS = dict(re.findall(r"^\| `(ringtree/[\w/.]+)` \| (.+) \|$", MAP, re.MULTILINE))


def _packages() -> list[str]:
    found = (init.parent for init in PACKAGE.rglob("__init__.py") if init.parent != PACKAGE)
    return [f"{package.relative_to(ROOT)}/" for package in found]


def _modules() -> list[str]:
    return [f"ringtree/{one.name}" for one in PACKAGE.glob("*.py") if one.name != "__init__.py"]


#: What its parent's row speaks for.
SPOKEN_FOR = {"ringtree/storage/migrations/versions/", "ringtree/schedules/speech/"}
#: One folder for each noun, alike, and explained by the parent's row.
NOUNS = "ringtree/api/"


def _mapped() -> list[str]:
    return [one for one in _packages() if one == NOUNS or not one.startswith(NOUNS)]


@pytest.mark.parametrize("package", sorted(set(_mapped()) - SPOKEN_FOR))
def test_every_package_has_a_row(package: str) -> None:
    assert package in ROWS


@pytest.mark.parametrize("module", sorted(_modules()))
def test_every_top_level_module_is_named(module: str) -> None:
    assert f"`{module}`" in MAP


@pytest.mark.parametrize("place", ROWS)
def test_what_has_a_row_exists_with_the_modules_it_names(place: str) -> None:
    path = ROOT / place
    assert path.exists()
    if path.is_dir():
        for module in re.findall(r"`(\w+\.py)`", ROWS[place]):
            assert (path / module).is_file(), f"{place}{module}"


def test_the_other_directories_named_exist() -> None:
    for name in re.findall(r"`([a-z]+)/`", MAP):
        assert (ROOT / name).is_dir()
