"""How every part of the server is."""

from __future__ import annotations

import os
import resource
import shutil
import time
from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy import text

from ringtree.api.operator.schemas import Part, ServerHealth
from ringtree.api.services import Services
from ringtree.mail.mail import DeliveryState
from ringtree.storage.database import DatabaseFailure

_STARTED = datetime.now(UTC)
_MB = 1_000_000
#: Less free room than this, in MB, is said to be wrong.
LEAST_ROOM = 500.0


async def server_health(services: Services) -> ServerHealth:
    """Ask every part; none is waited for long."""
    room = shutil.disk_usage(services.settings.data_dir).free / _MB
    parts = [
        await _database(services),
        _records(services),
        _disk(room),
        await _mail(services),
        Part(
            name="events",
            ok=True,
            figures={"listeners": len(services.events), "dropped": services.events.dropped},
        ),
    ]
    return ServerHealth(
        version=version("ringtree"),
        started=_STARTED,
        load=[round(one, 2) for one in os.getloadavg()],
        processors=os.cpu_count() or 1,
        memory_used=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        disk_free=round(room, 1),
        calls=len(services.calls.calls),
        companies=sum(1 for _ in services.directory.companies()),
        registered=len(services.registrar.reachable_accounts()),
        parts=parts,
    )


async def _database(services: Services) -> Part:
    began = time.perf_counter()
    try:
        async with services.database.read() as connection:
            await connection.execute(text("SELECT 1"))
    except DatabaseFailure as error:
        return Part(name="database", ok=False, detail=str(error)[:300])
    took = (time.perf_counter() - began) * 1000
    return Part(name="database", ok=True, figures={"milliseconds": round(took, 2)})


def _records(services: Services) -> Part:
    lost = services.records.lost
    detail = f"{lost} records could be kept by neither disk nor memory" if lost else ""
    return Part(name="records", ok=not lost, detail=detail, figures={"lost": lost})


def _disk(room: float) -> Part:
    detail = "" if room >= LEAST_ROOM else f"only {room:.0f} MB are free in the data directory"
    return Part(name="disk", ok=not detail, detail=detail, figures={"free_mb": round(room, 1)})


async def _mail(services: Services) -> Part:
    try:
        failed = await services.mail.outbox.listing(state=DeliveryState.GIVEN_UP, limit=100)
        waiting = await services.mail.outbox.listing(state=DeliveryState.WAITING, limit=100)
    except DatabaseFailure as error:
        return Part(name="mail", ok=False, detail=str(error)[:300])
    has_server = services.settings.mail_host is not None
    stuck = bool(waiting) and not has_server
    detail = "mails wait: no mail server is set (mail_host)" if stuck else ""
    figures = {"waiting": len(waiting), "given_up": len(failed)}
    return Part(name="mail", ok=not stuck, detail=detail, figures=figures)
