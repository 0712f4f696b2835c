"""What a tree remembers of one call: a few short texts by name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping

from ringtree.company.placeholders import BUILT_IN

MOST = 50
LONGEST_VALUE = 500  # characters
NAME = r"^[^\W\d]\w{0,39}$"

_NAME = re.compile(NAME)


class VariableRefused(ValueError):
    """A variable that can't be set; base of both reasons."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"the variable {name[:60]!r} {why}")
        self.name = name


class BadVariableName(VariableRefused):
    """The name is not one, or has a meaning of its own in texts."""


class TooManyVariables(VariableRefused):
    """The call has all the variables a call may have."""


class Variables(MutableMapping[str, str]):
    """The variables of one call. A value is one printable line; what is longer is cut."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values: dict[str, str] = {}
        self.update(values or {})

    def __getitem__(self, name: str) -> str:
        return self._values[name]

    def __setitem__(self, name: str, value: str) -> None:
        """Set one.

        Raises:
            BadVariableName: not a name of letters, digits and _, or a reserved one.
            TooManyVariables: `MOST` others are set.
        """
        if not _NAME.match(name) or name in BUILT_IN:
            raise BadVariableName(name, "must be a name of its own: letters, digits and _")
        if name not in self._values and len(self._values) >= MOST:
            raise TooManyVariables(name, f"is one more than {MOST}")
        self._values[name] = plain(value)

    def __delitem__(self, name: str) -> None:
        del self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Variables({self._values!r})"


def plain(text: str, most: int = LONGEST_VALUE) -> str:
    """One printable line of at most `most` characters: fit for a prompt, a header and a page."""
    return "".join(char if char.isprintable() else " " for char in text[:most]).strip()
