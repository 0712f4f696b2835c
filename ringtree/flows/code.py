"""The base of every feature code: who dialled it, and what it may do.

A new feature is one file in `ringtree/flows/codes/`: a coroutine under `@feature_code` that is
given the call, as nodes are, and who dialled. The permission, the PIN, the trace, errors and
hanging up are the code runner's; a feature does none of them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ringtree.company.feature_code import CodeType, register
from ringtree.company.model import Company, Person
from ringtree.flows.control import CallControl
from ringtree.flows.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialler:
    """The person who dialled, proven by the password of the telephone's account.

    `digits` is what was dialled after the code, `world` what the features' parts offer.
    """

    company: Company
    person: Person
    digits: str
    world: World

    @property
    def holder(self) -> str:
        """Whose PIN is asked for."""
        return self.person.extension


#: Does what the feature is for, tells the person so, and returns one of its results.
Run = Callable[[CallControl, Dialler], Awaitable[str]]


def feature_code(
    name: str,
    code: str,
    *,
    title: str,
    results: tuple[str, ...],
    takes_digits: bool = False,
    needs_pin: bool = False,
    is_restricted: bool = False,
) -> Callable[[Run], Run]:
    """Register a feature under the name it has in documents and traces.

    `code` is what is dialled unless the company says otherwise, `title` what people call it. See
    `ringtree.company.feature_code.CodeType` for the rest.

    Raises:
        DuplicateCode: the name or the code is another feature's.
    """

    def registered(run: Run) -> Run:
        register(
            CodeType(
                name=name,
                code=code,
                title=title,
                description=" ".join((run.__doc__ or "").split()),
                results=results,
                takes_digits=takes_digits,
                needs_pin=needs_pin,
                is_restricted=is_restricted,
                run=run,
            )
        )
        return run

    return registered
