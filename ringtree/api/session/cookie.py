"""The session's cookie: for the browser alone, never for its scripts or other sites."""

from __future__ import annotations

from fastapi import Request, Response

from ringtree.accounts.sessions import WHOLE_LIFE, Session
from ringtree.api.access import address_of, cookie_name, services_of


async def start_session(
    request: Request, response: Response, user: str, *, company: str | None = None
) -> Session:
    """Sign a user in, in place of whoever was signed in with this browser."""
    services = services_of(request)
    token, session = await services.sessions.start(
        user,
        address=address_of(request),
        user_agent=request.headers.get("user-agent", ""),
        company=company,
    )
    response.set_cookie(
        cookie_name(services.settings),
        token,
        max_age=int(WHOLE_LIFE.total_seconds()),
        path="/",
        secure=services.settings.is_https,
        httponly=True,
        samesite="strict",
    )
    return session


def drop_cookie(request: Request, response: Response) -> None:
    """Let the browser forget it."""
    settings = services_of(request).settings
    response.delete_cookie(
        cookie_name(settings), path="/", secure=settings.is_https, httponly=True, samesite="strict"
    )
