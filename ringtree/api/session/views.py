"""What the API says of the present session."""

from __future__ import annotations

from ringtree.accounts.role import PERMISSIONS, Role
from ringtree.accounts.sessions import Session
from ringtree.accounts.users import User
from ringtree.api.services import Services
from ringtree.api.session.schemas import CompanyName, SessionView, UserView


async def session_view(services: Services, session: Session, user: User) -> SessionView:
    """The session of a user, an operator's inside a company included."""
    role = Role.ADMINISTRATOR if session.company else user.role
    company = session.company or user.company
    return SessionView(
        user=UserView(
            id=user.id,
            name=user.name,
            email=user.email,
            language=user.language,
            role=role,
            extension=user.extension,
            permissions=sorted(PERMISSIONS[role]),
            second_factor=user.totp is not None,
            recovery_codes=await services.recovery.left(user.id) if user.totp else None,
        ),
        company=await company_name(services, company) if company else None,
        csrf=session.csrf,
        acting=user.email if session.company else None,
    )


async def company_name(services: Services, code: str) -> CompanyName:
    """The company as it is live; its code alone before anything was published."""
    live = services.directory.company(code)
    if live is None:
        return CompanyName(code=code, name=code, timezone=None)
    return CompanyName(code=code, name=live.company.name, timezone=live.company.timezone)
