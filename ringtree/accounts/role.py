"""Roles and what they allow. Permissions are also the scopes that an API key may be given."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Permission(StrEnum):
    """One thing somebody may do. All but `operate` are within one company."""

    DESK = "desk"  # the own calls, mailbox, presence, forwarding
    PEOPLE_READ = "people:read"  # names and internal numbers of colleagues
    PEOPLE_WRITE = "people:write"  # passwords and settings of phones
    DOCUMENT_READ = "document:read"
    DOCUMENT_WRITE = "document:write"  # drafts, publishing, prompts
    HOURS_OVERRIDE = "hours:override"
    LIVE_READ = "live:read"
    LIVE_ACT = "live:act"  # presence of others, moving and ending calls
    CALLS_READ = "calls:read"
    CALLS_WRITE = "calls:write"  # having the phones of others ring
    RECORDINGS_READ = "recordings:read"
    REPORTS_READ = "reports:read"
    REPORTS_WRITE = "reports:write"  # reports that come by mail
    USERS = "users"
    KEYS = "keys"
    WEBHOOKS = "webhooks"
    AUDIT_READ = "audit:read"
    OPERATE = "operate"  # companies, trunks, numbers, limits, health of the server


class Role(StrEnum):
    """What a user is."""

    OPERATOR = "operator"  # of the server; belongs to no company
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"
    EMPLOYEE = "employee"


_P = Permission
_EMPLOYEE = frozenset({_P.DESK, _P.PEOPLE_READ})
_SUPERVISOR = _EMPLOYEE | {
    _P.DOCUMENT_READ,
    _P.HOURS_OVERRIDE,
    _P.LIVE_READ,
    _P.LIVE_ACT,
    _P.CALLS_READ,
    _P.CALLS_WRITE,
    _P.RECORDINGS_READ,
    _P.REPORTS_READ,
    _P.REPORTS_WRITE,
}

#: An operator sees no company's calls: for that there is "sign in as", which is audited.
PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.OPERATOR: frozenset({_P.OPERATE}),
    Role.ADMINISTRATOR: frozenset(Permission) - {_P.OPERATE},
    Role.SUPERVISOR: _SUPERVISOR,
    Role.EMPLOYEE: _EMPLOYEE,
}
