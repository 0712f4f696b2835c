"""The outbox of a company: its mails, what the server said of each address, and sending again."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.mails.schemas import MailView, Resent
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.problem import NotFound
from ringtree.api.route import company_router
from ringtree.mail.mail import DeliveryState, Posted
from ringtree.mail.outbox import UnknownMail

router = company_router("mails")
Reader = Annotated[CompanyScope, needs(Permission.CALLS_READ)]
Writer = Annotated[CompanyScope, needs(Permission.CALLS_WRITE, Permission.RECORDINGS_READ)]


@router.get("/mails")
async def list_mails(
    scope: Reader,
    state: Annotated[DeliveryState | None, Query(description="with an address in it")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[MailView]:
    """Mails of the company, newest first, with the server's answer for each address."""
    found = await scope.services.mail.outbox.listing(
        company=scope.code, state=state, limit=limit + 1, before=page.instant_and_id(cursor)
    )
    rows = found[:limit]
    more = _cursor(rows[-1]) if len(found) > limit else None
    return Page(items=[MailView.of(one, scope.language) for one in rows], next=more)


def _cursor(one: Posted) -> str:
    return page.cursor(one.created.isoformat(), one.mail.id)


@router.post("/mails/{mail}/resend")
async def resend_mail(
    mail: str,
    scope: Writer,
    address: Annotated[str | None, Query(max_length=320, description="only to this one")] = None,
) -> Resent:
    """Send a mail once more."""
    try:
        found = await scope.services.mail.outbox.get(mail)
        if found.mail.company != scope.code:
            raise NotFound
        done = Resent(addresses=await scope.services.mail.resend(mail, address))
    except UnknownMail:
        raise NotFound from None
    await scope.audit("resend", "mail", mail, after={"addresses": done.addresses, "to": address})
    return done
