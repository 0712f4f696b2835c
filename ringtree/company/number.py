"""A number of the company: where it comes from and what happens to its callers."""

from __future__ import annotations

from pydantic import Field

from ringtree.company.part import E164, Key, Part, Title
from ringtree.company.prompt import Language


class Number(Part):
    """A number of the public network, the trunk it comes over and the tree it enters."""

    number: E164
    trunk: Key
    tree: Key
    name: Title | None = Field(default=None, description="what people call this number")
    language: Language | None = Field(default=None, description="instead of the company's")
