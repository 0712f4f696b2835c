"""The register of feature codes, and their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import ringtree.flows.codes
from ringtree.company.feature_code import FEATURE_CODES, CodeType, DuplicateCode
from ringtree.flows.code import Dialler, feature_code
from ringtree.flows.control import CallControl
from tests.unit.flows.dialler import dialler

PAGES = Path(__file__).parents[3] / "docs" / "codes"
every_code = pytest.mark.parametrize("kind", list(FEATURE_CODES.values()), ids=list(FEATURE_CODES))


async def _nothing(call: CallControl, dialler: Dialler) -> str:
    """Does nothing
    at all."""
    return "done"


def test_a_code_is_registered_under_its_name() -> None:
    feature_code("nothing", "*00", title="Nothing", results=("done",), takes_digits=True)(_nothing)
    kind = FEATURE_CODES.pop("nothing")
    assert (kind.code, kind.takes_digits, kind.needs_pin) == ("*00", True, False)
    assert kind.description == "Does nothing at all."


@pytest.mark.parametrize(("name", "code"), [("own_number", "*00"), ("nothing", "*65")])
def test_neither_name_nor_code_is_given_twice(name: str, code: str) -> None:
    with pytest.raises(DuplicateCode):
        feature_code(name, code, title="Nothing", results=("done",))(_nothing)


def test_the_pin_that_is_asked_for_is_the_persons() -> None:
    assert dialler("102").holder == "102"


def test_every_module_registers_a_code_of_its_name() -> None:
    folder = Path(ringtree.flows.codes.__file__ or "").parent
    assert {path.stem for path in folder.glob("[!_]*.py")} == set(FEATURE_CODES)


class TestPages:
    """docs/codes has a page for each code, and the page is true."""

    @every_code
    def test_the_page_names_the_code_and_every_result(self, kind: CodeType) -> None:
        page = (PAGES / f"{kind.name}.md").read_text("utf-8")
        assert not {word for word in (kind.code, *kind.results) if f"`{word}`" not in page}

    @every_code
    def test_the_list_links_to_it(self, kind: CodeType) -> None:
        index = (PAGES / "README.md").read_text("utf-8")
        assert f"[{kind.name}]({kind.name}.md) | `{kind.code}` |" in index

    @every_code
    def test_it_is_described_for_people(self, kind: CodeType) -> None:
        assert kind.title and len(kind.description) > 20 and kind.results
