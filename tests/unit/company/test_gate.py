"""Nothing is published past its cases."""

from __future__ import annotations

import pytest

from ringtree.company.gate import CasesNotRun, CasesRun, without_cases
from ringtree.company.model import Company
from ringtree.company.text import load
from tests.unit.company.small import TEXT

pytestmark = pytest.mark.usefixtures("node_types")


def company() -> Company:
    return load(TEXT)


def test_a_company_without_cases_needs_nobody_to_run_them() -> None:
    assert without_cases(company(), False) == CasesRun()


@pytest.mark.parametrize("force", [False, True])
def test_who_cannot_run_cases_cannot_publish_them(force: bool) -> None:
    case = {"name": "a call", "at": "sunday 22:00", "expect": {"ends": "answered"}}
    tested = company().model_copy(update={"cases": (case,)})
    with pytest.raises(CasesNotRun):
        without_cases(tested, force)


def test_what_was_overridden_stands_in_the_history() -> None:
    assert CasesRun().note("new hours") == "new hours"
    assert CasesRun(("a", "b")).note("") == "[forced, although cases fail: a; b]"
    assert CasesRun(("a",)).note("new hours").startswith("new hours [forced")
