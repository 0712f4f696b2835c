"""Who is locked out of the server: addresses, accounts; and who never is."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address, ip_network
from typing import Annotated

from fastapi import Query, Request

from ringtree.accounts.principal import Principal
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import address_of, asks, services_of
from ringtree.api.bans.problems import NothingStops
from ringtree.api.bans.schemas import AllowedNetwork, BanRow, NewBan
from ringtree.api.page import Cursor, Limit, Page
from ringtree.api.route import router as plain_router
from ringtree.security.service import FOR_EVER, BlockKind, subject_of
from ringtree.storage.bans import Ban, Place

router = plain_router("bans")
Operator = Annotated[Principal, asks(Permission.OPERATE)]


@router.get("/operator/bans")
async def list_bans(
    request: Request, _who: Operator, limit: Limit = 200, cursor: Cursor = None
) -> Page[BanRow]:
    """Whoever is stopped or slowed now, and the networks allowed by hand; newest first."""
    found = await services_of(request).doorkeeper.standing(limit=limit + 1, after=_place(cursor))
    rows = [_row(one) for one in found[:limit]]
    last = rows[-1] if len(found) > limit else None
    more = page.cursor(last.since.isoformat(), last.kind, last.subject) if last else None
    return Page(items=rows, next=more)


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    since, kind, subject = page.place(cursor, str, str, str)
    return page.instant(since), kind, subject


@router.post("/operator/bans", status_code=201)
async def ban_address(body: NewBan, request: Request, who: Operator) -> BanRow:
    """Drop everything from an address, for some hours. Telephones registered there fall silent."""
    return await _keep(
        request,
        who,
        BlockKind.SOURCE,
        subject_of(str(ip_address(body.address))),
        until=datetime.now(UTC).timestamp() + body.hours * 3600,
    )


@router.put("/operator/bans/allowed")
async def allow_network(body: AllowedNetwork, request: Request, who: Operator) -> BanRow:
    """Never ban anybody of a network; whoever of it is banned is let in at once."""
    network = str(ip_network(body.network, strict=False))
    return await _keep(request, who, BlockKind.ALLOWED, network, until=FOR_EVER)


@router.delete("/operator/bans", status_code=204)
async def lift_ban(
    subject: Annotated[str, Query(min_length=1, max_length=200, examples=["203.0.113.66"])],
    request: Request,
    who: Operator,
) -> None:
    """Let an address or an account in again; or no longer allow a network."""
    services = services_of(request)
    before = [_row(one) for one in await services.doorkeeper.about(subject_of(subject))]
    if not await services.doorkeeper.lift(subject_of(subject)):
        raise NothingStops(subject=subject)
    shown = [one.model_dump(mode="json") for one in before]
    await services.audit.note(
        who, "lift", "ban", subject, before=shown, address=address_of(request)
    )


async def _keep(
    request: Request, who: Principal, kind: BlockKind, subject: str, *, until: float
) -> BanRow:
    now = datetime.now(UTC)
    ban = Ban(
        kind=kind.value, subject=subject, until=until, why=f"by {who.author}", times=1, since=now
    )
    services = services_of(request)
    known = [one for one in await services.doorkeeper.about(subject) if one.kind == kind.value]
    await services.doorkeeper.keep(ban)
    await services.audit.note(
        who,
        "allow" if kind is BlockKind.ALLOWED else "ban",
        "ban",
        subject,
        before=_row(known[0]).model_dump(mode="json") if known else None,
        after=_row(ban).model_dump(mode="json"),
        address=address_of(request),
    )
    return _row(ban)


def _row(one: Ban) -> BanRow:
    is_allowed = one.kind == BlockKind.ALLOWED.value
    return BanRow(
        kind=one.kind,
        subject=one.subject,
        why=one.why,
        times=one.times,
        since=one.since,
        until=None if is_allowed else datetime.fromtimestamp(one.until, UTC),
    )
