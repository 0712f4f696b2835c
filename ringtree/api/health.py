"""`/healthz` for whoever watches the server, `/metrics` for Prometheus."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text

from ringtree.api.access import address_of, services_of
from ringtree.api.problem import NotFound
from ringtree.api.services import Services
from ringtree.storage.database import DatabaseFailure

health_router = APIRouter()


class Health(BaseModel):
    """Whether the server does what it is for."""

    status: str
    database: bool
    calls: int


@health_router.get("/healthz", include_in_schema=False)
async def healthz(request: Request, response: Response) -> Health:
    """200 while calls are served and kept; 503 when the database is away. Needs no sign-in."""
    services = services_of(request)
    has_database = await _has_database(services)
    response.status_code = 200 if has_database else 503
    response.headers["cache-control"] = "no-store"
    status = "ok" if has_database else "degraded"
    return Health(status=status, database=has_database, calls=len(services.calls.calls))


async def _has_database(services: Services) -> bool:
    try:
        async with services.database.read() as connection:
            await connection.execute(text("SELECT 1"))
    except DatabaseFailure:
        return False
    return True


@health_router.get("/metrics", include_in_schema=False)
async def metrics(request: Request) -> Response:
    """Every part's figures, for the addresses in `metrics_hosts`; for others there is no such page.

    Raises:
        NotFound: for the others.
    """
    services = services_of(request)
    if not _is_among(address_of(request), services.settings.metrics_hosts):
        raise NotFound
    for look_up in services.before_metrics:
        await look_up()
    return Response(generate_latest(services.metrics), media_type=CONTENT_TYPE_LATEST)


def _is_among(address: str, hosts: tuple[str, ...]) -> bool:
    if address in hosts:
        return True
    try:
        one = ip_address(address)
    except ValueError:
        return False
    networks = (ip_network(host) for host in hosts if "/" in host)
    return any(one in network for network in networks)
