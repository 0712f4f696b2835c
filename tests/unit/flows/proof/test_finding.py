"""What a finding tells."""

from __future__ import annotations

from ringtree.flows.proof.finding import Example, Finding, Kind, Severity
from ringtree.flows.proof.sentence import Said, Sentence
from tests.unit.flows.simulation.company import MONDAY, NUMBER


def test_an_example_is_a_command() -> None:
    example = Example(NUMBER, "", MONDAY, "1,wait", "busy", ("main/menu:1",))
    assert example.command("a b.yaml") == (
        f"ringtree simulate 'a b.yaml' --to {NUMBER} --from= --at '2026-11-23 12:00'"
        " --press 1,wait --agents busy"
    )


def test_a_finding_is_data_too() -> None:
    finding = Finding(Kind.DEAD_END, Severity.ERROR, "main", "menu", Said(Sentence.DEEPER))
    assert finding.place == "main/menu"
    assert finding.to_dict()["example"] is None
    assert Example(NUMBER, "", MONDAY, "", "free", ()).to_dict()["at"] == MONDAY.isoformat()
