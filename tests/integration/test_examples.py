"""The companies in examples/ can be published as they are, and tell the same story."""

from __future__ import annotations

from pathlib import Path

import pytest

import ringtree.flows.nodes  # noqa: F401  registers the node types of the document
from ringtree.company.text import check, dump, load

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.parametrize("file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem)
def test_an_example_has_no_problems_and_survives_a_dump(file: Path) -> None:
    company, problems = check(file.read_bytes(), file.name)
    assert problems == []
    assert load(dump(company)) == company


def test_the_demonstration_is_the_same_in_both_languages() -> None:
    romashka, daisy = (
        load((EXAMPLES / name).read_bytes()) for name in ("romashka.yaml", "daisy.yaml")
    )
    assert (romashka.language, daisy.language) == ("ru", "en")
    assert romashka.main_number == daisy.main_number == "+74950000001"
    for one, other in zip(
        romashka.trees["main"].nodes.values(), daisy.trees["main"].nodes.values(), strict=True
    ):
        assert (one.type, one.exits) == (other.type, other.exits)
    agents = {name: queue.agents for name, queue in romashka.queues.items()}
    assert agents == {name: queue.agents for name, queue in daisy.queues.items()}
