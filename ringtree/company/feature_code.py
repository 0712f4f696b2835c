"""Feature codes: what a person dials to have the house do something, such as *41.

The document may change what is dialled, switch a code off, and say who may use it. What a code
*does* lives in `ringtree.flows.codes`, one file each, which registers itself here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

if TYPE_CHECKING:
    from ringtree.company.model import Company

#: What may be dialled as a code; nothing else in a company begins with a star or a hash.
DialCode = Annotated[str, Field(pattern=r"^[*#][0-9*]{1,5}$")]
#: An internal number, or the name of a group.
Member = Annotated[str, Field(min_length=1, max_length=60)]


class FeatureCode(BaseModel):
    """What a company says of one of the codes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    dial: DialCode | None = Field(default=None, description="by default the code's own")
    enabled: bool = Field(default=True, description="whether it can be dialled at all")
    people: tuple[Member, ...] | None = Field(
        default=None,
        description="internal numbers and groups that may use it; by default everybody,"
        " but nobody where the code changes something for the whole company",
    )


def _brief(value: Any) -> Any:
    """A code may be written as what is dialled, or as false."""
    if isinstance(value, bool):
        return {"enabled": value}
    return {"dial": value} if isinstance(value, str) else value


AnyFeatureCode = Annotated[FeatureCode, BeforeValidator(_brief)]


class DuplicateCode(Exception):
    """Two features have one name, or the same digits by default."""

    def __init__(self, name: str, code: str) -> None:
        super().__init__(f"the feature code {name!r} ({code}) is registered twice")
        self.name, self.code = name, code


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeType:
    """One feature. `run` is `ringtree.flows.code.Run`; `results` are the words it may return.

    `takes_digits`: more may be dialled after the code, which then reaches `run`. `needs_pin`: the
    person has to enter the own PIN. `is_restricted`: only people whom the document names.
    """

    name: str
    code: str
    title: str
    description: str
    results: tuple[str, ...]
    takes_digits: bool
    needs_pin: bool
    is_restricted: bool
    run: Callable[[Any, Any], Awaitable[str]]


FEATURE_CODES: dict[str, CodeType] = {}


def register(kind: CodeType) -> None:
    """Add a feature.

    Raises:
        DuplicateCode: its name or its code is taken.
    """
    if kind.name in FEATURE_CODES or kind.code in {one.code for one in FEATURE_CODES.values()}:
        raise DuplicateCode(kind.name, kind.code)
    FEATURE_CODES[kind.name] = kind


@dataclass(frozen=True, slots=True)
class Dialled:
    """A feature that was dialled, and the digits after its code."""

    kind: CodeType
    digits: str


def codes_of(company: Company) -> Mapping[CodeType, str]:
    """What is dialled in a company for each feature that is not switched off."""
    found = {}
    for name, kind in FEATURE_CODES.items():
        said = company.codes.get(name) or FeatureCode()
        if said.enabled:
            found[kind] = said.dial or kind.code
    return found


def dialled_code(company: Company, dialled: str) -> Dialled | None:
    """Which feature was dialled: the longest code that fits."""
    if not dialled.startswith(("*", "#")):
        return None
    codes = sorted(codes_of(company).items(), key=lambda one: -len(one[1]))
    for kind, code in codes:
        digits = dialled.removeprefix(code)
        if dialled == code or (digits != dialled and kind.takes_digits):
            return Dialled(kind, digits)
    return None


def may_dial(company: Company, kind: CodeType, extension: str) -> bool:
    """Whether a person may use a feature."""
    said = company.codes.get(kind.name)
    if said is None or said.people is None:
        return not kind.is_restricted
    groups = (company.groups[one] for one in said.people if one in company.groups)
    return extension in said.people or any(extension in group.extensions for group in groups)
