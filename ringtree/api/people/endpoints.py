"""People and their telephones: who is registered, new passwords, ready files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Response

import ringtree.provisioning.phones  # noqa: F401 - registers them
from ringtree.accounts.role import Permission
from ringtree.api import page
from ringtree.api.access import CompanyScope, needs
from ringtree.api.people.schemas import (
    Device,
    PersonDetail,
    PersonRow,
    PhoneAccess,
    PhoneSettings,
    ReadyCode,
    ReadyFile,
)
from ringtree.api.problem import NotFound
from ringtree.api.route import SECRET, company_router
from ringtree.company.model import Company, Person
from ringtree.provisioning.account import PhoneAccount, files_for
from ringtree.provisioning.codes import codes_for
from ringtree.serving import reachable_host
from ringtree.settings import Settings

router = company_router("people")
Reader = Annotated[CompanyScope, needs(Permission.PEOPLE_READ)]
Writer = Annotated[CompanyScope, needs(Permission.PEOPLE_WRITE)]


@router.get("/people", openapi_extra=page.in_document("people"))
async def list_people(scope: Reader) -> list[PersonRow]:
    """Everybody of the company as published, by internal number."""
    company = _company(scope)
    return [_row(scope, company, one) for one in sorted(company.people, key=_extension)]


@router.get("/people/{extension}")
async def read_person(extension: str, scope: Writer) -> PersonDetail:
    """A person, the settings of their telephones, and which are registered."""
    company, person = _person(scope, extension)
    account = company.account(extension)
    realm = scope.services.settings.realm
    known = await scope.services.credentials.get(account, realm)
    return PersonDetail(
        **_row(scope, company, person).model_dump(),
        settings=phone_settings(scope.services.settings, account),
        has_password=known is not None,
        devices=list(_devices(scope, account)),
    )


@router.put("/people/{extension}/password")
async def set_phone_password(extension: str, scope: Writer, response: Response) -> PhoneAccess:
    """Give a person's telephones a new password. It is shown this once; the old one is void."""
    company, person = _person(scope, extension)
    account = company.account(extension)
    before = await _has_password(scope, account)
    password = await scope.services.credentials.renew(account, scope.services.settings.realm)
    await scope.take_over()
    await scope.audit("set password", "phone", account, before=before, after={"password": True})
    response.headers[SECRET] = "1"
    settings = phone_settings(scope.services.settings, account)
    phone = PhoneAccount(
        account=account,
        password=password,
        host=settings.host,
        port=settings.port,
        transport=settings.transport,
        extension=extension,
        name=person.name,
        language=company.language,
    )
    files = [ReadyFile(phone=f.phone, name=f.name, content=f.content) for f in files_for(phone)]
    codes = [ReadyCode(apps=apps, content=text) for apps, text in codes_for(phone).items()]
    return PhoneAccess(settings=settings, password=password, files=files, codes=codes)


@router.delete("/people/{extension}/password", status_code=204)
async def remove_phone_password(extension: str, scope: Writer) -> None:
    """Take the password away: no telephone of this person registers any more."""
    company, _ = _person(scope, extension)
    account = company.account(extension)
    before = await _has_password(scope, account)
    await scope.services.credentials.remove(account)
    await scope.take_over()
    await scope.audit("remove password", "phone", account, before=before, after={"password": False})


async def _has_password(scope: CompanyScope, account: str) -> dict[str, bool]:
    """What the audit log keeps of a password: that there was one."""
    known = await scope.services.credentials.get(account, scope.services.settings.realm)
    return {"password": known is not None}


def phone_settings(settings: Settings, account: str) -> PhoneSettings:
    """Where a telephone registers: TLS rather than TCP rather than UDP where they are served."""
    binds = {bind.transport: bind for bind in reversed(settings.binds)}
    first = next(binds[name] for name in ("udp", "tcp", "tls") if name in binds)
    return PhoneSettings(
        account=account,
        host=reachable_host(settings),
        port=first.port,
        transport=first.transport,
        transports=sorted({bind.transport for bind in settings.binds}),
    )


def _row(scope: CompanyScope, company: Company, person: Person) -> PersonRow:
    one = person.extension
    return PersonRow(
        extension=one,
        name=person.name,
        number=person.number,
        groups=[name for name, group in company.groups.items() if one in group.extensions],
        queues=[queue.name for queue in company.queues_of(one)],
        registered=scope.services.registrar.is_reachable(company.account(one)),
    )


def _devices(scope: CompanyScope, account: str) -> Iterator[Device]:
    for binding in scope.services.registrar.contacts(account):
        yield Device(
            contact=binding.contact,
            transport=binding.source.transport,
            address=f"{binding.source.host}:{binding.source.port}",
            user_agent=binding.user_agent,
            expires=datetime.fromtimestamp(binding.expires, UTC),
        )


def _company(scope: CompanyScope) -> Company:
    live = scope.services.directory.company(scope.code)
    if live is None:
        raise NotFound
    return live.company


def _person(scope: CompanyScope, extension: str) -> tuple[Company, Person]:
    company = _company(scope)
    person = company.person(extension)
    if person is None:
        raise NotFound
    return company, person


def _extension(person: Person) -> tuple[int, str]:
    return len(person.extension), person.extension
