"""What every publication has to pass: the document's own cases.

Running them is the simulator's work, above this package; what is published here must bring the
proof that it was done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ringtree.company.model import Company


class CasesNotRun(Exception):
    """A company with cases was to be published by something that cannot run them."""

    def __init__(self, company: Company) -> None:
        super().__init__(f"the cases of {company.name} were not run, so it is not published")


@dataclass(frozen=True, slots=True)
class CasesRun:
    """The cases were run. `forced` are those that fail, and somebody publishes all the same."""

    forced: tuple[str, ...] = ()

    def note(self, note: str) -> str:
        """The revision's note, which tells in the history what was overridden."""
        said = f"[forced, although cases fail: {'; '.join(self.forced)}]" if self.forced else ""
        return " ".join(part for part in (note, said) if part)


#: Runs the cases of a company, and raises unless they pass; if told to force, only says which fail.
Gate = Callable[[Company, bool], CasesRun]


def without_cases(company: Company, force: bool) -> CasesRun:
    """The gate of who cannot run cases: a company that has any is not let through.

    Raises:
        CasesNotRun: it has some.
    """
    if company.cases:
        raise CasesNotRun(company)
    return CasesRun()
