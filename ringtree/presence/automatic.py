"""When a presence changes by itself: with hours, phone, and *do not disturb*. Pure.

Whichever came last counts, the person's word or the clock's: somebody who says "ready" in the
evening is ready until the next closing time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from ringtree.presence.said import Automatic, Said
from ringtree.queues.agent import Presence
from ringtree.schedules.hours import Hours
from ringtree.schedules.override import Override
from ringtree.schedules.state import next_change, state

#: A word older than that has seen the hours change: no schedule keeps still for so long but one
#: that never opens, or never closes.
OLD = timedelta(days=14)


def by_hours(
    said: Said, hours: Hours, now: datetime, override: Override | None = None
) -> Said | None:
    """The change that the person's hours make by `now`; None: it stays as it was said.

    At closing time everybody is logged out; at opening time those whom the clock logged out are
    ready again, and who had logged out earlier is not.
    """
    if now - said.at < OLD:
        changed = next_change(hours, said.at, override)
        if changed is None or changed > now:
            return None
    if not state(hours, now, override).is_open:
        if said.presence is Presence.LOGGED_OUT:
            return None
        return _changed(said, Presence.LOGGED_OUT, Automatic.HOURS, now)
    if said.by == Automatic.HOURS and said.presence is Presence.LOGGED_OUT:
        return _changed(said, Presence.READY, Automatic.HOURS, now)
    return None


def by_phone(said: Said, reachable: bool, now: datetime) -> Said | None:
    """The change that a phone makes which comes or goes; None: none.

    Who is ready is not any more without a phone, and is again when it is back.
    """
    if reachable and said.by == Automatic.PHONE:
        return _changed(said, Presence.READY, Automatic.PHONE, now)
    if not reachable and said.presence is Presence.READY:
        return _changed(said, Presence.NOT_READY, Automatic.PHONE, now, Automatic.PHONE)
    return None


def by_missed(said: Said, now: datetime) -> Said | None:
    """The change after too many missed offers; None: the person is not ready anyway."""
    if said.presence is not Presence.READY:
        return None
    return _changed(said, Presence.NOT_READY, Automatic.MISSED, now, Automatic.MISSED)


def by_quiet(said: Said, since: datetime | None) -> Said:
    """What holds of somebody who wants to be left alone `since` then; None: who does not.

    Nothing of it is kept: who wants calls again is as ready as the person's last word was.
    """
    if since is None or said.presence is not Presence.READY:
        return said
    return _changed(said, Presence.NOT_READY, Automatic.QUIET, since, Automatic.QUIET)


def _changed(
    said: Said, presence: Presence, by: Automatic, now: datetime, reason: str | None = None
) -> Said:
    return replace(said, presence=presence, reason=reason, by=by.value, at=now)
