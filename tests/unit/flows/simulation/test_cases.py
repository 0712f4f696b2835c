"""Cases pass, or say why not."""

from __future__ import annotations

from typing import Any

import pytest

from ringtree.company.gate import CasesRun
from ringtree.flows.simulation.cases import CasesFailed, follows, require_cases, run_cases
from tests.unit.flows.simulation.company import MONDAY, company, imagined


def faults(**case: Any) -> tuple[str, ...]:
    made = company(cases=[{"name": "A case", "at": "monday 12:00", **case}])
    (result,) = run_cases(made, MONDAY)
    return result.faults


def test_what_goes_as_expected_passes() -> None:
    expect = {"ends": "hung_up_by_tree", "path": ["who", "…", "night"], "says": "we are CLOSED"}
    assert faults(at="sunday 22:00", expect=expect) == ()


def test_what_does_not_is_said() -> None:
    expect = {"ends": "answered", "path": ["who", "night"], "says": "we are closed"}
    ends, path, says = faults(expect=expect)
    assert ends == "ends hung_up_by_tree, not answered"
    assert path == "goes main/who → main/hours → main/menu → main/bye, not who → night"
    assert says.startswith("nobody says 'we are closed'; heard is: Press one")


def test_a_number_that_is_not_ours_is_a_fault() -> None:
    (fault,) = faults(to="+74959999999", expect={"ends": "answered"})
    assert "is no number of Acme" in fault


@pytest.mark.parametrize(
    ("path", "fits"),
    [
        (("who", "hours", "menu", "bye"), True),
        (("main/who", "…", "main/bye"), True),
        (("…", "menu", "..."), True),
        (("who", "hours", "menu"), False),
        (("other/who", "…"), False),
        (("…", "sales", "…"), False),
    ],
)
def test_a_path_is_the_whole_way(path: tuple[str, ...], fits: bool) -> None:
    assert follows(imagined().record.trace, path) is fits


def test_failing_cases_refuse_unless_overridden() -> None:
    made = company(cases=[{"name": "Odd", "at": "monday 12:00", "expect": {"ends": "failed"}}])
    with pytest.raises(CasesFailed, match="Odd: ends hung_up_by_tree, not failed"):
        require_cases(made, MONDAY)
    assert require_cases(made, MONDAY, force=True).forced == ("Odd",)
    assert require_cases(company(), MONDAY) == CasesRun()
