"""Working hours: whether it is open, and saying otherwise."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, ClassVar

from fastapi import Path

from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.hours.schemas import HoursView, NewOverride
from ringtree.api.problem import ApiProblem, NotFound, Words
from ringtree.api.route import company_router
from ringtree.company.hours_now import hours_now
from ringtree.company.model import Company
from ringtree.company.overriding import override_of
from ringtree.company.schedule import Schedule
from ringtree.schedules.override import OverrideError

router = company_router("hours")

Name = Annotated[str, Path(max_length=60, examples=["office"], description="the schedule's name")]


class BadOverride(ApiProblem):
    """An override that contradicts itself, or names an exception the schedule has not."""

    status = 422
    name = "bad-override"
    title: ClassVar[Words] = {"ru": "Так часы не изменить", "en": "The hours can't be so"}
    detail: ClassVar[Words] = {
        "ru": "Проверьте, что должно действовать и до какого времени: {why}.",
        "en": "Check what shall hold and until when: {why}.",
    }


@router.get("/hours", openapi_extra=page.in_document("schedules"))
async def list_hours(
    scope: Annotated[CompanyScope, needs(Permission.PEOPLE_READ)],
) -> list[HoursView]:
    """Every schedule of the company as it is now."""
    company = _company(scope)
    return [_view(scope, company, one) for one in company.schedules.values()]


@router.put("/hours/{schedule}/override")
async def set_override(
    schedule: Name,
    body: NewOverride,
    scope: Annotated[CompanyScope, needs(Permission.HOURS_OVERRIDE)],
) -> HoursView:
    """Open or close, or let an exception hold, whatever the schedule says."""
    company, found = _found(scope, schedule)
    try:
        made = override_of(
            found,
            body.what,
            since=datetime.now(UTC),
            until=body.until,
            ends_at=body.ends_at,
            who=scope.principal.name,
            why=body.why,
        )
    except OverrideError as error:
        raise BadOverride(why=error) from error
    before = _view(scope, company, found)
    await scope.services.overrides.set(scope.code, schedule, made)
    return await _changed(scope, company, found, before)


@router.delete("/hours/{schedule}/override")
async def revoke_override(
    schedule: Name, scope: Annotated[CompanyScope, needs(Permission.HOURS_OVERRIDE)]
) -> HoursView:
    """Let the schedule's own rules hold again."""
    company, found = _found(scope, schedule)
    before = _view(scope, company, found)
    await scope.services.overrides.revoke(scope.code, schedule)
    return await _changed(scope, company, found, before)


async def _changed(
    scope: CompanyScope, company: Company, schedule: Schedule, before: HoursView
) -> HoursView:
    after = _view(scope, company, schedule)
    told = after.model_dump(mode="json")
    await scope.audit(
        "override", "hours", schedule.name, before=before.model_dump(mode="json"), after=told
    )
    scope.publish("hours.changed", told)
    return after


def _company(scope: CompanyScope) -> Company:
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    return live.company


def _found(scope: CompanyScope, schedule: str) -> tuple[Company, Schedule]:
    company = _company(scope)
    if schedule not in company.schedules:
        raise NotFound
    return company, company.schedules[schedule]


def _view(scope: CompanyScope, company: Company, schedule: Schedule) -> HoursView:
    held = scope.services.overrides.get(scope.code, schedule.name)
    return HoursView.model_validate(hours_now(company, schedule, held, datetime.now(UTC)).to_dict())
