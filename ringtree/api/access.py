"""Who asks, and for which company: the two dependencies that every route has.

`CurrentPrincipal` is somebody authenticated. `CompanyScope` is the only way to a company's data:
it is made from the path and the principal together, and there is none for somebody else's
company. The rights a route needs stand in its signature:

    async def journal(scope: Annotated[CompanyScope, needs(Permission.CALLS_READ)]) -> …
    async def companies(who: Annotated[Principal, asks(Permission.OPERATE)]) -> …
"""

from __future__ import annotations

import hmac
from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import urlsplit

from fastapi import Depends, Path, Request, Security
from fastapi.security import APIKeyCookie, HTTPBearer, SecurityScopes

from ringtree.accounts.principal import Principal
from ringtree.accounts.role import Permission
from ringtree.accounts.sessions import SignedIn
from ringtree.api.language import accepted, asked
from ringtree.api.problem import ForeignRequest, NotAllowed, NotFound, NotSignedIn
from ringtree.api.services import Services
from ringtree.company.prompt import Language
from ringtree.settings import Settings
from ringtree.storage.database import DatabaseFailure

CSRF_HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

# Only for the OpenAPI: what they find is read by `authenticate`.
_COOKIE = APIKeyCookie(name="ringtree", auto_error=False, scheme_name="session")
_BEARER = HTTPBearer(auto_error=False, scheme_name="apiKey", description="An API key: `rtk_…`")


def services_of(request: Request) -> Services:
    """The parts of the server that answers this request."""
    found: Services = request.app.state.services
    return found


def cookie_name(settings: Settings) -> str:
    """`__Host-` binds the cookie to this very host and to HTTPS [RFC 6265bis §4.1.3.2]."""
    return "__Host-ringtree" if settings.is_https else "ringtree"


def address_of(request: Request) -> str:
    """From where the request comes, as far as a trusted proxy says."""
    return request.client.host if request.client else ""


async def authenticate(request: Request) -> Principal:
    """Who sends this request; asked once for each.

    Raises:
        NotSignedIn: nobody we know.
        ForeignRequest: a cookie, but the change was not asked for by our page.
    """
    known: Principal | None = getattr(request.state, "principal", None)
    if known is None:
        known = request.state.principal = await _authenticate(request)
    return known


async def authenticate_anew(request: Request) -> Principal | None:
    """Who this is by now, for an answer that goes on for hours; None: nobody any more."""
    try:
        return await _authenticate(request)
    except (NotSignedIn, ForeignRequest):
        return None


async def _authenticate(request: Request) -> Principal:
    services = services_of(request)
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme:
        found = await services.keys.find(key.strip()) if scheme.lower() == "bearer" else None
        if found is None:
            raise NotSignedIn
        return found
    signed_in = await session_of(request)
    if signed_in is None:
        raise NotSignedIn
    if request.method not in _SAFE:
        require_own_page(request)
        given = request.headers.get(CSRF_HEADER, "")
        if not hmac.compare_digest(given.encode(), signed_in.session.csrf.encode()):
            raise ForeignRequest
    return signed_in.principal


async def session_of(request: Request) -> SignedIn | None:
    """The session of the request's cookie, if it lives."""
    services = services_of(request)
    token = request.cookies.get(cookie_name(services.settings))
    return await services.sessions.find(token) if token else None


def require_own_page(request: Request) -> None:
    """Refuse what another site's page has a browser send.

    Raises:
        ForeignRequest: the browser says so itself.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise ForeignRequest
    origin = request.headers.get("origin")
    if origin is None:
        return
    own = services_of(request).settings.panel_url
    host = urlsplit(origin).netloc
    if not host or host not in (request.headers.get("host"), urlsplit(own).netloc):
        raise ForeignRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyScope:
    """One company's data, for somebody who may have it. `code` is the company's."""

    code: str
    principal: Principal
    services: Services
    address: str
    language: Language

    async def audit(
        self, action: str, noun: str, key: str, *, before: Any = None, after: Any = None
    ) -> None:
        """Keep a change in the company's audit log."""
        await self.services.audit.note(
            self.principal,
            action,
            noun,
            key,
            before=before,
            after=after,
            address=self.address,
            company=self.code,
        )

    def publish(self, kind: str, data: dict[str, Any]) -> None:
        """Tell who watches this company."""
        self.services.events.publish(self.code, kind, data)

    async def take_over(self) -> None:
        """Have what was stored hold for calls before anybody is told that it does.

        Without the database it holds as soon as the server, which looks by itself, can read it.
        """
        with suppress(*DatabaseFailure):
            await self.services.take_over()


def language_of(request: Request) -> Language:
    """The language of the answer: the only one asked for, else the user's own, else the best."""
    header = request.headers.get("accept-language", "")
    if (alone := asked(header)) is not None:
        return alone
    principal: Principal | None = getattr(request.state, "principal", None)
    if principal is not None and principal.language is not None:
        return principal.language
    return accepted(header)


async def current_principal(
    request: Request,
    scopes: SecurityScopes,
    _cookie: Annotated[str | None, Depends(_COOKIE)] = None,
    _bearer: Annotated[object, Depends(_BEARER)] = None,
) -> Principal:
    """Somebody authenticated, who has every right the route asks for.

    Raises:
        NotSignedIn, ForeignRequest: as `authenticate`.
        NotAllowed: a right is missing.
    """
    principal = await authenticate(request)
    for permission in scopes.scopes:
        if not principal.may(Permission(permission)):
            raise NotAllowed(permission=permission)
    return principal


async def company_scope(
    request: Request,
    scopes: SecurityScopes,
    company: Annotated[str, Path(max_length=40, examples=["daisy"], description="its code")],
    _cookie: Annotated[str | None, Depends(_COOKIE)] = None,
    _bearer: Annotated[object, Depends(_BEARER)] = None,
) -> CompanyScope:
    """The company of the path, for a principal who belongs to it.

    Raises:
        NotSignedIn, ForeignRequest: as `authenticate`.
        NotFound: another company's: whether it exists is nobody else's business.
        NotAllowed: a right is missing.
    """
    principal = await authenticate(request)
    if principal.company is None or principal.company != company:
        raise NotFound
    for permission in scopes.scopes:
        if not principal.may(Permission(permission)):
            raise NotAllowed(permission=permission)
    return CompanyScope(
        code=company,
        principal=principal,
        services=services_of(request),
        address=address_of(request),
        language=language_of(request),
    )


def needs(*permissions: Permission) -> Any:
    """The dependency `CompanyScope` for a route that takes these rights."""
    return Security(company_scope, scopes=[one.value for one in permissions])


def asks(*permissions: Permission) -> Any:
    """The dependency `Principal` for a route that takes these rights, of no company."""
    return Security(current_principal, scopes=[one.value for one in permissions])
