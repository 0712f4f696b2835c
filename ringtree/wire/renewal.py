"""Taking renewed certificates over while the server runs, and warning before ours ends."""

from __future__ import annotations

import asyncio

import structlog

from ringtree.wire.tls import EXPIRY_WARNING, CertificateError, Tls

log = structlog.get_logger(__name__)

#: Seconds between two looks at the files: one `stat` for each.
LOOK_PAUSE = 5.0
#: Looks between two warnings of an end that comes near: a day.
LOOKS_PER_WARNING = round(86400 / LOOK_PAUSE)


async def keep_certificates(tls: Tls) -> None:
    """Look at the certificate files for as long as the server runs."""
    looks = 0
    while True:
        look(tls, is_warning=looks % LOOKS_PER_WARNING == 0)
        looks += 1
        await asyncio.sleep(LOOK_PAUSE)


def look(tls: Tls, *, is_warning: bool) -> None:
    """Reload what has changed; what can't be used is told, and the old stays in use."""
    try:
        if tls.reload():
            log.info("certificates taken over", expires=str(tls.expires()))
    except CertificateError as error:
        log.error("certificates can't be used, the old ones stay in use", error=str(error))
        return
    if is_warning:
        _warn(tls)


def _warn(tls: Tls) -> None:
    try:
        days = tls.days_left()
    except (OSError, ValueError) as error:
        log.error("the certificate can't be read", error=str(error))
        return
    if days is not None and days < EXPIRY_WARNING:
        log.warning("the certificate ends soon", days=round(days, 1))
