"""How much the operator of the server lets a company use, whatever its document says."""

from __future__ import annotations

from pydantic import Field

from ringtree.company.limits import Count, Limits


class Allowance(Limits):
    """Bounds of all calls to the outside of a company, and of its people.

    They hold beside the company's own limits. Money is not among them: a company writes its
    price lists itself.
    """

    people: Count | None = Field(default=None, description="internal numbers in the document")


#: Of a company that nothing was said about.
EVERYTHING = Allowance()
