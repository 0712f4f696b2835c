"""The addresses that work without being signed in: there is no other way to become so."""

from __future__ import annotations

import math

from fastapi import Request, Response

from ringtree.accounts.links import DeadLink, Purpose
from ringtree.accounts.passwords import SHORTEST, WeakPassword
from ringtree.accounts.principal import Principal, PrincipalKind
from ringtree.accounts.role import Role
from ringtree.accounts.sign_in import (
    Admitted,
    SecondFactorRequired,
    TooManyFailures,
    WrongCode,
    WrongCredentials,
)
from ringtree.accounts.users import EmailTaken, User
from ringtree.api.access import address_of, require_own_page, services_of
from ringtree.api.problem import TooManyRequests
from ringtree.api.route import open_router
from ringtree.api.services import Services
from ringtree.api.session.cookie import start_session
from ringtree.api.session.mails import password_mail
from ringtree.api.session.problems import (
    AddressTaken,
    CodeRequired,
    CodeWrong,
    LinkDead,
    PasswordTooWeak,
    WrongPassword,
)
from ringtree.api.session.schemas import (
    FirstAdministrator,
    NewPassword,
    PasswordResetRequest,
    SessionView,
    SignInRequest,
)
from ringtree.api.session.views import session_view

router = open_router("session")


@router.post("/session")
async def sign_in(request: Request, response: Response, body: SignInRequest) -> SessionView:
    """Sign in: sets the cookie. `second-factor-required` means: again, with `code`.

    The code is one of the authenticator app, or a recovery code, which works once.
    """
    require_own_page(request)
    services = services_of(request)
    admitted = await _checked(services, body, address_of(request))
    user, left = admitted.user, admitted.codes_left
    if left is not None:
        states = {"before": _codes(left + 1), "after": _codes(left)}
        await _note_own(request, user, "use recovery code", **states)
    session = await start_session(request, response, user.id)
    await _note_own(request, user, "sign in")
    return await session_view(services, session, user)


async def _checked(services: Services, body: SignInRequest, address: str) -> Admitted:
    try:
        return await services.sign_in.check(body.email, body.password, body.code, address)
    except TooManyFailures as error:
        raise TooManyRequests(math.ceil(error.seconds)) from None
    except WrongCredentials:
        raise WrongPassword from None
    except SecondFactorRequired:
        raise CodeRequired from None
    except WrongCode:
        raise CodeWrong from None


def _codes(left: int) -> dict[str, int]:
    return {"recovery_codes": left}


async def _note_own(request: Request, user: User, action: str, **states: object) -> None:
    """Keep what a user did to the own account without being signed in yet."""
    itself = Principal(kind=PrincipalKind.USER, id=user.id, name=user.name, permissions=frozenset())
    await services_of(request).audit.note(
        itself,
        action,
        "user",
        user.email,
        address=address_of(request),
        company=user.company,
        **states,
    )


@router.post("/first-administrator", status_code=201)
async def create_first_administrator(
    request: Request, response: Response, body: FirstAdministrator
) -> SessionView:
    """Become the operator of a new server, by the link printed at its start."""
    require_own_page(request)
    services = services_of(request)
    require_patience(services, "first administrator", address_of(request))
    try:
        await services.links.look(Purpose.FIRST_ADMINISTRATOR, body.token)
        stored = await hashed(services, body.password, body.name, body.email)
        await services.links.use(Purpose.FIRST_ADMINISTRATOR, body.token)
    except DeadLink:
        raise LinkDead from None
    user = await created(
        services, body.email, name=body.name, language=body.language, password=stored
    )
    session = await start_session(request, response, user.id)
    await _note_own(request, user, "create", after=user.shown())
    return await session_view(services, session, user)


async def created(services: Services, email: str, **fields: object) -> User:
    """A new operator.

    Raises:
        AddressTaken: the address has an account.
    """
    try:
        return await services.users.create(
            email=email,
            role=Role.OPERATOR,
            company=None,
            **fields,  # type: ignore[arg-type]
        )
    except EmailTaken:
        raise AddressTaken(email=email) from None


@router.post("/password-reset", status_code=202)
async def request_password_reset(request: Request, body: PasswordResetRequest) -> None:
    """Have a link mailed. The answer is the same whether or not there is such an account."""
    require_own_page(request)
    services = services_of(request)
    require_patience(services, f"reset {body.email}", address_of(request))
    user = await services.users.by_email(body.email)
    if user is None or user.disabled:
        return
    token = await services.links.create(Purpose.PASSWORD, user.id)
    mail = password_mail(
        "reset",
        company=user.company or "",
        to=user.email,
        name=user.name,
        link=f"{services.settings.panel_url}/reset?token={token}",
        language=user.language,
    )
    await services.mail.enqueue(mail)


@router.post("/password-reset/{token}", status_code=204)
async def reset_password(request: Request, token: str, body: NewPassword) -> None:
    """Choose a password by a mailed link. Every session of the account ends."""
    require_own_page(request)
    services = services_of(request)
    require_patience(services, "reset by link", address_of(request))
    try:
        user_id = await services.links.look(Purpose.PASSWORD, token)
        user = await services.users.by_id(user_id or "")
        if user is None or user.disabled:
            raise DeadLink
        stored = await hashed(services, body.password, user.name, user.email)
        await services.links.use(Purpose.PASSWORD, token)
    except DeadLink:
        raise LinkDead from None
    await services.users.change(user.company, user.id, password=stored)
    await services.sessions.end_all(user.id)
    await _note_own(request, user, "reset password")


async def hashed(services: Services, password: str, *about: str) -> str:
    """The password's hash.

    Raises:
        PasswordTooWeak: it would be guessed.
    """
    try:
        return await services.passwords.hash(password, about=about)
    except WeakPassword as error:
        raise PasswordTooWeak(shortest=SHORTEST, extra={"reason": error.reason}) from None


def require_patience(services: Services, what: str, address: str) -> None:
    """Let an address try the same only now and then.

    Raises:
        TooManyRequests: not so often.
    """
    try:
        services.sign_in.check_rate(what, address)
    except TooManyFailures as error:
        raise TooManyRequests(math.ceil(error.seconds)) from None
