"""The present session, the user's other sessions, password and second factor."""

from __future__ import annotations

import time

from fastapi import APIRouter, Request, Response

from ringtree.accounts import totp
from ringtree.accounts.sessions import MOST_SESSIONS, UnknownSession
from ringtree.api import page
from ringtree.api.problem import NotFound
from ringtree.api.route import SECRET
from ringtree.api.route import router as plain_router
from ringtree.api.session import entrance
from ringtree.api.session.cookie import drop_cookie
from ringtree.api.session.own import Own, OwnAccount
from ringtree.api.session.problems import CodeWrong, NoSecondFactor, WrongPassword
from ringtree.api.session.schemas import (
    OwnPassword,
    PasswordChange,
    Profile,
    RecoveryCodesView,
    SecondFactorOffer,
    SecondFactorProof,
    SessionRow,
    SessionView,
)
from ringtree.api.session.views import session_view

_own = plain_router("session")


@_own.get("/session")
async def read_session(own: OwnAccount) -> SessionView:
    """Who is signed in, for which company, and the token for changes."""
    return await session_view(own.services, own.session, own.user)


@_own.delete("/session", status_code=204)
async def sign_out(request: Request, response: Response, own: OwnAccount) -> None:
    """End this session."""
    await own.services.sessions.end(own.user.id, own.session.id)
    await _note(own, "sign out")
    drop_cookie(request, response)


@_own.get(
    "/sessions",
    openapi_extra=page.whole(MOST_SESSIONS, f"the {MOST_SESSIONS} sessions that a user may have"),
)
async def list_sessions(own: OwnAccount) -> list[SessionRow]:
    """Where this user is signed in, the last used first."""
    found = await own.services.sessions.of(own.user.id)
    return [
        SessionRow(
            id=one.id,
            created=one.created,
            seen=one.seen,
            address=one.address,
            user_agent=one.user_agent,
            company=one.company,
            current=one.id == own.session.id,
        )
        for one in found
    ]


@_own.delete("/sessions", status_code=204)
async def end_other_sessions(own: OwnAccount) -> None:
    """Sign out everywhere but here."""
    await own.services.sessions.end_all(own.user.id, but=own.session.id)
    await _note(own, "end other sessions")


@_own.delete("/sessions/{session}", status_code=204)
async def end_session(session: str, own: OwnAccount) -> None:
    """Sign out somewhere else."""
    try:
        await own.services.sessions.end(own.user.id, session)
    except UnknownSession:
        raise NotFound from None
    await _note(own, "end session", before={"session": session})


@_own.patch("/session/profile")
async def change_profile(body: Profile, own: OwnAccount) -> SessionView:
    """Change the own name or language."""
    changes = body.model_dump(exclude_none=True)
    user = await own.services.users.change(own.user.company, own.user.id, **changes)
    await _note(own, "change", before=own.user.shown(), after=user.shown())
    return await session_view(own.services, own.session, user)


@_own.put("/session/password", status_code=204)
async def change_password(body: PasswordChange, own: OwnAccount) -> None:
    """Change the own password; every other session ends."""
    await _require_password(own, body.current)
    stored = await entrance.hashed(own.services, body.password, own.user.name, own.user.email)
    await own.services.users.change(own.user.company, own.user.id, password=stored)
    await own.services.sessions.end_all(own.user.id, but=own.session.id)
    await _note(own, "change password")


@_own.post("/session/second-factor")
async def offer_second_factor(response: Response, own: OwnAccount) -> SecondFactorOffer:
    """A secret for an authenticator app. It counts once it was proved."""
    secret = totp.new_secret()
    response.headers[SECRET] = "1"
    return SecondFactorOffer(secret=secret, address=totp.address(secret, own.user.email))


@_own.put("/session/second-factor")
async def prove_second_factor(
    body: SecondFactorProof, response: Response, own: OwnAccount
) -> RecoveryCodesView:
    """Prove that the app makes the right codes: from now on one is asked for.

    The answer holds recovery codes, shown this once, for the day on which the app is gone.
    """
    await _require_password(own, body.password)
    step = totp.step_of(body.secret, body.code, time.time())
    if step is None:
        raise CodeWrong
    sealed = own.services.vault.seal(body.secret)
    await own.services.users.change(own.user.company, own.user.id, totp=sealed, totp_used=step)
    await own.services.sessions.end_all(own.user.id, but=own.session.id)
    had = own.user.totp is not None
    states = {"before": {"second_factor": had}, "after": {"second_factor": True}}
    await _note(own, "set second factor", **states)
    return await _new_codes(own, response)


@_own.post("/session/second-factor/recovery-codes", status_code=201)
async def renew_recovery_codes(
    body: OwnPassword, response: Response, own: OwnAccount
) -> RecoveryCodesView:
    """New recovery codes, shown this once; those of before stop working."""
    await _require_password(own, body.password)
    if own.user.totp is None:
        raise NoSecondFactor
    await _note(own, "renew recovery codes")
    return await _new_codes(own, response)


async def _new_codes(own: Own, response: Response) -> RecoveryCodesView:
    response.headers[SECRET] = "1"
    return RecoveryCodesView(codes=await own.services.recovery.renew(own.user.id))


@_own.delete("/session/second-factor", status_code=204)
async def end_second_factor(body: OwnPassword, own: OwnAccount) -> None:
    """Ask for no code any more."""
    await _require_password(own, body.password)
    await own.services.users.change(own.user.company, own.user.id, totp=None)
    had = own.user.totp is not None
    states = {"before": {"second_factor": had}, "after": {"second_factor": False}}
    await _note(own, "remove second factor", **states)


async def _require_password(own: Own, password: str) -> None:
    entrance.require_patience(own.services, f"password of {own.user.id}", own.address)
    if not await own.services.passwords.matches(password, own.user.password):
        raise WrongPassword


async def _note(own: Own, action: str, **states: object) -> None:
    await own.services.audit.note(
        own.principal,
        action,
        "user",
        own.user.email,
        address=own.address,
        company=own.user.company,
        **states,
    )


router = APIRouter()
router.include_router(entrance.router)
router.include_router(_own)
