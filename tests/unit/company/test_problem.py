"""How a problem is told."""

from __future__ import annotations

from ringtree.company.problem import DocumentError, Problem, Severity


def test_a_problem_is_one_line_with_its_place() -> None:
    problem = Problem(
        "there is no queue 'sale'",
        ("trees", "main", "nodes", "a", "choices", 0),
        "sales",
        line=7,
        column=3,
    )
    assert problem.describe("acme.yaml") == (
        "acme.yaml:7:3: error: trees.main.nodes.a.choices[0]: there is no queue 'sale'"
        " (allowed: sales)"
    )


def test_without_a_text_there_is_no_line() -> None:
    problem = Problem("odd", severity=Severity.WARNING)
    assert problem.describe() == "warning: odd"
    assert problem.to_dict()["line"] is None


def test_an_error_carries_every_problem() -> None:
    error = DocumentError([Problem("one"), Problem("two")], "f")
    assert str(error).splitlines() == ["f: error: one", "f: error: two"]
