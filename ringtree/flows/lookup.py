"""Finding people by what is typed on a telephone's keys."""

from __future__ import annotations

from collections.abc import Sequence

from ringtree.company.model import Person
from ringtree.flows.control import CallControl
from ringtree.flows.entry import END_KEY
from ringtree.prompts.names import spellings

#: Letters after which more of them tell nobody apart.
MOST_LETTERS = 12
#: Seconds to wait for a further letter of the only name that is left.
SETTLED = 1.0


class Lookup:
    """People by internal number, by the keys that spell their names, or by both."""

    __slots__ = ("_longest", "_names", "_numbers")

    def __init__(self, people: Sequence[Person], *, by_number: bool, by_name: bool) -> None:
        self._numbers = {one.extension: one for one in people} if by_number else {}
        self._names = [(one, spellings(one.name)) for one in people] if by_name else []
        longest = max(map(len, self._numbers), default=0)
        self._longest = MOST_LETTERS if by_name else longest

    def person(self, typed: str) -> Person | None:
        """Whose internal number this is."""
        return self._numbers.get(typed)

    def named(self, typed: str) -> list[Person]:
        """Everybody part of whose name begins with these keys."""
        if not typed:
            return []
        return [
            person
            for person, spelled in self._names
            if any(one.startswith(typed) for one in spelled)
        ]

    async def read(self, call: CallControl, *, patience: float, between: float) -> str:
        """What the caller types; see `Entry.read`.

        A number is taken at once if nothing longer is possible. Who spells a name goes on for a
        while though nobody else is left; these keys must not choose from what is said next.
        """
        typed = ""
        while self._may_go_on(typed):
            settled = min(between, SETTLED) if len(self.named(typed)) == 1 else between
            key = await call.read_digits(count=1, patience=settled if typed else patience)
            if not key or key == END_KEY:
                break
            typed += key
        return typed

    def _may_go_on(self, typed: str) -> bool:
        """Whether another key may follow; what is mistyped is read to its end."""
        if len(typed) >= self._longest:
            return not typed
        if typed in self._numbers:
            longer = any(one != typed and one.startswith(typed) for one in self._numbers)
            return longer or bool(self.named(typed))
        return True
