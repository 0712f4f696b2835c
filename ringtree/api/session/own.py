"""Things only a signed-in person does, for the own account: a dependency that finds the user."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from ringtree.accounts.principal import Principal
from ringtree.accounts.sessions import Session
from ringtree.accounts.users import User
from ringtree.api.access import address_of, asks, services_of, session_of
from ringtree.api.problem import NotSignedIn
from ringtree.api.services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The account of who asks, and the session it is asked with."""

    user: User
    session: Session
    principal: Principal
    services: Services
    address: str


async def own_account(request: Request, principal: Annotated[Principal, asks()]) -> Own:
    """The signed-in user; a program with a key has no account.

    Raises:
        NotSignedIn: there is no session.
    """
    services, signed_in = services_of(request), None
    if principal.session is not None:
        signed_in = await session_of(request)
    user = await services.users.by_id(principal.id) if signed_in is not None else None
    if signed_in is None or user is None:
        raise NotSignedIn
    return Own(
        user=user,
        session=signed_in.session,
        principal=principal,
        services=services,
        address=address_of(request),
    )


OwnAccount = Annotated[Own, Depends(own_account)]
